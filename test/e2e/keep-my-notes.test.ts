import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../helpers/browser.ts';
import { testDatabase, type TestDatabase } from '../helpers/database.ts';
import { missingNeeds } from '../helpers/needs.ts';
import { startRehearsalProcess, type RehearsalProcess } from './rehearsal-process.ts';

/** Set to a folder: pictures are left there, for the documents. */
const PICTURES = process.env['PICTURES'];

const NOTES = ['VIP', 'Needs ramp', 'Brings cake', 'Aisle seat', 'Plus child'];

describe.skipIf(missingNeeds().includes('chromium'))('somebody who writes notes beside the guests', () => {
  let database: TestDatabase;
  let rehearsal: RehearsalProcess;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let sidebar: FrameLocator;

  beforeAll(async () => {
    database = await testDatabase();
    [rehearsal, browser] = await Promise.all([startRehearsalProcess(database.url), openBrowser()]);
    page = await browser.context.newPage();
    await page.goto(rehearsal.url);
    sidebar = page.frameLocator('.sidebar iframe');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await rehearsal.stop();
    await database.drop();
  });
  const button = (name: string | RegExp) => sidebar.getByRole('button', { name });
  const cell = (name: string) => page.locator(`[data-cell="${name}"]`);
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });

  const menu = async (caption: string, item: string) => {
    await page.getByRole('button', { name: caption, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  /** All rows of the tab as shown, by the page's own requests. */
  const rows = async (): Promise<string[][]> => {
    const json = async (path: string) => await (await page.request.get(new URL(path, rehearsal.url).href)).json();
    const viewer = `user=owner@example.org&spreadsheetId=${(await json('playground/start')).spreadsheetId}`;
    const { tabs } = await json(`playground/workbook?${viewer}`);
    const { sheetId } = tabs.find(({ title }: { title: string }) => title === 'Tickets');
    const all: unknown[][] = [];
    for (let row = 1; row < 1_400; row += 200) {
      const place = `sheetId=${sheetId}&row=${row}&column=0&rows=200&columns=16`;
      all.push(...(await json(`playground/cells?${viewer}&${place}`)).rows);
    }
    return all.map((line) => line.map((one) => String(Array.isArray(one) ? one[0] : (one ?? ''))));
  };
  /** Ticket and note of each row that has one, in the order of the tickets. */
  const notes = async () =>
    (await rows()).flatMap((line) => (line[6] ? [[line[0], line[6]]] : [])).toSorted((a, b) => (a < b ? -1 : 1));

  it('brings in the list in the usual way', async () => {
    await button('Link this spreadsheet').click();
    await sidebar.getByLabel('E-mail address').waitFor();
    await page.getByText('Keys to try').click();
    for (const name of ['E-mail address', 'API key']) {
      const value = await page.locator('.hint', { hasText: name }).first().locator('code').innerText();
      await sidebar.getByLabel(name).fill(value);
    }
    await page.getByText('Keys to try').click();
    await button('Test and save').click();
    await sidebar.getByLabel('App ID').fill('demo-app');
    await sidebar.getByLabel('Event', { exact: true }).fill('autumn-lights-2027');
    await button('Next').click();
    await button('Next').click();
    await button('Run').click();
    await sidebar.getByText('1,250 new').first().waitFor({ timeout: 60_000 });
    await button('Show tab').click();
    await expect.poll(() => cell('A1').innerText()).toBe('Ticket ID');
    await tab('Willcall').waitFor();
  }, 90_000);

  it('types notes beside some guests, in a column of their own', async () => {
    await cell('F1').click();
    await menu('Insert', '1 column right');
    await expect.poll(() => cell('G1').innerText()).toBe('');
    await cell('G1').click();
    await page.keyboard.type('My notes\n');
    for (const [index, note] of NOTES.entries()) {
      await cell(`G${3 + index * 4}`).click();
      await page.keyboard.type(`${note}\n`);
    }
    await expect.poll(notes).toHaveLength(NOTES.length);
  });

  it('sorts by them, refreshes, and each note is still beside its guest', async () => {
    const before = await notes();
    await cell('G2').click();
    await menu('Data', 'Sort sheet by column G (A to Z)');
    await expect.poll(() => cell('G2').innerText()).toBe(NOTES.toSorted()[0]);
    const sorted = await rows();
    expect(await notes()).toEqual(before);
    await button(/^Refresh (?!.*by itself)/).click();
    await sidebar.getByRole('progressbar').waitFor();
    await sidebar.getByText('Nothing changed, 1,250 rows as before').first().waitFor({ timeout: 60_000 });
    expect(await notes()).toEqual(before);
    expect(await rows()).toEqual(sorted);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/keep-my-notes.png` });
  }, 90_000);

  it('undoes what somebody typed over a guest by mistake, and leaves the notes', async () => {
    const [before, guest, ticket] = [await notes(), await cell('E2').innerText(), await cell('A2').innerText()];
    await cell('E2').click();
    await page.keyboard.type('oops\n');
    await expect.poll(() => cell('E2').innerText()).toBe('oops');
    await button('Check for edited cells').click();
    await sidebar.getByText(/^People edited cells in/).click({ timeout: 60_000 });
    await sidebar.getByText(`${ticket}: First name`).waitFor();
    expect(await cell('E2').innerText()).toBe('oops');
    await button('Undo these edits').click();
    await sidebar.getByText(/^Edits in .* undone\.$/).waitFor({ timeout: 60_000 });
    await expect.poll(() => cell('E2').innerText()).toBe(guest);
    expect(await notes()).toEqual(before);
  }, 120_000);

  it('sees in the tab “Willcall” how fresh the list is', async () => {
    await tab('Willcall').click();
    await expect.poll(() => page.locator('[data-cell^="A"]', { hasText: 'Tickets' }).count()).toBe(1);
  });
});
