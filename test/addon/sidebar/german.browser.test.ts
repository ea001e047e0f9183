import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { de } from '../../../addon/sidebar/languages/de.ts';
import { EVERY_VIEW } from '../every-view.ts';
import { forbiddenWordsIn } from '../forbidden-words.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

/** What is wider than its place, in words that say which. */
const CUT = `[...document.querySelectorAll('button, summary, h1, h2, h3, a, label, legend, option')]
  .filter((one) => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
  .map((one) => one.tagName + ': ' + one.textContent.trim())`;

/** What sticks out of the window to the right. */
const OUTSIDE = `[...document.querySelectorAll('main *')]
  .filter((one) => !one.closest('.table') && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map((one) => one.tagName + ': ' + one.textContent.trim())`;

const widerThanItself = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const German = { language: 'de', isTixngo: true };

describe.skipIf(!hasBrowser)('the sidebar in German', () => {
  const stage = sidebarStage();
  const place = {
    spreadsheetId: 'sheet-0123456789abcdef',
    title: 'Gala',
    sheetId: 0,
    tab: 'Sheet1',
    tabs: ['Sheet1'],
    selection: 'A1',
    locale: 'de_CH',
    userLocale: 'de-CH',
    timeZone: 'Europe/Zurich',
  };

  async function open(): Promise<Page> {
    await stage.open({ context: { ...place, workerUrl: stage.worker.url } });
    return stage.page();
  }

  it.each(EVERY_VIEW)('$name: fits into 300 px, with nothing cut and no word of ours', async (view) => {
    view.prepare(stage.worker);
    const page = await open();
    await view.reach({ page, words: de });
    await page.locator('main.view h1').waitFor();
    await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    expect(await widerThanItself(page)).toBe(0);
    expect(await page.evaluate(OUTSIDE)).toEqual([]);
    expect(await page.evaluate(CUT)).toEqual([]);
    expect(await forbiddenWordsIn(page, German)).toEqual([]);
  });
});
