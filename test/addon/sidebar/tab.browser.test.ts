import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report, Run } from '../../../shared/api.ts';
import type { Hold } from '../../../shared/changes.ts';
import type { WriteMode } from '../../../shared/writing.ts';
import { missingNeeds } from '../../helpers/needs.ts';
import { NO_CHANGES } from '../fake-worker-state.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';
import { startSidebar } from '../sidebar-page.ts';

const SHEET = 'sheet-0123456789abcdef';
const PATIENCE = { timeout: 5_000 };

let sidebar: Awaited<ReturnType<typeof startSidebar>>;
let worker: FakeWorker;
let page: Page;

const isThere = !missingNeeds().includes('chromium');

beforeAll(async () => {
  if (isThere) sidebar = await startSidebar();
});
afterAll(async () => {
  if (isThere) await sidebar.close();
});
beforeEach(async () => {
  worker = await startFakeWorker();
});
afterEach(async () => {
  await worker.close();
});

async function open(): Promise<void> {
  const place = { spreadsheetId: SHEET, title: 'Gala', sheetId: 0, tab: 'Sheet1', tabs: ['Sheet1'] };
  const context = {
    ...place,
    selection: 'A1',
    locale: 'en_GB',
    userLocale: 'en_GB',
    timeZone: 'Europe/Amsterdam',
    workerUrl: worker.url,
  };
  page = await sidebar.open({
    context,
    identityToken: 'token',
    shareWithWriter: null,
    writeProof: null,
    gotoCell: null,
  });
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: string | RegExp) => page.getByText(words);
const heard = (method: string, path: RegExp) =>
  worker.state.heard.filter((one) => one.method === method && path.test(one.path)).map(({ body }) => body);

function saved(writeMode: WriteMode = 'sync'): Report {
  const spreadsheet = worker.link(SHEET);
  return worker.addReport({
    name: 'Tickets',
    sources: [{ connectionId: worker.addAccount().id, scope: { appId: 'demo-app', eventId: 'spring-gala-2027' } }],
    dataset: 'tickets',
    columns: ['ticketId'],
    destination: { spreadsheet: spreadsheet.id, tab: 'Tickets' },
    writeMode,
  });
}

const ended = (rest: Partial<Run>): Partial<Run> => ({
  status: 'done',
  phase: 'finished',
  finishedAt: new Date().toISOString(),
  changes: NO_CHANGES,
  ...rest,
});

const HOLD: Hold = {
  removals: [{ account: 'Town theatre', rows: 4_000, of: 12_480 }],
  blanked: [],
  since: '2027-05-01T12:00:00.000Z',
  decision: 'open',
  sentence: '4,000 of 12,480 rows of Town theatre would leave the list. They stay as they are.',
};

async function fillForm(): Promise<void> {
  worker.link(SHEET);
  worker.addAccount();
  await open();
  await button('New report').click();
  await page.getByLabel('App ID').fill('demo-app');
  await page.getByLabel('Event', { exact: true }).fill('spring-gala-2027');
}

describe.skipIf(!isThere)('how rows are written', () => {
  it('keeps notes unless something else is chosen, and sends what was chosen', async () => {
    await fillForm();
    expect(await page.getByLabel('Keep my notes').isChecked()).toBe(true);
    await page.getByText('More', { exact: true }).click();
    await page.getByLabel('Rows that are no longer in the list').selectOption('mark');
    await page.getByLabel('Most percent that may go').fill('50');
    await page.getByLabel('List what changed in a tab of its own').check();
    await page.getByLabel('Refreshes to list').fill('5');
    await page.getByLabel('Warn people before they edit Willcall’s cells').check();
    await button('Run').click();
    await text('Waiting for its turn').waitFor();
    expect([...worker.state.reports.values()][0]).toMatchObject({
      writeMode: 'sync',
      writing: {
        removedRows: 'mark',
        guard: { percent: 50, few: 3 },
        changeLogRuns: 5,
        warnOnEdit: true,
        inPlace: false,
      },
    });
  });

  it('asks only what means something for the way that is chosen, and names a number that is none', async () => {
    await fillForm();
    await page.getByText('More', { exact: true }).click();
    await page.getByLabel('Rows that may always go').fill('');
    await button('Run').click();
    await text('Type a whole number from 0 to 100000.').waitFor();
    await page.getByLabel('Add below').check();
    expect(await page.getByLabel('Hold back suspicious removals').count()).toBe(0);
    await button('Run').click();
    await text('Waiting for its turn').waitFor();
    expect([...worker.state.reports.values()][0]?.writeMode).toBe('append');
  });

  it('says that a tab cannot go on in quite another way', async () => {
    worker.addRun(saved().id, ended({}));
    await open();
    await button('Change Tickets').click();
    await page.getByLabel('Exact copy').check();
    expect(await text('Take another name for the tab.').count()).toBe(0);
    await page.getByLabel('Add below').check();
    await text('Take another name for the tab.').waitFor();
  });
});

describe.skipIf(!isThere)('before anything is written', () => {
  it('says with the preview what it takes', async () => {
    await fillForm();
    await button('Preview').click();
    await text('Before it is written').waitFor();
    await text('About 12,792 rows in 9 columns, one of them hidden.').waitFor();
    await text('Personal data: First name, E-mail.').waitFor();
  });

  it('does not begin when something is in the way, and looks again when it is gone', async () => {
    const sentence = 'The tab "Tickets" holds something of yours.';
    const { preflight } = worker.state;
    const notices = [{ blocking: true, code: 'tab-occupied', sentence }];
    worker.state.preflight = { ...preflight, tab: 'occupied', notices };
    await fillForm();
    await button('Run').click();
    await page.getByRole('alert').getByText(sentence).or(page.getByText(sentence)).first().waitFor();
    expect(worker.state.reports.size).toBe(0);
    worker.state.preflight = preflight;
    await button('Run').click();
    await text('Waiting for its turn').waitFor();
  });

  it('begins all the same when nobody can tell', async () => {
    worker.refuse('POST /v1/reports/preflight', 'unavailable', 'Google does not answer.');
    await fillForm();
    await button('Run').click();
    await text('Waiting for its turn').waitFor();
  });

  it('is told of a saved report on demand', async () => {
    saved();
    await open();
    await text('More').click();
    await button('What a full refresh takes').click();
    await text('Takes 115,137 of 9,974,000 free cells of this spreadsheet.').waitFor();
  });
});

describe.skipIf(!isThere)('after a refresh', () => {
  it('says what changed, and which rows when somebody looks', async () => {
    const changes = { ...NO_CHANGES, added: 12, changed: 40, removed: 3, unchanged: 12_425 };
    worker.state.rowChanges = [
      { kind: 'changed', account: 'Town theatre', key: 'T-2', columns: ['status'] },
      { kind: 'removed', account: 'Town theatre', key: 'T-3', columns: [] },
    ];
    worker.addRun(saved().id, ended({ changes }));
    await open();
    expect(heard('GET', /\/changes$/)).toHaveLength(0);
    await text('12 new, 40 changed, 3 left, 12,425 unchanged').click();
    await text('T-2: status').waitFor();
    await text('T-3').waitFor();
  });

  it('lets somebody decide about what is held back: kept', async () => {
    worker.changeReport(saved().id, { hold: HOLD });
    await open();
    await text(HOLD.sentence).waitFor();
    await button('Keep them').click();
    await text('Kept, as you decided.').waitFor();
    expect(heard('POST', /\/hold$/)).toEqual([{ decision: 'reject' }]);
    await button('Remove them').waitFor();
  });

  it('lets somebody decide about what is held back: removed, by a run that shows', async () => {
    worker.changeReport(saved().id, { hold: HOLD });
    await open();
    await button('Remove them').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('POST', /\/hold$/)).toEqual([{ decision: 'accept' }]);
  });

  it('says why nothing was written, and writes the list anew when asked', async () => {
    const sentence = 'The column by which rows are found was deleted from the tab "Tickets".';
    const error = { code: 'key-column-gone', message: sentence } as const;
    worker.addRun(saved().id, ended({ status: 'held', changes: null, error }));
    await open();
    await text('Waiting for your OK · just now').waitFor();
    await text(sentence).waitFor();
    await button('Write the list anew').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('POST', /\/runs$/)).toEqual([{ rebuild: true }]);
  });

  it('looks for edited cells and undoes the edits', async () => {
    worker.addRun(saved().id, ended({}));
    await open();
    await text('More').click();
    await button('Check for edited cells').click();
    await text('Waiting for its turn').waitFor();
    worker.state.rowChanges = [{ kind: 'edited', account: 'Town theatre', key: 'T-7', columns: ['seat'] }];
    worker.change(worker.latestRun()?.id ?? '', ended({ changes: { ...NO_CHANGES, edited: 1 } }));
    await text('People edited cells in 1 row of the list.').click();
    await text('T-7: seat').waitFor();
    await button('Undo these edits').click();
    await text('Waiting for its turn').waitFor();
    worker.change(worker.latestRun()?.id ?? '', ended({ changes: { ...NO_CHANGES, edited: 1 } }));
    await text('Edits in 1 row were undone.').waitFor();
    expect(heard('POST', /\/runs$/)).toEqual([{ repair: 'list' }, { repair: 'undo' }]);
  });

  it('offers no look for edits where rows are not found again', async () => {
    worker.addRun(saved('replace').id, ended({}));
    await open();
    await text('More').click();
    await button('What a full refresh takes').waitFor();
    expect(await button('Check for edited cells').count()).toBe(0);
  });

  it('says how many are before us at Google', async () => {
    const run = worker.addRun(saved().id, { status: 'running', phase: 'publishing', rows: 5, pages: 1, total: 5 });
    await open();
    await button('Cancel').waitFor();
    worker.change(run.id, { queue: { ahead: 3 } });
    await text('5 of 5 · 1 page · waiting for Google: 3 calls of others go first').waitFor();
  });
});

describe.skipIf(!isThere)('the tab “Willcall”', () => {
  it('is switched off and on for the spreadsheet', async () => {
    saved();
    await open();
    const box = page.getByLabel('Show the tab “Willcall”');
    expect(await box.isChecked()).toBe(true);
    await box.click();
    await expect.poll(() => heard('PATCH', /\/spreadsheets\//), PATIENCE).toEqual([{ statusTab: false }]);
    await expect.poll(() => box.isChecked(), PATIENCE).toBe(false);
  });
});
