import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../helpers/browser.ts';
import { testDatabase, type TestDatabase } from '../helpers/database.ts';
import { missingNeeds } from '../helpers/needs.ts';
import { startRehearsalProcess, type RehearsalProcess } from './rehearsal-process.ts';

/** Set to a folder: the run brings in the big event and leaves its pictures there, for the documents. */
const PICTURES = process.env['PICTURES'];
const [EVENT, COUNT] = PICTURES ? ['spring-gala-2027', '12,480'] : ['autumn-lights-2027', '1,250'];

describe.skipIf(missingNeeds().includes('chromium'))('a stranger with a browser', () => {
  let database: TestDatabase;
  let rehearsal: RehearsalProcess;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let sidebar: FrameLocator;
  const troubles: string[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    [rehearsal, browser] = await Promise.all([startRehearsalProcess(database.url), openBrowser()]);
    page = await browser.context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(rehearsal.url);
    sidebar = page.frameLocator('.sidebar iframe');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await database.drop();
  });
  const button = (name: string | RegExp) => sidebar.getByRole('button', { name });
  const cell = (name: string) => page.locator(`[data-cell="${name}"]`);
  const picture = async (name: string) => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };
  const hint = async (name: string) =>
    await page.locator('.hint', { hasText: name }).first().locator('code').innerText();

  it('links the spreadsheet with one click', async () => {
    await button('Link this spreadsheet').click();
    await sidebar.getByLabel('E-mail address').waitFor();
  });

  it('adds the account whose keys the page tells', async () => {
    await page.getByText('Keys to try').click();
    const [email, apiKey] = [await hint('E-mail address'), await hint('API key')];
    await page.getByText('Keys to try').click();
    await sidebar.getByLabel('E-mail address').fill(email);
    await sidebar.getByLabel('API key').fill('wrong');
    await button('Test and save').click();
    await sidebar.getByRole('alert').first().waitFor();
    await sidebar.getByLabel('API key').fill(apiKey);
    await button(/^(Test and save|Try again)/).click();
    await sidebar.getByLabel('App ID').waitFor();
  });

  it('sees twenty rows before anything is written', async () => {
    await sidebar.getByLabel('App ID').fill('demo-app');
    await sidebar
      .getByLabel(/^Event/)
      .first()
      .fill(EVENT);
    await button('Next').click();
    await button('Next').click();
    await expect.poll(() => sidebar.locator('table tbody tr').count()).toBe(20);
    await picture('preview');
    expect(await page.getByRole('tab').count()).toBe(1);
  });

  it('presses Run and sees every ticket in the tab, with how complete it is', async () => {
    await button('Run').click();
    await sidebar.getByRole('progressbar').waitFor();
    await sidebar.getByText(new RegExp(`All ${COUNT} of ${COUNT} read`)).waitFor({ timeout: 60_000 });
    await button('Show tab').click();
    await expect.poll(() => cell('A1').innerText()).toBe('Ticket ID');
    expect(await cell('D2').innerText()).toMatch(/^2027-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const status = page.getByText(`${(Number(COUNT?.replace(',', '')) + 1).toLocaleString('en')} rows × 16 columns`);
    await status.waitFor();
    await picture('playground');
  }, 90_000);

  it('refreshes, and every cell is what it was', async () => {
    const before = await page.locator('[data-cell]').allInnerTexts();
    await button(/^Refresh (?!.*by itself)/).click();
    await sidebar.getByRole('progressbar').waitFor();
    await sidebar.getByText(/^just now/).waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-cell]').allInnerTexts()).toEqual(before);
  }, 90_000);

  it('ends it with Ctrl-C: nothing went wrong on the way', async () => {
    expect(await rehearsal.stop()).toBe(0);
    expect(rehearsal.output.filter((line) => /error|warn/i.test(line))).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
