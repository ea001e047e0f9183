import type { ErrorCode } from '../../../../shared/errors.ts';
import { accessWords } from './access.ts';
import { accountWords } from './account.ts';
import { many, type Counted } from '../counted.ts';
import { deskWords } from './desk.ts';
import { formWords } from './form.ts';
import { personWords } from './person.ts';
import { sharingWords } from './sharing.ts';
import { scheduleWords } from './schedule.ts';
import { tabWords } from './tab.ts';
import { teamWords } from './team.ts';

const failures = (sentences: Partial<Record<ErrorCode, string>>) => sentences;

/** Every text of the sidebar, in English; `Words` of ../words.ts is its shape, which every other language has too. */
export const en = {
  yes: 'Yes',
  no: 'No',
  back: 'Back',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  keep: 'Keep',
  support: 'For support',
  reference: (id: string) => `Give this number when you ask for help: ${id}`,
  opening: 'Opening your reports…',
  loading: 'Looking…',
  close: 'Close',
  save: 'Save',
  saving: 'Saving…',

  link: {
    title: 'Your tickets, in this spreadsheet',
    offers: [
      'Tickets, orders and transactions from the ticketing systems you sell through',
      'Each report in a tab of its own, brought up to date when you press Refresh',
      'It always says whether everything arrived',
    ],
    button: 'Link this spreadsheet',
    busy: 'Linking…',
    again: 'Link again',
    small:
      'This shares the spreadsheet with Willcall’s Google address as an editor, so that it can fill in the tabs. You see it in the Share dialog and can remove it there at any time.',
    steps: {
      register: 'Telling Willcall about this spreadsheet',
      share: 'Sharing it with Willcall’s Google address',
      mark: 'Leaving a one-time mark in it',
      check: 'Checking that the mark arrived',
    },
    stepState: { waiting: 'waiting', going: 'going on', done: 'done', failed: 'did not work' },
    notAllowedToShare: 'Google did not let you share this spreadsheet.',
    shareYourself: 'Ask its owner to share it with this address as an editor, then go on:',
    shared: 'It is shared now: go on',
    copy: 'Copy the address',
    copied: 'Copied',
    notAllowedToEdit: 'You can look at this spreadsheet, but not change it.',
    askToEdit: 'Ask its owner to make you an editor, then link it again.',
  },

  access: accessWords,

  problem: {
    unreachable: 'Willcall does not answer.',
    unreachableNext: 'Check your internet connection and try again. If it stays, tell whoever runs Willcall.',
    twoAccounts: 'Google mixed up two accounts.',
    twoAccountsNext:
      'You are signed in to more than one Google account in this browser. Open the spreadsheet in a private window with one account only, or sign out of the others.',
    unexpected: 'Willcall answered in a way this sidebar does not know.',
    unexpectedNext: 'Reload the spreadsheet to get the newest sidebar. If it stays, tell whoever runs Willcall.',
    google: 'Google did not do what we asked.',
    ours: 'Something went wrong in the sidebar.',
    oursNext: 'Reload the spreadsheet. This is our fault; please tell whoever runs Willcall.',
    tooSlow: 'No answer after 45 seconds.',
    tooSlowNext: 'Try again. If it stays slow, choose a smaller date range or fewer events.',
  },

  /** Instead of the worker's sentences where those speak of requests. */
  failures: failures({
    'provider-auth': 'The ticketing system does not accept this ticketing account.',
    'provider-not-found': 'The ticketing system does not have what this report asks for.',
    'provider-rate-limited': 'The ticketing system is busy.',
    'provider-unavailable': 'Reading from the ticketing system did not work.',
    'provider-unexpected-shape': 'The answer of the ticketing system could not be read.',
  }),

  home: {
    title: 'Reports in this spreadsheet',
    empty: 'No report yet. A report fills one tab.',
    newReport: 'New report',
    accounts: 'Ticketing accounts',
    more: 'More of Willcall',
    someoneElses: 'A colleague’s account',
    system: 'The ticketing system',
  },

  report: {
    refresh: 'Refresh',
    show: 'Show tab',
    showing: 'Opening…',
    showOf: (name: string) => `Show the tab of ${name}`,
    starting: 'Starting…',
    edit: 'Change',
    remove: 'Delete',
    refreshOf: (name: string) => `Refresh ${name}`,
    editOf: (name: string) => `Change ${name}`,
    removeOf: (name: string) => `Delete ${name}`,
    removeAsk: 'Delete this report? The tab and its rows stay.',
    removing: 'Deleting…',
    never: 'Not run yet',
    complete: 'complete',
    incomplete: 'incomplete',
    failed: (ago: string) => `Did not work · ${ago}`,
    stale: (moment: string, why: string) => `Not refreshed since ${moment}: ${why}. The tab shows the last good copy.`,
    neverRead: (why: string) => `Nothing could be read yet: ${why}.`,
    missingPart: (systems: string) => `${systems} not refreshed`,
    cancelled: 'Cancelled. The tab is as it was.',
    rows: (n: Counted) => many(n, 'row', 'rows'),
    details: 'Details',
    more: 'More',
    moreOf: (name: string) => `More about ${name}`,
  },

  ago: {
    now: 'just now',
    minutes: (n: Counted) => `${n.text} min ago`,
    hours: (n: Counted) => `${n.text} h ago`,
    days: (n: Counted) => many(n, 'day ago', 'days ago'),
  },

  run: {
    phases: {
      waiting: 'Waiting for its turn',
      reading: 'Reading from the ticketing system',
      'catching-up': 'Reading what changed in the meantime',
      publishing: 'Writing the tab',
      finished: 'Finishing',
    },
    readOf: (n: Counted, total: Counted) => `${n.text} of ${total.text}`,
    pages: (n: Counted) => many(n, 'page', 'pages'),
    left: {
      moment: 'nearly there',
      seconds: (n: Counted) => `about ${n.text} s left`,
      minutes: (n: Counted) => `about ${n.text} min left`,
    },
    cancelling: 'Cancelling…',
    outOfReach: 'Willcall does not answer at the moment; trying again. The run itself goes on.',
    progressOf: (name: string) => `Progress of ${name}`,
  },

  completeness: {
    allOf: (n: Counted, total: Counted) => `All ${n.text} of ${total.text} read`,
    all: (n: Counted) => `All ${n.text} read`,
    onlyOf: (n: Counted, total: Counted) => `Only ${n.text} of ${total.text} read`,
    notAll: (n: Counted) => `${n.text} read, but some are missing`,
    deletedTickets: (n: Counted) => many(n, 'deleted ticket left out', 'deleted tickets left out'),
    deleted: (n: Counted) => `${n.text} deleted left out`,
    empty: (n: Counted) => `${n.text} without rows left out`,
    filtered: (n: Counted) => `${n.text} left out by your filters`,
    asRows: (n: Counted) => `they fill ${many(n, 'row', 'rows')}`,
    unreadable: (n: Counted) => `${n.text} could not be read`,
    join: (parts: string[]) => `${parts.join('; ')}.`,
  },

  stale: {
    silent: (system: string) => `${system} does not answer`,
    busy: (system: string) => `${system} is busy`,
    refused: (system: string) => `${system} does not accept this ticketing account`,
    unknown: (system: string) => `${system} does not have what this report asks for`,
    other: (system: string) => `${system} could not be read`,
    part: (moment: string, why: string, rows: Counted) =>
      `not refreshed since ${moment}, because ${why}. ${many(rows, 'row is', 'rows are')} the last good copy.`,
    never: (why: string) => `nothing could be read, because ${why}.`,
    and: ' and ',
  },

  ...formWords,
  ...tabWords,
  ...teamWords,
  ...scheduleWords,
  ...sharingWords,
  ...deskWords,
  ...personWords,

  ...accountWords,
};
