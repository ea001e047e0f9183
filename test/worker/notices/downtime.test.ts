import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeam, type Team } from './team.ts';

describe('silence', () => {
  let team: Team;
  beforeEach(async () => {
    team = await createTeam();
    await team.target();
  });
  afterEach(async () => await team.close());

  const schedule = async (reportId: string, lateFrom: Date | null = null) => {
    await team.db
      .insertInto('schedules')
      .values({
        report_id: reportId,
        workspace_id: team.workspaceId,
        timing: JSON.stringify({ kind: 'every', minutes: 15 }),
        time_zone: 'UTC',
        next_due: new Date(Date.now() + 600_000),
        late_from: lateFrom,
        created_by: team.admin.subject,
      })
      .execute();
  };
  /** The last sign of life was so many minutes ago. */
  const away = async (minutes: number) => {
    await sql`update alive set at = now() - make_interval(mins => ${minutes})`.execute(team.db);
  };
  const minutePasses = async () => {
    await sql`update downtimes set away_from = away_from - interval '61 seconds', away_until = away_until - interval '61 seconds'`.execute(
      team.db,
    );
    await sql`update runs set due = due - interval '61 seconds', created_at = created_at - interval '61 seconds'`.execute(
      team.db,
    );
  };
  const caughtUp = async (reportId: string, status: 'done' | 'queued' | 'failed') => {
    await sql`
      insert into runs (workspace_id, report_id, status, requested_by, due)
      values (${team.workspaceId}, ${reportId}, ${status}, 'schedule', now() - interval '20 minutes')`.execute(team.db);
  };

  it('after an absence one message says from when to when, and what was made good', async () => {
    const [one, two] = [await team.report('Guest list'), await team.report('Orders')];
    await schedule(one);
    await schedule(two);
    await away(68);
    await Promise.all([team.tick(), team.tick()]);
    await caughtUp(one, 'done');
    await caughtUp(two, 'queued');
    await minutePasses();
    await team.tick();
    expect(team.mails).toEqual([]);
    await team.db.updateTable('runs').set({ status: 'done' }).execute();
    await team.tick();
    await team.tick();
    expect(team.mails).toHaveLength(1);
    expect(team.mails[0]?.subject).toMatch(/^Willcall was away from .*\d\d:\d\d to .*\d\d:\d\d$/);
    expect(team.mails[0]?.text).toMatch(/\(1 h \d min\)\. Made good since: (Guest list, Orders|Orders, Guest list)\./);
  });

  it('what could not be made good is named, with what to do', async () => {
    const id = await team.report('Guest list');
    await schedule(id);
    await away(30);
    await team.tick();
    await caughtUp(id, 'failed');
    await minutePasses();
    await team.tick();
    expect(team.mails[0]?.text).toContain('Not yet: Guest list.');
    expect(team.mails[0]?.text).toContain('What to do: Refresh what is not made good yet');
  });

  it('a restart is no absence, and a team without schedules does not hear of one', async () => {
    await away(4);
    await team.tick();
    expect(await team.db.selectFrom('downtimes').select('id').execute()).toEqual([]);
    await away(30);
    await team.tick();
    await minutePasses();
    await team.tick();
    expect(team.mails).toEqual([]);
  });

  it('a refresh that was due and did not come is told once, unless it is just going on', async () => {
    const id = await team.report('Guest list');
    await schedule(id, new Date(Date.now() - 60_000));
    await caughtUp(id, 'queued');
    await team.tick();
    expect(team.mails).toEqual([]);
    await team.db.deleteFrom('runs').execute();
    await team.tick();
    await team.tick();
    expect(team.mails.map(({ subject }) => subject)).toEqual([
      'Guest list: no refresh when one was due – press Refresh in the sidebar',
    ]);
  });

  it('what is told as failed is not told as missed too, and nothing is while an absence is being made good', async () => {
    const [one, two] = [await team.report('Guest list'), await team.report('Orders')];
    await schedule(one, new Date(Date.now() - 60_000));
    await schedule(two, new Date(Date.now() - 60_000));
    await away(30);
    await team.tick();
    expect(await team.db.selectFrom('notices').select('kind').execute()).toEqual([]);
    await team.db.updateTable('downtimes').set({ told_at: new Date() }).execute();
    await team.db
      .insertInto('report_troubles')
      .values({ workspace_id: team.workspaceId, report_id: one, kind: 'failed', code: 'provider-auth' })
      .execute();
    await team.tick();
    expect(await team.db.selectFrom('notices').select(['kind', 'report_id']).execute()).toEqual([
      { kind: 'missed', report_id: two },
    ]);
  });
});
