import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../addon/sheet-context.ts';
import { ended } from '../runs-that-were.ts';
import { SHEET } from '../sidebar-look.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const PATIENCE = { timeout: 5_000 };

describe.skipIf(!hasBrowser)('a menu item', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  async function openWith(intent: Intent, front: { sheetId?: number; tab?: string } = {}): Promise<void> {
    const place = { spreadsheetId: SHEET, title: 'Gala', sheetId: 0, tab: 'Sheet1', tabs: ['Sheet1'], ...front };
    const tongue = { locale: 'en_GB', userLocale: 'en_GB', timeZone: 'Europe/Amsterdam' };
    const context = { ...place, ...tongue, selection: 'A1', workerUrl: stage.worker.url };
    await open({ start: { intent, context, token: 'token' } });
  }

  const runs = () => heard('POST', /\/runs$/).length;
  const title = (name: string) => page().getByRole('heading', { level: 1, name }).waitFor();

  it('refreshes the tab in front, found by its id whatever it is called now, and shows it', async () => {
    stage.worker.addRun(saved().id, ended({ sheetId: 7 }));
    await openWith('refresh-tab', { sheetId: 7, tab: 'Renamed by somebody' });
    await title('Tickets');
    await text('Waiting for its turn').waitFor();
    expect(runs()).toBe(1);
  });

  it('finds the tab by its title when no refresh has got to it yet', async () => {
    saved();
    await openWith('refresh-tab', { sheetId: 9, tab: 'tickets' });
    await title('Tickets');
    await expect.poll(runs, PATIENCE).toBe(1);
  });

  it('says that the tab in front is no report, and how to make one', async () => {
    saved();
    await openWith('refresh-tab', { sheetId: 3, tab: 'Budget' });
    await text('The tab “Budget” is not a report.').waitFor();
    await text('Make a new one, or choose one below.').waitFor();
    expect(runs()).toBe(0);
    await button('Close').click();
    expect(await text('The tab “Budget” is not a report.').count()).toBe(0);
  });

  it('does not refresh what only another team may, and says so', async () => {
    const { id } = saved();
    const sources = [{ connectionId: '0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be009', scope: {} }];
    stage.worker.changeReport(id, { sources, editors: 'see' });
    await openWith('refresh-tab', { tab: 'Tickets' });
    await text('“Tickets” belongs to another team: only they refresh it.').waitFor();
    expect(runs()).toBe(0);
  });

  it('refreshes all, once: coming back to the list starts nothing', async () => {
    saved();
    await openWith('refresh-all');
    await text('Waiting for its turn').waitFor();
    await stage.openReport();
    await title('Tickets');
    await button('Back').click();
    await button('Open Tickets').waitFor();
    expect(runs()).toBe(1);
  });

  it('says that there is nothing to refresh yet', async () => {
    stage.worker.link(SHEET);
    await openWith('refresh-all');
    await text('There is no report to refresh yet.').waitFor();
  });

  it('begins a new report', async () => {
    saved();
    await openWith('new-report');
    await page().getByRole('heading', { level: 1, name: 'New report' }).waitFor();
    await page().locator('.header button').click();
    await button('Open Tickets').waitFor();
  });
});
