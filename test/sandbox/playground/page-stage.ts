import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { copyPlaygroundPage } from '../../../rolldown.config.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { startFixture, type Fixture, type FixtureOptions } from './fixture.ts';

/** The page in a real browser, with what tests do to it. */
export type PageStage = {
  fixture: Fixture;
  page: Page;
  sidebar: FrameLocator;
  cell: (name: string) => Locator;
  tab: (name: string) => Locator;
  /** A menu of the menu bar, then a line of it. */
  menu: (caption: string, line: string) => Promise<void>;
  /** A line of the menu of the right mouse button. */
  contextMenu: (on: Locator, line: string) => Promise<void>;
  become: (name: string) => Promise<void>;
  close: () => Promise<void>;
};

async function buildPage(folder: string): Promise<void> {
  const jsx = { runtime: 'automatic', importSource: 'preact' } as const;
  const bundle = await rolldown({
    input: { page: 'sandbox/playground/page/main.tsx' },
    transform: { target: 'es2022', jsx },
    plugins: [copyPlaygroundPage(folder)],
    tsconfig: false,
  });
  await bundle.write({ dir: folder, format: 'esm' });
}

export async function openPageStage(options: FixtureOptions = {}): Promise<PageStage> {
  const pageDir = mkdtempSync(join(tmpdir(), 'page-'));
  await buildPage(pageDir);
  const [fixture, browser] = await Promise.all([startFixture({ ...options, pageDir }), openBrowser()]);
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await browser.context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(fixture.playground.url);
  const line = (name: string): Promise<void> => page.getByRole('menuitem', { name }).click();
  return {
    fixture,
    page,
    sidebar: page.frameLocator('.sidebar iframe'),
    cell: (name) => page.locator(`[data-cell="${name}"]`),
    tab: (name) => page.getByRole('tab', { name, exact: true }),
    async menu(caption, name) {
      await page.getByRole('button', { name: caption, exact: true }).click();
      await line(name);
    },
    async contextMenu(on, name) {
      await on.click({ button: 'right' });
      await line(name);
    },
    async become(name) {
      await page.getByRole('button', { name: /Switch account/ }).click();
      await page.getByRole('menuitemradio', { name }).click();
    },
    async close() {
      await browser.close();
      await fixture.close();
      rmSync(pageDir, { recursive: true, force: true });
    },
  };
}
