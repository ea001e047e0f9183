import { describe, expect, it } from 'vitest';
import type { SourceResult } from '../../../shared/api.ts';
import { NO_CHANGES } from '../fake-worker-state.ts';
import { CERTIFICATE, ended, HOLD } from '../runs-that-were.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const PATIENCE = { timeout: 5_000 };

describe.skipIf(!hasBrowser)('what a report tells of its last refresh', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard, openReport } = stage;

  it('is how complete it was, and what changed; which rows when somebody looks', async () => {
    const changes = { ...NO_CHANGES, added: 12, changed: 40, removed: 3, unchanged: 12_425 };
    stage.worker.state.rowChanges = [
      { kind: 'changed', account: 'Town theatre', key: 'T-2', columns: ['status'] },
      { kind: 'removed', account: 'Town theatre', key: 'T-3', columns: [] },
    ];
    stage.worker.addRun(saved().id, ended({ changes }));
    await open();
    await openReport();
    await text('All 12,480 of 12,480 read; 312 deleted tickets left out.').waitFor();
    expect(heard('GET', /\/changes$/)).toHaveLength(0);
    await page().locator('summary', { hasText: '12 new, 40 changed, 3 left, 12,425 unchanged' }).click();
    await text('T-2: status').waitFor();
    await text('T-3').waitFor();
  });

  it('is said of each account, also which rows are the last good copy', async () => {
    const report = saved();
    const hall = stage.worker.addAccount('Main hall', 'ticket-tailor');
    const asOf = new Date().toISOString();
    const error = { code: 'provider-unavailable', message: 'GET /x: timeout' } as const;
    const own = { connectionId: hall.id, provider: 'ticket-tailor', account: 'Main hall' } as const;
    const connectionId = report.sources[0]?.connectionId ?? '';
    const read = { connectionId, provider: 'tixngo', account: 'Town theatre' } as const;
    const sources: SourceResult[] = [
      { ...read, status: 'read', rows: 12_480, asOf, error: null, certificate: CERTIFICATE },
      { ...own, status: 'stale', rows: 120, asOf, error, certificate: null },
    ];
    stage.worker.addRun(report.id, ended({ certificate: { ...CERTIFICATE, complete: false, sources } }));
    await open();
    await text('12,480 rows · Ticket Tailor not refreshed').waitFor();
    await text(/^Main hall: not refreshed since .*, because Ticket Tailor does not answer\./).waitFor();
    await openReport();
    await text('Town theatre: All 12,480 of 12,480 read; 312 deleted tickets left out.').waitFor();
    await text(/Main hall: not refreshed since .*, because Ticket Tailor does not answer\. 120 rows are/).waitFor();
  });

  it('is part of the last twenty: when, how many rows, and why one did not work', async () => {
    const { id } = saved();
    const at = (hour: string): string => `2026-05-01T${hour}:00:00.000Z`;
    for (const hour of ['05', '06', '07', '08', '09']) stage.worker.addRun(id, ended({ finishedAt: at(hour) }));
    const error = { code: 'provider-rate-limited', message: 'GET /x: 429' } as const;
    stage.worker.addRun(id, ended({ status: 'failed', finishedAt: at('10'), certificate: null, error }));
    await open();
    await openReport();
    await text(/12:00 · did not work/).waitFor();
    await page().locator('.past').getByText('The ticketing system is busy.').waitFor();
    expect(await page().locator('.past-runs li').count()).toBe(5);
    await button('Show all 6').click();
    await text(/07:00 · 12,480 rows · complete/).waitFor();
  });

  it('is how far it is while it goes on, and that it may be left alone', async () => {
    const soon = new Date(Date.now() + 40_000).toISOString();
    const going = { rows: 6_200, pages: 31, total: 12_792, estimatedEnd: soon };
    stage.worker.addRun(saved().id, { status: 'running', phase: 'reading', ...going });
    await open();
    await openReport();
    await text(/6,200 of 12,792 · 31 pages · about \d+ s left/).waitFor();
    await text('You may close this sidebar: it goes on.').waitFor();
    expect(await page().getByRole('progressbar').getAttribute('aria-valuetext')).toContain('48%');
  });
});

describe.skipIf(!hasBrowser)('what somebody decides about a report', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard, openReport } = stage;

  async function openSaved(): Promise<void> {
    await open();
    await openReport();
  }

  it('is whether to keep what is held back', async () => {
    stage.worker.changeReport(saved().id, { hold: HOLD });
    await openSaved();
    await text(HOLD.sentence).waitFor();
    await button('Keep them').click();
    await text('Kept, as you decided.').waitFor();
    expect(heard('POST', /\/hold$/)).toEqual([{ decision: 'reject' }]);
    await button('Remove them').waitFor();
  });

  it('is whether to remove it, by a run that shows', async () => {
    stage.worker.changeReport(saved().id, { hold: HOLD });
    await openSaved();
    await button('Remove them').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('POST', /\/hold$/)).toEqual([{ decision: 'accept' }]);
  });

  it('is to have the list written anew when its rows are not found again', async () => {
    const sentence = 'The column by which rows are found was deleted from the tab "Tickets".';
    const error = { code: 'key-column-gone', message: sentence } as const;
    stage.worker.addRun(saved().id, ended({ status: 'held', changes: null, certificate: null, error }));
    await open();
    await text('Waiting for your OK · just now').waitFor();
    await text(sentence).waitFor();
    await openReport();
    await button('Write the list anew').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('POST', /\/runs$/)).toEqual([{ rebuild: true }]);
  });

  it('is to look for edited cells, and to undo the edits', async () => {
    stage.worker.addRun(saved().id, ended({}));
    await openSaved();
    await button('Check for edited cells').click();
    await text('Waiting for its turn').waitFor();
    stage.worker.state.rowChanges = [{ kind: 'edited', account: 'Town theatre', key: 'T-7', columns: ['seat'] }];
    stage.worker.change(stage.worker.latestRun()?.id ?? '', ended({ changes: { ...NO_CHANGES, edited: 1 } }));
    await text('People edited cells in 1 row of the list.').click();
    await text('T-7: seat').waitFor();
    await button('Undo these edits').click();
    await text('Waiting for its turn').waitFor();
    stage.worker.change(stage.worker.latestRun()?.id ?? '', ended({ changes: { ...NO_CHANGES, edited: 1 } }));
    await text('Edits in 1 row were undone.').waitFor();
    expect(heard('POST', /\/runs$/)).toEqual([{ repair: 'list' }, { repair: 'undo' }]);
  });

  it('is no look for edits where rows are not found again', async () => {
    const { id } = saved();
    stage.worker.changeReport(id, { writeMode: 'replace' });
    stage.worker.addRun(id, ended({}));
    await openSaved();
    await button('What a full refresh takes').waitFor();
    expect(await button('Check for edited cells').count()).toBe(0);
  });

  it('is told what a full refresh takes on demand', async () => {
    saved();
    await openSaved();
    await button('What a full refresh takes').click();
    await text('Takes 115,137 of 9,974,000 free cells of this spreadsheet.').waitFor();
  });

  it('is another name for its tab: what happens to it is said, and it is refreshed', async () => {
    stage.worker.addRun(saved().id, ended({}));
    await openSaved();
    await button('Move to another tab').click();
    await text('The tab “Tickets” gets this name with the refresh that starts then.').waitFor();
    const field = page().getByRole('textbox', { name: 'New name of the tab' });
    await field.fill('sheet1');
    await button('Save and refresh').click();
    await text('There is already a tab “sheet1”. Choose a name no tab has.').waitFor();
    await field.fill('Guests');
    await field.press('Enter');
    await page().getByRole('heading', { level: 1, name: 'Guests' }).waitFor();
    await text('Waiting for its turn').waitFor();
    expect(heard('PATCH', /reports/)).toMatchObject([{ name: 'Guests', destination: { tab: 'Guests' } }]);
  });

  it('is a second one like it', async () => {
    saved();
    await openSaved();
    await button(/^Duplicate/).click();
    await expect.poll(() => page().getByRole('heading', { level: 1 }).innerText(), PATIENCE).not.toBe('Tickets');
    await text('demo-app').first().waitFor();
  });

  it('is to delete it, after being asked; then the list is there', async () => {
    saved();
    await openSaved();
    await button('Delete Tickets').click();
    await text('Delete this report? The tab and its rows stay.').waitFor();
    await page().getByRole('group').getByRole('button', { name: 'Delete' }).click();
    await button('New report').waitFor();
    await expect.poll(() => button('Open Tickets').count(), PATIENCE).toBe(0);
    expect(stage.worker.state.reports.size).toBe(0);
  });

  it('is not left in the air when a colleague deletes it meanwhile', async () => {
    const { id } = saved();
    await openSaved();
    stage.worker.state.reports.delete(id);
    await page().evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await text('This report is not there any more.').waitFor();
    await button('Show all reports').click();
    await button('New report').waitFor();
  });

  it('leaves to the other team what only they may do', async () => {
    const { id } = saved();
    const sources = [{ connectionId: '0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be009', scope: {} }];
    stage.worker.changeReport(id, { sources });
    stage.worker.addRun(id, ended({}));
    await openSaved();
    await text('Everybody who can edit this spreadsheet. The team it belongs to changes it.').waitFor();
    await button('Refresh Tickets').waitFor();
    expect(await button(/^(Change|Delete|Duplicate|Move)/).count()).toBe(0);
  });
});
