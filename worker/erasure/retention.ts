import { sql } from 'kysely';
import { DAY_MS } from '../../shared/dates.ts';
import { Retention } from '../../shared/erasure.ts';
import { WILLCALL } from '../db/audit.ts';
import type { Database } from '../db/connection.ts';
import { insertErasure } from '../db/erasures.ts';
import { listsOf } from './lists.ts';

/** When personal columns are cleared; null: never, or nobody knows yet when the last event ends. */
export function retentionDue(retention: Retention | null, eventEndsAt: Date | null): Date | null {
  if (retention === null) return null;
  if ('until' in retention) return new Date(Date.parse(retention.until) + DAY_MS);
  return eventEndsAt && new Date(eventEndsAt.getTime() + retention.daysAfterEvent * DAY_MS);
}

/** Reports looked at each time. */
const AT_ONCE = 20;

/**
 * Has the personal columns of reports cleared whose time is over. Any number of processes may look. One report that cannot be worked out
 * keeps none of the others.
 *
 * @throws the last error of those there were.
 */
export async function applyRetention(db: Database, now: Date): Promise<void> {
  const errors: unknown[] = [];
  for (const id of await reportsDue(db, now)) {
    await clearReport(db, id, now).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw errors.at(-1);
}

async function reportsDue(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('reports')
    .select('id')
    .where('retention', 'is not', null)
    .where('cleared_at', 'is', null)
    .where('generation', '>', 0)
    .where('spreadsheet_id', 'is not', null)
    .where(
      // days as text: one that is none must not fail the others
      sql<boolean>`(retention->>'until' < ${now.toISOString().slice(0, 10)}
        or event_ends_at + (retention->>'daysAfterEvent')::integer * interval '1 day' <= ${now}::timestamptz)`,
    )
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

/** From now on refreshes leave the columns blank, and the tabs wait to be cleared. */
async function clearReport(db: Database, id: string, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const report = await transaction
      .selectFrom('reports')
      .select(['id', 'workspace_id', 'retention', 'event_ends_at'])
      .where('id', '=', id)
      .where('cleared_at', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    const due = report && retentionDue(parsedRetention(report.retention), report.event_ends_at);
    if (!report || !due || due > now) return;
    await transaction.updateTable('reports').set({ cleared_at: now }).where('id', '=', id).execute();
    const places = await listsOf(transaction, { workspaceId: report.workspace_id, reportId: id });
    if (places.every(({ kind }) => kind === 'report') && (await neverShowedAnybody(transaction, id))) return;
    const erasure = { workspaceId: report.workspace_id, kind: 'retention', sought: null, actor: WILLCALL } as const;
    await insertErasure(transaction, { ...erasure, hashes: [], places });
  });
}

/** Its other tabs may still hold columns it had earlier; a list that never had a personal one has nothing to clear. */
async function neverShowedAnybody(db: Database, reportId: string): Promise<boolean> {
  const { known, personal } = await db
    .selectFrom('runs')
    .select(sql<boolean>`count(columns) > 0`.as('known'))
    .select(sql<boolean>`coalesce(bool_or(columns @? '$[*] ? (@.personal != "none")'), false)`.as('personal'))
    .where('report_id', '=', reportId)
    .where('status', '=', 'done')
    .executeTakeFirstOrThrow();
  return known && !personal;
}

/** Retention as stored. */
export function parsedRetention(stored: unknown): Retention | null {
  return stored === null || stored === undefined ? null : Retention.parse(stored);
}
