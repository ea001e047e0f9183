import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '../../../addon/sidebar/words.ts';
import { EVERY_VIEW } from '../every-view.ts';
import { forbiddenWordsIn } from '../forbidden-words.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

/** Set to a folder: each view leaves its picture there, for the documents. */
const PICTURES = process.env['PICTURES'];

type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };

/** What axe-core finds in the page that keeps people from using it. @param rules ids of its rules; all of them when left out. */
async function seriousFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify(rules ? { runOnly: rules } : {});
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(document, ${options})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
}

const widerThanItself = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Colours that fade from one to the other are none that axe can judge. */
const FADED = `new Promise((done) => setTimeout(done, 60)).then(() =>
  Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished)))`;

async function settled(page: Page): Promise<void> {
  await page.locator('main.view h1').waitFor();
  await page.evaluate(FADED);
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(`${PICTURES}/sidebar`, { recursive: true });
  // as tall as the view, so that what stays at the lower edge is there
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: 300, height });
  await page.screenshot({ path: `${PICTURES}/sidebar/${name}.png` });
  await page.setViewportSize({ width: 300, height: 700 });
}

describe.skipIf(!hasBrowser)('every view of the sidebar', () => {
  const stage = sidebarStage();

  it.each(EVERY_VIEW)(
    '$name: no serious finding of axe in light or dark, no word of ours, nothing cut',
    async (view) => {
      view.prepare(stage.worker);
      await stage.open();
      const page = stage.page();
      await view.reach({ page, words });
      await settled(page);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await forbiddenWordsIn(page, { isTixngo: true })).toEqual([]);
      expect(await widerThanItself(page)).toBe(0);
      await picture(page, view.name);
      await page.emulateMedia({ colorScheme: 'dark' });
      await settled(page);
      // only colours are others in the dark
      expect(await seriousFaults(page, ['color-contrast'])).toEqual([]);
      await picture(page, `${view.name}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );
});
