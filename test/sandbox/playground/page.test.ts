import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOf } from '../../helpers/needs.ts';
import { bestOf, bigTab, change, startFixture, type Fixture } from './fixture.ts';

const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync';

const SOURCE = 'sandbox/playground/page';

async function buildPage(folder: string): Promise<void> {
  const jsx = { runtime: 'automatic', importSource: 'preact' } as const;
  const bundle = await rolldown({
    input: { page: `${SOURCE}/main.tsx` },
    transform: { target: 'es2022', jsx },
    tsconfig: false,
  });
  await bundle.write({ dir: folder, format: 'esm' });
  for (const file of ['index.html', 'page.css']) copyFileSync(`${SOURCE}/${file}`, join(folder, file));
}

const executablePath = pathOf('chromium');

describe.skipIf(!executablePath)('the page in a browser', () => {
  let fixture: Fixture;
  let browser: BrowserContext;
  let page: Page;
  const folders = [mkdtempSync(join(tmpdir(), 'page-')), mkdtempSync(join(tmpdir(), 'profile-'))] as const;

  beforeAll(async () => {
    const [pageDir, profile] = folders;
    await buildPage(pageDir);
    fixture = await startFixture(pageDir);
    change(fixture, bigTab());
    browser = await chromium.launchPersistentContext(profile, {
      executablePath: executablePath ?? '',
      args: ARGS.split(' '),
      viewport: { width: 1280, height: 800 },
    });
    page = await browser.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await fixture.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const cell = (name: string): Promise<string | null> => page.textContent(`[data-cell="${name}"]`, { timeout: 5000 });

  it('opens the spreadsheet and, beside it, the sidebar', async () => {
    await page.goto(fixture.playground.url);
    const sidebar = page.frameLocator('.sidebar iframe');
    await sidebar.locator('#out:not(:empty)').waitFor();
    expect(await sidebar.locator('#out').textContent()).toMatch(/ A1$/);
    expect(await sidebar.locator('#refused').textContent()).toBe('Failed due to illegal value in property: 0');
    expect(await page.textContent('.banner span')).toBe(
      'Rehearsal: simulated Google and ticketing systems, no account anywhere',
    );
  });

  it('opens a tab of 100,000 rows and 20 columns within two seconds', async () => {
    const open = async (): Promise<number> => {
      await page.goto(fixture.playground.url);
      const started = performance.now();
      await page.click('[role=tab]:has-text("Big")');
      await page.waitForSelector('[data-cell="A2"]:not(:empty)');
      return performance.now() - started;
    };
    expect(await bestOf(3, open)).toBeLessThan(2000);
    expect([await cell('A1'), await cell('A2')]).toEqual(['Seat', 'seat']);
    expect(await page.locator('[data-cell]').count()).toBeLessThan(2500);
  });

  it('goes to the last cell and shows what was entered there; the header stays', async () => {
    await page.click('[data-cell="B3"]');
    expect(await page.textContent('[data-role=name-box]')).toBe('B3');
    await page.keyboard.press('Control+End');
    await page.waitForSelector('[data-cell="T100000"]:not(:empty)');
    expect(await page.textContent('[data-role=name-box]')).toBe('T100000');
    await page.waitForSelector('[data-role=formula]:text-is("the last seat")');
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

  it('tells what to type where the add-on asks for an account', async () => {
    await page.click('text=Keys to try');
    expect(await page.textContent('.hints code')).toBe('made-up-key');
    await page.click('text=Keys to try');
  });

  it("offers the add-on's menu and shows its alerts", async () => {
    await page.click('text=Extensions');
    await page.click('[role=menuitem]:has-text("Hello")');
    expect(await page.textContent('[role=alertdialog] p')).toBe('Hello owner@example.org');
    await page.click('[role=alertdialog] button');
  });

  it('shows a stranger nothing', async () => {
    await page.selectOption('select[aria-label="Act as"]', 'stranger@example.net');
    await page.waitForSelector('text=You need access');
    expect(await page.locator('[data-cell]').count()).toBe(0);
  });
});
