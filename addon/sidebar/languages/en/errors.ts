import type { ErrorCode } from '../../../../shared/errors.ts';

/** Those left out are told in the worker's own sentence, which names what is in the way, such as the tab. */
const failures = (titles: Partial<Record<ErrorCode, string>>) => titles;
const nextSteps = (steps: Record<ErrorCode, string>) => steps;

/** What went wrong, and what to do next. */
export const errorWords = {
  problem: {
    unreachable: 'Willcall does not answer.',
    unreachableNext: 'Check whether you are online and try again. If it stays, tell whoever runs Willcall.',
    offline: 'This computer is offline.',
    offlineNext: 'Connect to the internet and try again. A refresh that had begun goes on without you.',
    twoAccounts: 'Google mixed up two accounts.',
    twoAccountsNext:
      'You are signed in to more than one Google account in this browser. Open the spreadsheet in a private window with one account only, or sign out of the others. “drive.google.com refused to connect” in place of this sidebar means the same.',
    permission: 'Google has not been allowed all that Willcall needs.',
    permissionNext:
      'Close this sidebar and open it again from Extensions > Willcall > Open Willcall. When Google asks, tick every box and allow it.',
    googleBusy: 'Google is slow at the moment.',
    googleBusyNext: 'Wait a minute and try again. Nothing was lost.',
    changedMeanwhile: 'A colleague changed this report meanwhile.',
    changedMeanwhileNext: 'Save again to put what you chose in its place, or go back to see what is there now.',
    unexpected: 'Willcall answered in a way this sidebar does not know.',
    unexpectedNext: 'Reload the spreadsheet to get the newest sidebar. If it stays, tell whoever runs Willcall.',
    google: 'Google did not do what we asked.',
    ours: 'Something went wrong in the sidebar.',
    oursNext: 'Reload the spreadsheet. This is our fault; please tell whoever runs Willcall.',
    tooSlow: 'No answer after 45 seconds.',
    tooSlowNext: 'Try again. If it stays slow, choose a smaller date range or fewer events.',
    tryAt: (moment: string) => `Willcall tries again by itself: ${moment}.`,
    tryYourself: 'Press Refresh to try again, or have it refreshed by itself.',
  },

  failures: failures({
    'malformed-request': 'Willcall did not understand this sidebar.',
    unauthorized: 'Willcall does not know any more who you are.',
    'not-found': 'This is not there any more.',
    'payload-too-large': 'This is more than Willcall takes at once.',
    'rate-limited': 'That was a lot at once.',
    internal: 'Something went wrong at Willcall.',
    unavailable: 'Willcall cannot do this at the moment.',
    'spreadsheet-not-linked': 'This spreadsheet is not linked with Willcall.',
    'spreadsheet-not-shared': 'This spreadsheet is not shared with Willcall’s Google address.',
    'spreadsheet-gone': 'This spreadsheet was deleted.',
    'proof-expired': 'Linking took too long.',
    'proof-missing': 'Willcall could not see that you may edit this spreadsheet.',
    'tab-busy': 'Rows kept moving while Willcall wrote, so nothing was written.',
    'provider-auth': 'The ticketing system does not accept this ticketing account.',
    'provider-key-missing': 'This ticketing account has no credentials yet.',
    'provider-not-found': 'The ticketing system does not have what this report asks for.',
    'provider-bad-request': 'The ticketing system did not take what this report asks for.',
    'provider-rate-limited': 'The ticketing system is busy.',
    'provider-unavailable': 'Reading from the ticketing system did not work.',
    'provider-misdirected': 'The ticketing system could not be reached.',
    'provider-unexpected-shape': 'The answer of the ticketing system could not be read.',
  }),

  next: nextSteps({
    'malformed-request': 'Reload the spreadsheet to get the newest sidebar. If it stays, tell whoever runs Willcall.',
    'invalid-request': 'Correct what is named and try again.',
    unauthorized: 'Close this sidebar and open it again from Extensions > Willcall > Open Willcall.',
    forbidden: 'Ask an admin of the team.',
    'not-found': 'A colleague may have deleted it. Go back: the list is read anew.',
    conflict: 'Wait until that is over, or go back and begin again.',
    'payload-too-large': 'Choose fewer things at once.',
    'rate-limited': 'Wait a minute, then try again.',
    internal: 'This is our fault. Try again, and tell whoever runs Willcall if it stays.',
    unavailable: 'Try again in a minute.',
    'spreadsheet-not-linked': 'Link it: that takes one click.',
    'spreadsheet-not-shared': 'Share it with this address as an editor (Share, top right), then try again:',
    'spreadsheet-gone':
      'Its owner can bring it back from the bin of Google Drive. Or make the report in another spreadsheet.',
    'proof-expired': 'Link the spreadsheet again.',
    'proof-missing': 'Link the spreadsheet again.',
    'tab-protected': 'Remove the protection (Data > Protect sheets and ranges), or add this address to it:',
    'tab-occupied': 'Choose another name for the tab; this one holds something of yours.',
    'no-free-cells':
      'Delete tabs you no longer need (empty cells count too), or bring in fewer columns. A new spreadsheet has room as well.',
    'too-many-columns': 'Bring in fewer columns, or use a new tab.',
    'tab-blocked': 'Undo what is named in the tab, or choose another name for the tab.',
    'tab-busy': 'Somebody is sorting or moving rows. Refresh again when the tab is calm.',
    'key-column-gone': 'Bring the column back (Edit > Undo, or File > Version history), or have the list written anew.',
    'cell-too-long': 'Leave out the column that is named.',
    'provider-auth': 'Enter new credentials for it under Ticketing accounts.',
    'provider-key-missing': 'Enter them under Ticketing accounts, or send a link to whoever has them.',
    'provider-not-found': 'Check the events that this report asks for.',
    'provider-bad-request': 'Check the events, dates and filters of this report.',
    'provider-rate-limited': 'It asks us to wait. Try again in a few minutes.',
    'provider-unavailable': 'Try again in a few minutes. Your rows are as they were.',
    'provider-misdirected': 'Tell whoever runs Willcall: something between it and the ticketing system is in the way.',
    'provider-unexpected-shape': 'It may have changed. Please tell whoever runs Willcall.',
  }),
};
