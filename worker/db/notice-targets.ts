import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

export type NoticeTargetRow = Selectable<Tables['notice_targets']>;

type Key = { readonly id: string; readonly workspace_id: string };

export async function insertNoticeTarget(
  db: Database,
  values: Insertable<Tables['notice_targets']>,
): Promise<NoticeTargetRow> {
  return await db.insertInto('notice_targets').values(values).returningAll().executeTakeFirstOrThrow();
}

/** The targets of a workspace, oldest first; `subject`: only those of this member. */
export async function noticeTargetsOf(
  db: Database,
  workspaceId: string,
  subject: string | null,
): Promise<NoticeTargetRow[]> {
  return await db
    .selectFrom('notice_targets')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .$if(subject !== null, (query) => query.where('subject', '=', subject))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function findNoticeTarget(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<NoticeTargetRow | undefined> {
  return await db
    .selectFrom('notice_targets')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
}

/** @returns undefined when it was deleted meanwhile. */
export async function updateNoticeTarget(
  db: Database,
  { id, workspace_id }: Key,
  change: Updateable<Tables['notice_targets']>,
): Promise<NoticeTargetRow | undefined> {
  if (Object.keys(change).length === 0) return await findNoticeTarget(db, workspace_id, id);
  return await db
    .updateTable('notice_targets')
    .set(change)
    .where('id', '=', id)
    .where('workspace_id', '=', workspace_id)
    .returningAll()
    .executeTakeFirst();
}

/** With what is on its way there. @returns whether it was there. */
export async function deleteNoticeTarget(db: Database, { id, workspace_id }: Key): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('notice_targets')
    .where('id', '=', id)
    .where('workspace_id', '=', workspace_id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whether the word in the link is this target's. */
export async function findByUnsubscribe(db: Database, id: string, hash: Buffer): Promise<NoticeTargetRow | undefined> {
  return await db
    .selectFrom('notice_targets')
    .selectAll()
    .where('id', '=', id)
    .where('unsubscribe_hash', '=', hash)
    .executeTakeFirst();
}

/** Which of these reports are not of this workspace. */
export async function foreignReports(db: Database, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const own = await db
    .selectFrom('reports')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute();
  return ids.filter((id) => !own.some((report) => report.id === id.toLowerCase()));
}

/** Targets whose daily summary is due; nobody else gets them while this transaction is open. */
export async function targetsToSummarise(db: Database, now: Date): Promise<NoticeTargetRow[]> {
  return await db
    .selectFrom('notice_targets')
    .selectAll()
    .where('state', '=', 'active')
    .where('next_summary_at', '<=', now)
    .orderBy('next_summary_at')
    .limit(50)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** What became of the last message. `error`: a sentence; null: it arrived. */
export async function noteDelivered(db: Database, id: string, error: string | null): Promise<void> {
  const arrived = { last_sent_at: sql<Date>`now()`, failing_since: null, last_error: null };
  const failed = { failing_since: sql<Date>`coalesce(failing_since, now())`, last_error: error };
  await db
    .updateTable('notice_targets')
    .set(error === null ? arrived : failed)
    .where('id', '=', id)
    .execute();
}
