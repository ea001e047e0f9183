import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingNeeds } from '../../helpers/needs.ts';
import { bigTab, change, type Fixture } from './fixture.ts';
import { openPageStage, type PageStage } from './page-stage.ts';

describe.skipIf(missingNeeds().includes('chromium'))('the page in a browser', () => {
  let stage: PageStage;
  let fixture: Fixture;
  let page: Page;
  beforeAll(async () => {
    stage = await openPageStage();
    ({ fixture, page } = stage);
    change(fixture, bigTab());
  }, 120_000);
  afterAll(() => stage.close());

  const cell = (name: string): Promise<string | null> => stage.cell(name).textContent();
  const bar = (role: string): Promise<string> => page.inputValue(`[data-role=${role}]`);

  it('opens the spreadsheet and, beside it, the sidebar', async () => {
    await page.goto(fixture.playground.url);
    const sidebar = page.frameLocator('.sidebar iframe');
    await sidebar.locator('#out:not(:empty)').waitFor();
    expect(await sidebar.locator('#out').textContent()).toMatch(/ A1$/);
    expect(await sidebar.locator('#refused').textContent()).toBe('Failed due to illegal value in property: 0');
    expect(await page.textContent('.banner-text')).toMatch(/^Demo\. Google and the ticketing systems are simulated/);
  });

  it('opens a tab of 100,000 rows and 20 columns by reading and drawing only what is in sight', async () => {
    const blocks: string[] = [];
    page.on('request', (request) => request.url().includes('/playground/cells') && blocks.push(request.url()));
    await page.goto(fixture.playground.url);
    await page.click('[role=tab]:has-text("Big")');
    await page.waitForSelector('[data-cell="A2"]:not(:empty)');
    expect([await cell('A1'), await cell('A2')]).toEqual(['Seat', 'seat']);
    expect(await page.locator('[data-cell]').count()).toBeLessThan(2500);
    expect(blocks.length).toBeLessThan(20);
    page.removeAllListeners('request');
  });

  it('goes to the last cell and shows what was entered there; the header stays', async () => {
    await page.click('[data-cell="B3"]');
    expect(await bar('name-box')).toBe('B3');
    await page.keyboard.press('Control+End');
    await page.waitForSelector('[data-cell="T100000"]:not(:empty)');
    expect(await bar('name-box')).toBe('T100000');
    await expect.poll(() => bar('formula')).toBe('the last seat');
    expect(await cell('T1')).toBe('Seat');
  });

  it('shows a change without losing its place', async () => {
    const top = (): Promise<number> => page.evaluate<number>("document.querySelector('.grid').scrollTop");
    const before = await top();
    const values = [{ userEnteredValue: { stringValue: 'sold' } }];
    const start = { sheetId: 77, rowIndex: 99_999, columnIndex: 19 };
    change(fixture, [{ updateCells: { start, rows: [{ values }], fields: 'userEnteredValue' } }]);
    await page.waitForSelector('[data-cell="T100000"]:text-is("sold")');
    expect(await top()).toBe(before);
  });

  it('copies what to type where the add-on asks for an account', async () => {
    await page.click('text=Keys to try');
    await page.click('.hint:has-text("made-up-key")');
    await page.waitForSelector('.hint:has-text("Copied")');
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('made-up-key');
    await page.keyboard.press('Escape');
    expect(await page.locator('.hints').count()).toBe(0);
  });

  it("offers the add-on's menu and shows its alerts", async () => {
    await page.click('text=Extensions');
    await page.click('[role=menuitem]:has-text("Hello")');
    expect(await page.textContent('[role=alertdialog] p')).toBe('Hello owner@example.org');
    await page.click('[role=alertdialog] button');
  });
});
