import { describe, expect, it } from 'vitest';
import type { Report, Run } from '../../../shared/api.ts';
import { scheduleOf } from '../fake-schedules.ts';
import { addMember } from '../fake-team.ts';
import { CERTIFICATE, ended, HOLD } from '../runs-that-were.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const PATIENCE = { timeout: 5_000 };

describe.skipIf(!hasBrowser)('the list of reports', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  /** Another report of the same spreadsheet, with a last refresh. */
  function another(tab: string, run: Partial<Run> | null, like: Report): Report {
    const { name: _, ...rest } = like;
    const { dataset, sources, columns, writeMode, destination } = rest;
    const report = stage.worker.addReport({
      name: tab,
      dataset,
      sources,
      columns,
      writeMode,
      destination: { spreadsheet: destination?.spreadsheet ?? '', tab },
    });
    if (run) stage.worker.addRun(report.id, run);
    return report;
  }

  const tabs = () => page().locator('.entry h2').allInnerTexts();

  it('says of each report when, how many rows and whether all of them', async () => {
    stage.worker.addRun(saved().id, ended({ finishedAt: new Date(Date.now() - 4 * 60_000).toISOString() }));
    await open();
    await text('4 min ago · 12,480 rows · complete').waitFor();
    await text('TIXNGO · Tickets').waitFor();
  });

  it('has problems first, each with one sentence why', async () => {
    const first = saved();
    stage.worker.addRun(first.id, ended({}));
    another('Fine', ended({}), first);
    const denied = { code: 'provider-auth', message: 'TIXNGO refused the key.' } as const;
    another('Refused', ended({ status: 'failed', certificate: null, error: denied }), first);
    another('Short', ended({ certificate: { ...CERTIFICATE, complete: false, providerTotal: 12_900 } }), first);
    const held = another('Held', ended({}), first);
    stage.worker.changeReport(held.id, { hold: HOLD });
    const late = another('Late', ended({}), first);
    const timing = { kind: 'every', minutes: 15 } as const;
    const lateFrom = '2026-05-01T12:00:00.000Z';
    stage.worker.changeReport(late.id, {
      schedule: scheduleOf(late.id, { timing, timeZone: 'UTC' }, { lateFrom }),
    });
    await open();
    await text('4 need a look').waitFor();
    expect(await tabs()).toEqual(['Refused', 'Short', 'Held', 'Late', 'Tickets', 'Fine']);
    await text('The ticketing system does not accept this ticketing account.').waitFor();
    await text('Only 12,480 of 12,588 read').waitFor();
    await text(`Waiting for your OK: ${HOLD.sentence}`).waitFor();
  });

  it('shows in place how far a refresh is, and cancels it there', async () => {
    const going = { status: 'running', phase: 'reading', rows: 6_200, pages: 31, total: 12_792 } as const;
    const run = stage.worker.addRun(saved().id, going);
    await open();
    await text('Reading from the ticketing system').waitFor();
    await text('6,200 of 12,792 · 31 pages').waitFor();
    await button('Cancel the refresh of Tickets').click();
    await text('Cancelled. The tab is as it was.').waitFor();
    expect(stage.worker.state.runs.get(run.id)?.status).toBe('cancelled');
  });

  it('still shows a run after the sidebar was closed and opened again', async () => {
    saved();
    await open();
    await button('Refresh Tickets').click();
    await text('Waiting for its turn').waitFor();
    const id = stage.worker.latestRun()?.id ?? '';
    await page().goto('about:blank');
    stage.worker.change(id, { status: 'running', phase: 'reading', rows: 10, pages: 1, total: 20 });
    await open();
    await text('10 of 20 · 1 page').waitFor();
    expect(stage.worker.state.runs.size).toBe(1);
  });

  it('tells a screen reader once how a refresh ended, and not every minute how long ago that was', async () => {
    const run = stage.worker.addRun(saved().id, { status: 'running', phase: 'reading' });
    await open();
    await button('Cancel the refresh of Tickets').waitFor();
    stage.worker.change(run.id, ended());
    const said = page().locator('[role=status]', { hasText: 'Tickets: just now, 12,480 rows, complete' });
    await said.waitFor({ state: 'attached' });
    expect(await page().locator('.state[role=status]').count()).toBe(0);
  });

  it('opens a report by a click anywhere on it, and puts the focus on its heading', async () => {
    saved();
    await open();
    await page()
      .locator('.entry')
      .click({ position: { x: 200, y: 50 } });
    await page().getByRole('heading', { level: 1, name: 'Tickets' }).waitFor();
    await expect.poll(() => page().locator(':focus').innerText(), PATIENCE).toBe('Tickets');
  });

  it('refreshes all at one click, each of which answers at once', async () => {
    const first = saved();
    for (const tab of ['Two', 'Three', 'Four']) another(tab, null, first);
    await open();
    stage.worker.state.delayMs = 100;
    await button('Refresh all').click();
    expect(await text('Starting…').count()).toBe(4);
    await button('All are refreshing').waitFor();
    await expect.poll(() => heard('POST', /\/runs$/).length, PATIENCE).toBe(4);
    await expect.poll(() => text('Waiting for its turn').count(), PATIENCE).toBe(4);
  });

  it('leaves out of that what only another team refreshes, and says so', async () => {
    const first = saved();
    another('Mine', null, first);
    const theirs = another('Theirs', null, first);
    const sources = [{ connectionId: '0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be009', scope: {} }];
    stage.worker.changeReport(theirs.id, { sources, editors: 'see' });
    await open();
    await text('Not refreshed: Theirs. Only the team it belongs to may do that.').waitFor();
    await button('Refresh all').click();
    await expect.poll(() => text('Waiting for its turn').count(), PATIENCE).toBe(2);
    expect(await button('Refresh Theirs').count()).toBe(0);
  });

  it('offers no refresh of all where there is but one', async () => {
    saved();
    await open();
    await button('Refresh Tickets').waitFor();
    expect(await button('Refresh all').count()).toBe(0);
  });
});

describe.skipIf(!hasBrowser)('who outside can see the file', () => {
  const stage = sidebarStage();
  const { text, open, saved } = stage;
  const people = {
    owner: 'owner@example.org',
    editors: ['ben@example.org', 'anna@press.example', 'writer@willcall-test.example.com', 'zoe@gate.example'],
    viewers: ['Cleo@brand.example'],
  };

  function withGuests(columns: string[] = ['ticketId', 'email']): void {
    const { id } = saved();
    stage.worker.changeReport(id, { columns });
    stage.worker.addRun(id, ended({}));
  }

  it('is said in one sentence where there is personal data: not the organisation, not Willcall’s own address', async () => {
    withGuests();
    await open({ peopleWithAccess: people });
    const sentence =
      '3 people outside example.org can see personal data: anna@press.example, cleo@brand.example and 1 more.';
    await text(sentence).click();
    await text('zoe@gate.example').waitFor();
    await text('Personal data is in: Tickets.').waitFor();
    await text('whether a link lets others in: look in Share').waitFor();
  });

  it('counts everybody else where the owner’s address is one of a public mail service', async () => {
    withGuests();
    await open({ peopleWithAccess: { owner: 'me@gmail.com', editors: ['you@gmail.com'], viewers: [] } });
    await text('1 other person can see personal data: you@gmail.com.').waitFor();
  });

  it('does not count the team', async () => {
    withGuests();
    addMember(stage.worker.team, 'anna@press.example');
    await open({ peopleWithAccess: { ...people, viewers: [] } });
    await text('1 person outside example.org can see personal data: zoe@gate.example.').waitFor();
  });

  it('is said to be unknown where Google does not tell', async () => {
    withGuests();
    await open({ peopleWithAccess: null });
    await text('Google does not tell you who else can open this file.').waitFor();
  });

  it('is not asked where no column is personal', async () => {
    withGuests(['ticketId', 'status']);
    let asked = 0;
    await open({ peopleWithAccess: () => (asked += 1) });
    await text('just now · 12,480 rows').waitFor();
    await stage.page().waitForTimeout(50);
    expect(asked).toBe(0);
  });
});
