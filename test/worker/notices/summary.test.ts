import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteTally } from '../../../worker/db/report-tallies.ts';
import { nextSummary } from '../../../worker/notices/summary.ts';
import { tallyOf } from '../../../worker/notices/tally.ts';
import { createTeam, type Team } from './team.ts';

describe('the daily summary', () => {
  let team: Team;
  beforeEach(async () => {
    team = await createTeam();
  });
  afterEach(async () => await team.close());

  it('tells once a day what was sold, refunded and checked in since the last, and nobody', async () => {
    await team.target({ kind: 'email', summaryAt: '08:00', timeZone: 'Europe/Zurich', kinds: [] });
    const id = await team.report('Guest list');
    const of = { workspaceId: team.workspaceId, reportId: id };
    await noteTally(team.db, of, { sold: 300, refunded: 2, checkedIn: 0 });
    await team.db
      .updateTable('notice_targets')
      .set({ next_summary_at: new Date(0), last_summary_at: new Date(0) })
      .execute();
    team.clock.now = new Date();
    await team.tick();
    await team.tick();
    expect(team.mails).toHaveLength(1);
    expect(team.mails[0]?.subject).toMatch(/: Guest list 300 sold in all$/);
    expect(team.mails[0]?.text).toContain('Sold: 300 in all');
    await noteTally(team.db, of, { sold: 312, refunded: 3, checkedIn: 0 });
    team.clock.now = new Date(team.clock.now.getTime() + 86_400_000);
    await team.tick();
    expect(team.mails).toHaveLength(2);
    expect(team.mails[1]?.subject).toMatch(/: Guest list \+12 sold, \+1 refunded$/);
    expect(team.mails[1]?.text).toContain('Sold: +12 (312 in all)');
    expect(team.mails[1]?.text).not.toContain('Checked in');
  });

  it('of days nobody was at work comes once, not for each of them', async () => {
    await team.target({ kind: 'email', summaryAt: '08:00', timeZone: 'UTC', kinds: [] });
    await noteTally(
      team.db,
      { workspaceId: team.workspaceId, reportId: await team.report('Guest list') },
      {
        sold: 1,
        refunded: 0,
        checkedIn: 0,
      },
    );
    team.clock.now = new Date(team.clock.now.getTime() + 5 * 86_400_000);
    await team.tick();
    await team.tick();
    expect(team.mails).toHaveLength(1);
  });

  it('keeps counts only when they changed', async () => {
    const of = { workspaceId: team.workspaceId, reportId: await team.report('Guest list') };
    for (const sold of [1, 1, 2, 2, 1]) await noteTally(team.db, of, { sold, refunded: 0, checkedIn: 0 });
    const rows = await team.db.selectFrom('report_tallies').select('sold').orderBy('at').execute();
    expect(rows.map(({ sold }) => sold)).toEqual([1, 2, 1]);
  });

  it('comes once on both days the clocks change, also at a time that does not exist or exists twice', () => {
    const times = (at: string, from: string) => {
      const first = nextSummary(at, 'Europe/Zurich', new Date(from));
      return [first, nextSummary(at, 'Europe/Zurich', first)].map((time) => time.toISOString());
    };
    // 28 March 2027: 02:00 becomes 03:00
    expect(times('02:30', '2027-03-27T12:00:00Z')).toEqual(['2027-03-28T01:00:00.000Z', '2027-03-29T00:30:00.000Z']);
    // 31 October 2027: 03:00 becomes 02:00
    expect(times('02:30', '2027-10-30T12:00:00Z')).toEqual(['2027-10-31T00:30:00.000Z', '2027-11-01T01:30:00.000Z']);
  });
});

describe('what rows come to', () => {
  it('tickets: sold are those that let somebody in', () => {
    const rows = [
      { status: 'valid', checkedIn: true },
      { status: 'valid', checkedIn: false },
      { status: 'pending transfer' },
      { status: 'cancelled', checkedIn: true },
      { status: 'reserved' },
      {},
    ];
    expect(tallyOf('tickets', rows)).toEqual({ sold: 4, refunded: 1, checkedIn: 1 });
  });

  it('orders: their tickets, and each once although it is spread out over its lines', () => {
    const rows = [
      { orderId: '1', status: 'completed', tickets: 3 },
      { orderId: '1', status: 'completed', tickets: 3 },
      { orderId: '2', status: 'completed', tickets: 2, refunded: { minor: 500, currency: 'EUR' } },
      { orderId: '3', status: 'refunded', tickets: 4 },
    ];
    expect(tallyOf('orders', rows)).toEqual({ sold: 5, refunded: 2, checkedIn: 0 });
  });

  it('check-ins: people who are in, without what they bought besides', () => {
    const rows = [{ quantity: 2 }, { quantity: -1 }, { quantity: 1, addOnId: 'drink' }];
    expect(tallyOf('check-ins', rows)).toEqual({ sold: 0, refunded: 0, checkedIn: 1 });
  });

  it('logs and statistics are not summed up', () => {
    expect(tallyOf('status-logs', [{ status: 'valid' }])).toBeNull();
  });
});
