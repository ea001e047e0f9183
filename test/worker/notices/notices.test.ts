import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseNotice } from '../../../worker/db/notices.ts';
import { raiseRunNotices } from '../../../worker/db/run-notices.ts';
import { takeDeliveries } from '../../../worker/db/notice-deliveries.ts';
import type { RunOutcome } from '../../../worker/db/run-end.ts';
import { deliver } from '../../../worker/notices/deliver.ts';
import { Undelivered } from '../../../worker/notices/undelivered.ts';
import { createTeam, type Team } from './team.ts';

const refused: RunOutcome = {
  status: 'failed',
  code: 'provider-auth',
  message: 'TIXNGO does not accept the credentials of the ticketing account "Box".',
  of: null,
};

const certificate = {
  fetched: 2,
  distinct: 2,
  dropped: 0,
  filtered: 0,
  rows: 2,
  providerTotal: 2,
  complete: true,
  rowErrors: 0,
  catchUps: 0,
  stepsBack: 0,
  notes: [],
  sources: [],
};

function done(reportId: string, workspaceId: string, generation: number): RunOutcome {
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 2, cells: 0, calls: 1, bytes: 1 };
  return {
    status: 'done',
    certificate,
    rows: 2,
    columns: [],
    sources: [],
    published: {
      reportId,
      workspaceId,
      isWritten: true,
      generation,
      sheetId: 1,
      fingerprint: '',
      changes: { ...counts, duplicates: 0, edited: 0, cut: 0, atomic: true },
      sealedChanges: Buffer.alloc(0),
      hold: null,
      memory: null,
      tally: null,
    },
  };
}

describe('what people are told', () => {
  let team: Team;
  beforeEach(async () => {
    team = await createTeam();
  });
  afterEach(async () => await team.close());
  const end = async (reportId: string, outcome: RunOutcome) => {
    await raiseRunNotices(team.db, { workspaceId: team.workspaceId, reportId }, outcome);
  };

  it('a report that breaks is told once, however often it fails, then that it works again, then the next time it breaks', async () => {
    await team.target();
    const id = await team.report('Guest list');
    for (let run = 0; run < 5; run++) {
      await end(id, refused);
      await team.tick();
    }
    expect(team.mails.map(({ subject }) => subject)).toEqual([
      'Guest list: not refreshed – enter new credentials for this ticketing account',
    ]);
    expect(team.mails[0]?.text).toContain('TIXNGO does not accept the credentials of the ticketing account "Box".');
    expect(team.mails[0]?.text).toContain('What to do: Enter new credentials for this ticketing account.');
    expect(team.mails[0]?.text).toContain('Open it: https://sheets.example/google-');
    await end(id, done(id, team.workspaceId, 7));
    await end(id, done(id, team.workspaceId, 8));
    await team.tick();
    await end(id, refused);
    await team.tick();
    expect(team.mails.map(({ subject }) => subject).slice(1)).toEqual([
      'Guest list: works again',
      'Guest list: not refreshed – enter new credentials for this ticketing account',
    ]);
  });

  it('another reason with another next step is told, and each only once', async () => {
    await team.target();
    const id = await team.report('Guest list');
    const away = { status: 'stale', code: 'provider-unavailable', message: 'TIXNGO does not answer.', of: id } as const;
    for (const outcome of [away, refused, away, refused]) {
      await end(id, outcome);
      await team.tick();
    }
    expect(team.mails).toHaveLength(2);
  });

  it('several reports that break for the same reason make one message that says what to do', async () => {
    await team.target();
    for (const name of ['Guest list', 'Orders', 'Door']) await end(await team.report(name), refused);
    await team.tick();
    expect(team.mails.map(({ subject }) => subject)).toEqual([
      '3 reports need you – enter new credentials for this ticketing account (Guest list, Orders, Door)',
    ]);
  });

  it('a first message waits for what else happens, the next one to the same target keeps its distance', async () => {
    await team.close();
    team = await createTeam({ pace: { gather: 60, spacing: 300 } });
    await team.target();
    const [one, two] = [await team.report('One'), await team.report('Two')];
    const ago = async (seconds: number) => {
      await sql`update notice_items set created_at = created_at - make_interval(secs => ${seconds})`.execute(team.db);
      await sql`update notice_deliveries set created_at = created_at - make_interval(secs => ${seconds})`.execute(
        team.db,
      );
    };
    await end(one, refused);
    await team.tick();
    expect(team.mails).toHaveLength(0);
    await ago(61);
    await team.tick();
    expect(team.mails).toHaveLength(1);
    await end(two, refused);
    await team.tick();
    await ago(120);
    await team.tick();
    expect(team.mails).toHaveLength(1);
    await ago(190);
    await team.tick();
    expect(team.mails).toHaveLength(2);
  });

  it('a first filling is told with its rows, and not as a recovery', async () => {
    await team.target();
    const id = await team.report('Guest list');
    await end(id, refused);
    await end(id, done(id, team.workspaceId, 1));
    await team.tick();
    expect(team.mails.map(({ subject }) => subject)).toEqual(['Guest list: filled for the first time']);
    expect(team.mails[0]?.text).toContain('Filled for the first time: 2 rows.');
  });

  it('only chosen kinds and reports are told, and nothing to a target that is off', async () => {
    const [one, two] = [await team.report('One'), await team.report('Two')];
    await team.target({ kind: 'email', kinds: ['recovered'] });
    await team.target({ kind: 'email', address: 'ops@example.org', reports: [two] });
    const { row } = await team.target({ kind: 'email', address: 'off@example.org' });
    await team.db.updateTable('notice_targets').set({ state: 'off' }).where('id', '=', row.id).execute();
    await end(one, refused);
    await end(two, refused);
    await team.tick();
    expect(team.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['ops@example.org', 'Two: not refreshed – enter new credentials for this ticketing account'],
    ]);
  });

  it('names that look like markup or headers stay text', async () => {
    await team.target();
    const id = await team.report('<b>Gala</b>\r\nBcc: all@example.org');
    await end(id, refused);
    await team.tick();
    expect(team.mails[0]?.html).toContain('&lt;b&gt;Gala&lt;/b&gt;');
    expect(team.mails[0]?.html).not.toContain('<b>Gala');
    expect(team.mails[0]?.subject).not.toMatch(/[\r\n]/);
  });

  it('a message whose sender was killed is sent by the next one, with the same id', async () => {
    await team.target();
    await end(await team.report('Guest list'), refused);
    // gathered and taken, and then the process is gone
    for (const task of team.work.tasks.slice(0, 5)) await task();
    const [taken] = await takeDeliveries(team.db, 10);
    await team.tick();
    expect(team.mails).toHaveLength(0);
    await sql`update notice_deliveries set lease_until = now() - interval '1 second'`.execute(team.db);
    await team.tick();
    expect(team.mails.map(({ id }) => id)).toEqual([taken?.id]);
    // the first one was only slow: what it writes down does not count any more
    if (taken) expect(await deliver(team.sending, taken)).toBeUndefined();
  });

  it('several processes at once send each message once', async () => {
    await team.target();
    await team.target({ kind: 'email', address: 'ops@example.org' });
    const ids = await Promise.all(['A', 'B', 'C', 'D'].map(async (name) => await team.report(name)));
    for (const id of ids) await end(id, refused);
    await Promise.all([team.tick(), team.tick(), team.tick(), team.tick()]);
    expect(team.mails.map(({ to }) => to).toSorted()).toEqual(['admin@example.org', 'ops@example.org']);
  });

  it('what cannot be delivered is tried again later and given up after more than a day; nobody else is kept waiting', async () => {
    await team.close();
    const tries: string[] = [];
    const send = async ({ id, to }: { id: string; to: string }) => {
      tries.push(id);
      if (to === 'gone@example.org') throw new Undelivered('The mail server asks to try again later (451).', true);
    };
    team = await createTeam({ mailer: { how: 'sent', send, close: () => undefined } });
    const { row } = await team.target({ kind: 'email', address: 'gone@example.org' });
    await team.target({ kind: 'email', address: 'here@example.org' });
    await end(await team.report('Guest list'), refused);
    for (let round = 0; round < 12; round++) {
      await team.tick();
      await sql`update notice_deliveries set next_try_at = now() where state = 'waiting'`.execute(team.db);
    }
    const deliveries = await team.db
      .selectFrom('notice_deliveries')
      .selectAll()
      .where('target_id', '=', row.id)
      .execute();
    expect(deliveries).toMatchObject([
      { state: 'failed', attempts: 8, error: 'The mail server asks to try again later (451).' },
    ]);
    expect(new Set(tries).size).toBe(2);
    const targets = await team.db.selectFrom('notice_targets').select(['name', 'last_error']).orderBy('name').execute();
    expect(targets).toEqual([
      { name: 'g…@example.org', last_error: 'The mail server asks to try again later (451).' },
      { name: 'h…@example.org', last_error: null },
    ]);
  });

  it('somebody who is no longer in the team is told nothing', async () => {
    await team.target();
    const id = await team.report('Guest list');
    await end(id, refused);
    await team.db.deleteFrom('members').execute();
    await team.tick();
    expect(team.mails).toEqual([]);
    expect(await team.db.selectFrom('notice_targets').select('id').execute()).toEqual([]);
  });

  it('reports without a tab are not told: whoever asked is waiting', async () => {
    await team.target();
    const id = await team.report('Download');
    await team.db.updateTable('reports').set({ tab: null, spreadsheet_id: null }).execute();
    await end(id, refused);
    await end(id, { ...done(id, team.workspaceId, 1), published: null } as RunOutcome);
    expect(await team.db.selectFrom('notices').select('id').execute()).toEqual([]);
  });

  it('addresses rest sealed, and are in no log', async () => {
    await team.target({ kind: 'email', address: 'ops@example.org' });
    await end(await team.report('Guest list'), refused);
    await team.tick();
    const { rows } = await sql<{ text: string }>`
      select notice_targets::text || notices::text || notice_deliveries::text as text
      from notice_targets, notices, notice_deliveries`.execute(team.db);
    expect(JSON.stringify(rows)).not.toContain('ops@example.org');
    expect(team.lines.join('')).not.toContain('example.org');
  });

  it('a notice of a kind that is told each time is told each time', async () => {
    await team.target();
    const reportId = await team.report('Guest list');
    for (let time = 0; time < 2; time++) {
      await raiseNotice(team.db, {
        workspaceId: team.workspaceId,
        reportId,
        kind: 'paused',
        facts: { failures: 5, error: 'TIXNGO does not accept the credentials.' },
      });
      await team.tick();
    }
    expect(team.mails.map(({ subject }) => subject)).toEqual([
      'Guest list: schedule paused – switch the schedule on again in the sidebar',
      'Guest list: schedule paused – switch the schedule on again in the sidebar',
    ]);
  });
});
