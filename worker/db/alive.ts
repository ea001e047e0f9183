import { sql, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import { SCHEDULE } from './schedules.ts';
import type { Tables } from './tables.ts';

export type DowntimeRow = Selectable<Tables['downtimes']>;

/** How often it is written down that somebody is at work. Seconds. */
const NOTE_SECONDS = 5;

/**
 * Notes that a process of this deployment is at work, and that all of them were away when the last note is older than `awaySeconds`. Of
 * several processes one finds out. By the database's clock.
 */
export async function noteAlive(db: Database, awaySeconds: number): Promise<void> {
  await sql`
    with before as (
      select at from alive where at < now() - make_interval(secs => ${NOTE_SECONDS}) for update
    ), noted as (
      update alive set at = now() from before returning before.at as away_from
    )
    insert into downtimes (away_from, away_until)
    select away_from, now() from noted where away_from < now() - make_interval(secs => ${awaySeconds})`.execute(db);
}

/** Whether it is this process's turn; the others are told no for so many seconds. */
async function claim(db: Database, column: 'heartbeat_at' | 'tidied_at', seconds: number): Promise<boolean> {
  const claimed = await db
    .updateTable('alive')
    .set({ [column]: sql<Date>`now()` })
    .where(column, '<', sql<Date>`now() - make_interval(secs => ${seconds})`)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Once a minute, for all processes together. */
export const claimHeartbeat = (db: Database): Promise<boolean> => claim(db, 'heartbeat_at', 59);

/** Once an hour, for all processes together. */
export const claimTidying = (db: Database): Promise<boolean> => claim(db, 'tidied_at', 3600);

/** Times people have not been told of; nobody else gets them while this transaction is open. */
export async function untoldDowntimes(transaction: Database): Promise<DowntimeRow[]> {
  return await transaction
    .selectFrom('downtimes')
    .selectAll()
    .where('told_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function hasUntoldDowntime(db: Database): Promise<boolean> {
  const found = await db.selectFrom('downtimes').select('id').where('told_at', 'is', null).executeTakeFirst();
  return found !== undefined;
}

/** Seconds since it was over. */
export async function secondsSince(db: Database, { id }: DowntimeRow): Promise<number> {
  const { seconds } = await db
    .selectFrom('downtimes')
    .select(sql<number>`extract(epoch from now() - away_until)::float8`.as('seconds'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return seconds;
}

export async function noteTold(transaction: Database, { id }: DowntimeRow): Promise<void> {
  await transaction
    .updateTable('downtimes')
    .set({ told_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

/** A report that was to be refreshed while Willcall was away: what became of that. */
export type CaughtUp = {
  readonly workspace_id: string;
  readonly name: string;
  readonly state: 'done' | 'open' | 'failed';
};

/** Time after it was over in which runs begin that were due before. */
const CATCHING_UP = sql<Date>`away_until + interval '5 minutes'`;

/** The newest run of each report that was due or under way while Willcall was away. */
export async function caughtUpAfter(db: Database, { id }: DowntimeRow): Promise<CaughtUp[]> {
  const { rows } = await sql<CaughtUp>`
    select distinct on (runs.report_id) runs.workspace_id, reports.name,
      case when runs.status = 'done' then 'done' when runs.status in ('queued', 'running') then 'open' else 'failed' end
        as state
    from downtimes join runs on
      (runs.requested_by = ${SCHEDULE} and runs.due <= away_until and runs.created_at >= away_until - interval '1 minute'
        and runs.created_at < ${CATCHING_UP})
      or (runs.created_at < away_from + interval '1 minute' and coalesce(runs.finished_at, away_until) >= away_until)
    join reports on reports.id = runs.report_id and reports.tab is not null
    where downtimes.id = ${id}
    order by runs.report_id, runs.created_at desc`.execute(db);
  return rows;
}

/** Workspaces that count on Willcall being there: those with a schedule that is not paused. */
export async function workspacesWithSchedules(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('schedules')
    .select('workspace_id')
    .distinct()
    .where('paused_at', 'is', null)
    .where('next_due', 'is not', null)
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}

/** Reports whose refreshes do not come although two were due, of which nothing is told yet, and which are not just being refreshed. */
export async function silentlyLate(db: Database, now: Date): Promise<{ workspaceId: string; reportId: string }[]> {
  return await db
    .selectFrom('schedules')
    .select(['workspace_id as workspaceId', 'report_id as reportId'])
    .where('late_from', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report_troubles')
            .select('report_troubles.kind')
            .whereRef('report_troubles.report_id', '=', 'schedules.report_id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('runs')
            .select('runs.id')
            .whereRef('runs.report_id', '=', 'schedules.report_id')
            .where('runs.status', 'in', ['queued', 'running'])
            .where('runs.created_at', '>', sql<Date>`now() - interval '10 minutes'`),
        ),
      ),
    )
    .limit(200)
    .execute();
}

/** Forgets what nobody asks for any more; docs/privacy.md names the times. */
export async function forgetOldNotices(db: Database): Promise<void> {
  await db
    .deleteFrom('notice_deliveries')
    .where('state', '<>', 'waiting')
    .where('created_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute();
  await db
    .deleteFrom('notices')
    .where('told_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute();
  await db
    .deleteFrom('report_tallies as old')
    .where('at', '<', sql<Date>`now() - interval '40 days'`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('report_tallies as newer')
          .select('newer.at')
          .whereRef('newer.report_id', '=', 'old.report_id')
          .whereRef('newer.at', '>', 'old.at'),
      ),
    )
    .execute();
  await db
    .deleteFrom('downtimes')
    .where('told_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute();
}
