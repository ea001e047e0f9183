import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../../shared/api.ts';
import { missingNeeds } from '../../helpers/needs.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';
import { CERTIFICATE } from '../runs-that-were.ts';
import { startSidebar, type ScriptAnswers } from '../sidebar-page.ts';

const SHEET = 'sheet-0123456789abcdef';

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

function answers(rest: Partial<ScriptAnswers> = {}): ScriptAnswers {
  const place = { spreadsheetId: SHEET, title: 'Gala', sheetId: 0, tab: 'Sheet1', tabs: ['Sheet1', 'Guests'] };
  const context = {
    ...place,
    selection: 'A1',
    locale: 'en_GB',
    userLocale: 'en_GB',
    timeZone: 'Europe/Amsterdam',
    workerUrl: worker.url,
  };
  return { context, identityToken: 'token', shareWithWriter: null, writeProof: null, gotoCell: null, ...rest };
}

async function open(rest: Partial<ScriptAnswers> = {}): Promise<void> {
  page = await sidebar.open(answers(rest));
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: string | RegExp) => page.getByText(words);
const next = () => button('Next').click();

/** A spreadsheet that is linked and has a report. */
function saved(tab = 'Tickets'): Report {
  const spreadsheet = worker.link(SHEET);
  return worker.addReport({
    name: tab,
    sources: [{ connectionId: worker.addAccount().id, scope: { appId: 'demo-app', eventId: 'spring-gala-2027' } }],
    dataset: 'tickets',
    columns: ['ticketId'],
    destination: { spreadsheet: spreadsheet.id, tab },
    writeMode: 'replace',
  });
}

/** Milliseconds from a click on the button until the page says the words, measured inside the page. */
function clickToWords(name: string, said: string): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    const start = performance.now();
    const look = () => {
      if (document.body.innerText.includes(${JSON.stringify(said)})) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    const nameOf = (button) => button.getAttribute('aria-label') ?? button.innerText;
    [...document.querySelectorAll('button')].find((button) => nameOf(button) === ${JSON.stringify(name)}).click();
    look();
  })`);
}

describe.skipIf(!isThere)('the sidebar in a browser', () => {
  it('goes from an empty spreadsheet to rows in at most nine clicks', async () => {
    await open();
    await page.evaluate('clicks = 0; addEventListener("click", () => { clicks += 1; })');
    await button('Link this spreadsheet').click();
    await page.getByLabel('E-mail address').fill('box-office@example.org');
    await page.getByLabel('API key').fill('not-a-real-one');
    await button('Test and save').click();
    await page.getByLabel('App ID').fill('demo-app');
    await page.getByLabel('Event').first().fill('spring-gala-2027');
    await next();
    await next();
    await page.getByRole('table').waitFor();
    await text('The first 20 rows; the ticketing system counts 12,792 in all.').waitFor();
    await button('Run').click();
    await text('Waiting for its turn').waitFor();
    const id = worker.latestRun()?.id ?? '';
    worker.change(id, { status: 'running', phase: 'reading', rows: 6_200, pages: 31, total: 12_792 });
    await text('6,200 of 12,792 · 31 pages').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('aria-valuetext')).toContain('48%');
    const finishedAt = new Date().toISOString();
    worker.change(id, { status: 'done', phase: 'finished', finishedAt, certificate: CERTIFICATE });
    await text('just now · 12,480 rows · complete').waitFor();
    await text('All 12,480 of 12,480 read; 312 deleted tickets left out.').waitFor();
    expect(await page.evaluate('clicks')).toBe(5);
  });

  it('shows text that looks like markup or a formula as the text it is', async () => {
    worker.link(SHEET);
    worker.addAccount('<img src=x onerror=alert(1)>');
    await open();
    await button('New report').click();
    await page.getByLabel('App ID').fill('demo-app');
    await next();
    await next();
    await page.getByRole('cell', { name: '=HYPERLINK("x")' }).first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('names what is missing and puts the cursor there, and sends nothing', async () => {
    worker.link(SHEET);
    worker.addAccount();
    await open();
    await button('New report').click();
    await next();
    await text('App ID is missing.').waitFor();
    const appId = page.getByLabel('App ID');
    expect(await page.locator(':focus').getAttribute('id')).toBe(await appId.getAttribute('id'));
    await appId.fill('demo-app');
    await next();
    await next();
    await page.getByLabel('Name of the tab').fill(' ');
    await button('Run').click();
    await text('Name of the tab is missing.').waitFor();
    expect(worker.state.reports.size).toBe(0);
  });

  it('cancels within a second and says that the tab is as it was', async () => {
    const run = worker.addRun(saved().id, { status: 'running', phase: 'reading' });
    await open();
    await button('Cancel').waitFor();
    expect(await clickToWords('Cancel the refresh of Tickets', 'Cancelled. The tab is as it was.')).toBeLessThan(1_000);
    expect(worker.state.runs.get(run.id)?.status).toBe('cancelled');
  });

  it('answers a click at once, also when the worker is slow', async () => {
    saved();
    await open();
    worker.state.delayMs = 100;
    await button('Refresh Tickets').waitFor();
    expect(await clickToWords('Refresh Tickets', 'Starting…')).toBeLessThan(100);
    await text('Waiting for its turn').waitFor();
  });

  it('says in plain words what the ticketing system refused, and keeps the worker’s sentence for support', async () => {
    saved();
    const sentence = 'The ticketing system does not know what was asked for (GET /events/x/tickets: 404).';
    worker.refuse('POST /v1/reports/preview', 'provider-not-found', sentence);
    await open();
    await button('Open Tickets').click();
    await button(/^Change/).click();
    await button('4 Where').click();
    await text('The ticketing system does not have what this report asks for.').waitFor();
    await text('Check the events that this report asks for.').waitFor();
    expect(await text(sentence).isVisible()).toBe(false);
    await text('For support').click();
    await text(sentence).waitFor();
    await text('req-42').waitFor();
  });

  it('takes a refused account away again', async () => {
    worker.link(SHEET);
    worker.refuse('POST /v1/connections/:id/test', 'provider-auth', 'TIXNGO does not accept the credentials.');
    await open();
    await button('New report').click();
    await page.getByLabel('E-mail address').fill('box-office@example.org');
    await page.getByLabel('API key').fill('wrong');
    await button('Test and save').click();
    await text('The ticketing system did not accept this. Nothing was saved.').waitFor();
    expect(worker.state.accounts.size).toBe(0);
  });
});

describe.skipIf(!isThere)('a report of several accounts', () => {
  const options = () => page.locator('[role=option]');

  it('is put together from events found by name, IDs that were typed, and a column of the spreadsheet', async () => {
    worker.link(SHEET);
    const theatre = worker.addAccount('Town theatre');
    const hall = worker.addAccount('Main hall', 'ticket-tailor');
    await open();
    await button('New report').click();
    await page.getByLabel('Town theatre').check();
    await next();
    await page.getByLabel('App ID').click();
    await text('Used before').waitFor();
    await options().first().click();
    await page.getByLabel('Event', { exact: true }).fill('spring-gala-2027');
    await button('+ Add another account or event').click();
    const events = page.getByLabel('Events', { exact: true });
    await events.fill('spring');
    await expect.poll(() => options().count(), { timeout: 5_000 }).toBe(2);
    await events.press('ArrowDown');
    await events.press('Enter');
    await button('Take out Spring Gala').waitFor();
    await events.fill('my-own-id');
    await text('Only those in a column of this spreadsheet').click();
    await page.getByLabel('Which ones').selectOption('barcode');
    await page.getByLabel('Tab that has the column').fill('Guests');
    await page.getByLabel('Header of the column').fill('Code');
    await next();
    await button('Choose filters').click();
    await text('Ticket Tailor sends only these; for TIXNGO, Willcall leaves the others out after reading.').waitFor();
    await text(/^Not all accounts of this report can tell: Created .*Ticket type\.$/).waitFor();
    await page.getByLabel('valid').check();
    await page.getByLabel('Updated', { exact: true }).selectOption('7 days');
    await next();
    await button('Run').click();
    await text('Waiting for its turn').waitFor();
    expect([...worker.state.reports.values()][0]).toMatchObject({
      sources: [
        { connectionId: theatre.id, scope: { appId: 'demo-app', eventId: 'spring-gala-2027' }, lookup: null },
        {
          connectionId: hall.id,
          scope: { eventId: 'ev_1,my-own-id' },
          lookup: { by: 'barcode', tab: 'Guests', column: 'Code' },
        },
      ],
      filters: { status: ['valid'], updated: { last: '7 days' } },
      columns: expect.arrayContaining(['provider', 'account']),
    });
  });
});

describe.skipIf(!isThere)('a report that could not be refreshed', () => {
  it('says since when and why, and keeps the way to the tab', async () => {
    const report = saved();
    const error = { code: 'provider-unavailable', message: 'GET /x: timeout' } as const;
    worker.addRun(report.id, { status: 'stale', phase: 'finished', finishedAt: new Date().toISOString(), error });
    worker.changeReport(report.id, { staleSince: new Date().toISOString() });
    const shown: unknown[] = [];
    await open({ gotoCell: (...tab: unknown[]) => void shown.push(tab) });
    await text(/Not refreshed since \d\d:\d\d: TIXNGO does not answer\. The tab shows the last good copy\./).waitFor();
    await button('Open Tickets').click();
    await button('Show tab').click();
    await expect.poll(() => shown, { timeout: 5_000 }).toEqual([[null, 'Tickets', null]]);
  });

  it('keeps the way to the tab after it was cancelled', async () => {
    const run = worker.addRun(saved().id, { status: 'done', phase: 'finished', sheetId: 7, certificate: CERTIFICATE });
    const next = worker.addRun(run.reportId, { status: 'running', phase: 'reading' });
    await open();
    await button('Cancel').click();
    await text('Cancelled. The tab is as it was.').waitFor();
    expect(worker.state.runs.get(next.id)?.sheetId).toBeNull();
    await button('Open Tickets').click();
    await button('Show tab').waitFor();
  });

  it('has what the worker refuses at the field it is about', async () => {
    worker.link(SHEET);
    worker.addAccount();
    const sentence = 'Event: name one event, or a range of events with “from” and “until”.';
    worker.refuse('POST /v1/reports/preview', 'invalid-request', sentence);
    await open();
    await button('New report').click();
    await page.getByLabel('App ID').fill('demo-app');
    await next();
    await next();
    await text(sentence).first().waitFor();
    await button('Go to “What”').click();
    await page.locator('.field-error', { hasText: sentence }).waitFor();
    const focused = () => page.locator(':focus').getAttribute('id');
    await expect
      .poll(focused, { timeout: 5_000 })
      .toBe(await page.getByLabel('Event', { exact: true }).getAttribute('id'));
  });

  it('tells about a key where it is found, who can make it and what it may do', async () => {
    worker.link(SHEET);
    await open();
    await button('New report').click();
    await text('Where to find it: API key').click();
    await text('TIXNGO back office, Settings, API keys').waitFor();
    await text('Send and delete tickets').waitFor();
  });
});

describe.skipIf(!isThere)('the sidebar when something is in the way', () => {
  it('offers a way on when this person may not share the spreadsheet', async () => {
    await open({ shareWithWriter: new Error('Exception: You do not have permission to share.') });
    await button('Link this spreadsheet').click();
    await text('Google did not let you share this spreadsheet.').waitFor();
    await button('It is shared now: go on').click();
    await page.getByLabel('API key').waitFor();
  });

  it('says that the worker does not answer, and tries again when asked', async () => {
    saved();
    const away = await startFakeWorker();
    await away.close();
    let workerUrl = away.url;
    const sheet = { spreadsheetId: SHEET, title: 'Gala', sheetId: 0, tab: 'Sheet1', tabs: [] };
    const place = { ...sheet, selection: 'A1', locale: 'en_GB', userLocale: 'en_GB', timeZone: 'UTC' };
    await open({ context: () => ({ ...place, workerUrl }) });
    await text('Willcall does not answer.').waitFor();
    workerUrl = worker.url;
    await button('Try again').click();
    await text('Not run yet').waitFor();
  });

  it('renews a link of yesterday without a click and without sharing again', async () => {
    saved();
    const [spreadsheet] = worker.state.spreadsheets.values();
    if (spreadsheet) worker.state.spreadsheets.set(spreadsheet.id, { ...spreadsheet, state: 'waiting' });
    const shared: unknown[] = [];
    await open({ shareWithWriter: (email: string) => void shared.push(email) });
    await text('Not run yet').waitFor();
    expect(shared).toEqual([]);
  });

  it('can be used with the keyboard alone, and columns keep the focus while they move', async () => {
    worker.link(SHEET);
    worker.addAccount();
    await open();
    await button('New report').press('Enter');
    await page.getByLabel('App ID').fill('demo-app');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator(':focus').innerText()).toContain('Which rows and columns');
    await button('Order').press('Enter');
    await button('Move Status up').press('Enter');
    await text('Status is now 1 of 8').waitFor({ state: 'attached' });
    const focused = () => page.locator(':focus').getAttribute('aria-label');
    await expect.poll(focused, { timeout: 5_000 }).toBe('Move Status up');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).not.toBe('Move Status up');
  });
});
