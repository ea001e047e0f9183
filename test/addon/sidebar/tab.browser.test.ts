import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../../shared/api.ts';
import type { WriteMode } from '../../../shared/writing.ts';
import { missingNeeds } from '../../helpers/needs.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';
import { ended } from '../runs-that-were.ts';
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

async function fillForm(): Promise<void> {
  worker.link(SHEET);
  worker.addAccount();
  await open();
  await button('New report').click();
  await page.getByLabel('App ID').fill('demo-app');
  await page.getByLabel('Event', { exact: true }).fill('spring-gala-2027');
  await button('Next').click();
  await button('Next').click();
}

describe.skipIf(!isThere)('how rows are written', () => {
  it('keeps notes unless something else is chosen, and sends what was chosen', async () => {
    await fillForm();
    expect(await page.getByLabel('Keep my notes').isChecked()).toBe(true);
    await text('Removed rows, warnings, list of changes').click();
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
    await text('Removed rows, warnings, list of changes').click();
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
    await button('Open Tickets').click();
    await button(/^Change/).click();
    await button('4 Where').click();
    await page.getByLabel('Exact copy').check();
    expect(await text('for the other way, duplicate the report.').count()).toBe(0);
    await page.getByLabel('Add below').check();
    await text('for the other way, duplicate the report.').waitFor();
  });
});

describe.skipIf(!isThere)('before anything is written', () => {
  it('says with the preview what it takes', async () => {
    await fillForm();
    await text('Before it is written').waitFor();
    await text('About 12,792 rows in 9 columns, one of them hidden.').waitFor();
    await text('Personal data: First name and E-mail.').waitFor();
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
