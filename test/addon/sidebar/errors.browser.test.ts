import { describe, it } from 'vitest';
import type { Run } from '../../../shared/api.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { scheduleOf } from '../fake-schedules.ts';
import { ended, HOLD } from '../runs-that-were.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const failed = (code: ErrorCode, message = 'GET /x: 500'): Partial<Run> =>
  ended({ status: 'failed', certificate: null, changes: null, error: { code, message } });

/** What a refresh that did not work says, and what to do. */
const REFRESHES: [what: string, code: ErrorCode, message: string, title: string, next: string][] = [
  [
    'a spreadsheet that is not shared',
    'spreadsheet-not-shared',
    'The caller does not have permission (403).',
    'This spreadsheet is not shared with Willcall’s Google address.',
    'Share it with this address as an editor',
  ],
  [
    'a spreadsheet that was deleted',
    'spreadsheet-gone',
    'Requested entity was not found (404).',
    'This spreadsheet was deleted.',
    'bring it back from the bin of Google Drive',
  ],
  [
    'a refused ticketing account',
    'provider-auth',
    'TIXNGO refused the key (401).',
    'The ticketing system does not accept this ticketing account.',
    'Enter new credentials for it under Ticketing accounts.',
  ],
  [
    'an account without credentials',
    'provider-key-missing',
    'Nobody has entered the key.',
    'This ticketing account has no credentials yet.',
    'send a link to whoever has them',
  ],
  [
    'an event that is not there',
    'provider-not-found',
    'GET /events/x: 404',
    'The ticketing system does not have what this report asks for.',
    'Check the events that this report asks for.',
  ],
  [
    'a spreadsheet that is full',
    'no-free-cells',
    'It would take 9,600,000 cells, and 120,000 are free.',
    'It would take 9,600,000 cells, and 120,000 are free.',
    'Delete tabs you no longer need',
  ],
  [
    'a protected tab',
    'tab-protected',
    'The tab “Tickets” is protected.',
    'The tab “Tickets” is protected.',
    'Remove the protection',
  ],
  [
    'a tab of somebody else’s',
    'tab-occupied',
    'The tab "Tickets" already holds something else.',
    'already holds something else',
    'Choose another name for the tab',
  ],
  [
    'rows that keep moving',
    'tab-busy',
    'The rows moved 5 times.',
    'Rows kept moving while Willcall wrote',
    'Refresh again when the tab is calm.',
  ],
  [
    'an answer nobody knows',
    'provider-unexpected-shape',
    'expected string, received null',
    'The answer of the ticketing system could not be read.',
    'Please tell whoever runs Willcall.',
  ],
];

describe.skipIf(!hasBrowser)('a refresh that did not work says why and what to do', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, openReport } = stage;
  const alert = (words: string) => page().getByRole('alert').getByText(words).waitFor();

  it.each(REFRESHES)('%s', async (_what, code, message, title, next) => {
    stage.worker.addRun(saved().id, failed(code, message));
    await open();
    await page().locator('.trouble', { hasText: title }).waitFor();
    await openReport();
    await alert(title);
    await alert(next);
  });

  it('with the address to share with at hand', async () => {
    stage.worker.addRun(saved().id, failed('spreadsheet-not-shared'));
    await open();
    await openReport();
    await text('writer@willcall-test.example.com').waitFor();
    await button('Copy the address').waitFor();
  });

  it('with the way to the ticketing accounts', async () => {
    stage.worker.addRun(saved().id, failed('provider-auth'));
    await open();
    await openReport();
    await button('Ticketing accounts').click();
    await page().getByRole('heading', { level: 1, name: 'Ticketing accounts' }).waitFor();
  });

  it('a ticketing system that is down: when the next try is, by the schedule', async () => {
    const { id } = saved();
    const timing = { kind: 'every', minutes: 15 } as const;
    const nextDue = new Date(Date.now() + 600_000).toISOString();
    const schedule = scheduleOf(id, { timing, timeZone: 'UTC' }, { nextDue });
    stage.worker.changeReport(id, { schedule });
    stage.worker.addRun(id, failed('provider-unavailable'));
    await open();
    await openReport();
    await alert('Reading from the ticketing system did not work.');
    await page()
      .getByRole('alert')
      .getByText(/^Willcall tries again by itself: .*\d\d:\d\d\.$/)
      .waitFor();
  });

  it('a ticketing system that is down: how to try again where there is no schedule', async () => {
    stage.worker.addRun(saved().id, failed('provider-unavailable'));
    await open();
    await openReport();
    await alert('Press Refresh to try again, or have it refreshed by itself.');
  });

  it('rows that are the last good copy: since when, why, and the next try', async () => {
    const { id } = saved();
    const error = { code: 'provider-unavailable', message: 'GET /x: timeout' } as const;
    stage.worker.addRun(id, ended({ status: 'stale', certificate: null, changes: null, error }));
    stage.worker.changeReport(id, { staleSince: new Date().toISOString() });
    await open();
    await openReport();
    await text(/Not refreshed since \d\d:\d\d: TIXNGO does not answer\. The tab shows the last good copy\./).waitFor();
    await text('Press Refresh to try again').waitFor();
  });

  it('rows held back until somebody decides', async () => {
    stage.worker.changeReport(saved().id, { hold: HOLD });
    await open();
    await text(`Waiting for your OK: ${HOLD.sentence}`).waitFor();
    await openReport();
    await button('Keep them').waitFor();
  });

  it('waiting for Google, with how many calls go first', async () => {
    const going = { status: 'running', phase: 'publishing', rows: 5, pages: 1, total: 5, queue: { ahead: 3 } } as const;
    stage.worker.addRun(saved().id, going);
    await open();
    await text('waiting for Google: 3 calls of others go first').waitFor();
  });
});

/** Google's own sentences, as its failure handler gives them. */
const GOOGLE: [what: string, said: string, title: string, next: string][] = [
  [
    'two accounts at once, as Google says it of storage',
    'ScriptError: We’re sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.',
    'Google mixed up two accounts.',
    'Open the spreadsheet in a private window with one account only',
  ],
  [
    'two accounts at once, as Google says it of authorization',
    'ScriptError: Authorization is required to perform that action.',
    'Google mixed up two accounts.',
    'drive.google.com refused to connect',
  ],
  [
    'a permission that was not given',
    'Exception: You do not have permission to call ScriptApp.getIdentityToken. Required permissions: openid',
    'Google has not been allowed all that Willcall needs.',
    'tick every box and allow it',
  ],
  [
    'a permission that was taken back',
    'Exception: Specified permissions are not sufficient to call SpreadsheetApp.getActive.',
    'Google has not been allowed all that Willcall needs.',
    'Close this sidebar and open it again',
  ],
  [
    'a moment in which Google is slow',
    'Exception: Service Spreadsheets timed out while accessing document.',
    'Google is slow at the moment.',
    'Wait a minute and try again.',
  ],
  [
    'a fault of Google’s that passes',
    'ScriptError: We’re sorry, a server error occurred. Please wait a bit and try again.',
    'Google is slow at the moment.',
    'Nothing was lost.',
  ],
  [
    'whatever else Google says, in its own words',
    'Error: The setting WORKER_URL is missing. Ask whoever installed Willcall.',
    'Google did not do what we asked.',
    'The setting WORKER_URL is missing. Ask whoever installed Willcall.',
  ],
];

describe.skipIf(!hasBrowser)('a sidebar that does not open says why and what to do', () => {
  const stage = sidebarStage();
  const { button, page, open, text } = stage;
  const alert = (words: string) => page().getByRole('alert').getByText(words).waitFor();

  it.each(GOOGLE)('%s', async (_what, said, title, next) => {
    await open({ identityToken: new Error(said) });
    await alert(title);
    await alert(next);
    await button('Try again').waitFor();
  });

  it('a sharing that was taken away, above the reports', async () => {
    stage.saved();
    const [spreadsheet] = stage.worker.state.spreadsheets.values();
    const unshared = { since: '2026-05-01T12:00:00.000Z', why: 'removed' } as const;
    if (spreadsheet) stage.worker.state.spreadsheets.set(spreadsheet.id, { ...spreadsheet, unshared });
    await open();
    await text('This spreadsheet is not shared with Willcall any more').waitFor();
    await button('Share again').waitFor();
  });
});
