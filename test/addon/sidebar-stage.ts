import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Report } from '../../shared/api.ts';
import { missingNeeds } from '../helpers/needs.ts';
import { startFakeWorker, type FakeWorker } from './fake-worker.ts';
import { savedReport, SHEET } from './sidebar-look.ts';
import { startSidebar, type ScriptAnswers } from './sidebar-page.ts';

/** Whether a browser can be opened. */
export const hasBrowser = !missingNeeds().includes('chromium');

/** The sidebar in a browser beside a fake worker that is new for each test. Call it where tests are declared. */
export function sidebarStage() {
  const stage: { sidebar?: Awaited<ReturnType<typeof startSidebar>>; worker?: FakeWorker; page?: Page } = {};
  beforeAll(async () => {
    if (hasBrowser) stage.sidebar = await startSidebar();
  });
  afterAll(async () => await stage.sidebar?.close());
  beforeEach(async () => {
    stage.worker = await startFakeWorker();
  });
  afterEach(async () => await stage.worker?.close());
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('not open yet');
    return thing;
  };
  const page = (): Page => there(stage.page);
  return {
    get worker() {
      return there(stage.worker);
    },
    page,
    button: (name: string | RegExp, exact = false) => page().getByRole('button', { name, exact }),
    text: (words: string | RegExp, exact = false) => page().getByText(words, { exact }),
    /** Opens it anew beside a linked spreadsheet. */
    async open(rest: Partial<ScriptAnswers> = {}): Promise<void> {
      const place = { spreadsheetId: SHEET, title: 'Gala', sheetId: 0, tab: 'Sheet1', tabs: ['Sheet1'] };
      const context = {
        ...place,
        selection: 'A1',
        locale: 'en_GB',
        userLocale: 'en_GB',
        timeZone: 'Europe/Amsterdam',
        workerUrl: there(stage.worker).url,
      };
      const silent = { shareWithWriter: null, writeProof: null, gotoCell: null };
      stage.page = await there(stage.sidebar).open({ context, identityToken: 'token', ...silent, ...rest });
    },
    /** From the list to one report. */
    openReport: (tab = 'Tickets') =>
      page()
        .getByRole('button', { name: `Open ${tab}`, exact: true })
        .click(),
    /** Bodies of what was asked so. */
    heard: (method: string, path: RegExp) =>
      there(stage.worker)
        .state.heard.filter((one) => one.method === method && path.test(one.path))
        .map(({ body }) => body),
    /** A spreadsheet that is linked and has a report. */
    saved: (): Report => savedReport(there(stage.worker)),
  };
}
