import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** A link with the names of what it shows. */
export type ShareLinkRow = Selectable<Tables['share_links']> & {
  readonly audience: string;
  readonly report_id: string;
  readonly report: string;
};

function links(db: Db) {
  return db
    .selectFrom('share_links')
    .innerJoin('audiences', 'audiences.id', 'share_links.audience_id')
    .innerJoin('reports', 'reports.id', 'audiences.report_id')
    .selectAll('share_links')
    .select(['audiences.name as audience', 'audiences.report_id', 'reports.name as report']);
}

/** Those of a workspace, or of one of its audiences; newest first. */
export async function shareLinks(db: Db, workspaceId: string, audienceId?: string): Promise<ShareLinkRow[]> {
  let query = links(db).where('share_links.workspace_id', '=', workspaceId);
  if (audienceId !== undefined) query = query.where('share_links.audience_id', '=', audienceId);
  return await query.orderBy('share_links.created_at', 'desc').orderBy('share_links.id').execute();
}

/** A link by its id, whoever asks. */
export async function shareLink(db: Db, id: string): Promise<ShareLinkRow | undefined> {
  return await links(db).where('share_links.id', '=', id).executeTakeFirst();
}

export async function insertShareLink(db: Db, values: Insertable<Tables['share_links']>): Promise<string> {
  const { id } = await db.insertInto('share_links').values(values).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** A link that is revoked stays in the list. @returns false when there is no such link in this workspace, or it was revoked. */
export async function revokeShareLink(db: Db, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const result = await db
    .updateTable('share_links')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How many links of each of these audiences can be opened now, by audience id. */
export async function liveLinks(db: Db, audienceIds: readonly string[], at: Date): Promise<Map<string, number>> {
  if (audienceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('share_links')
    .select(['audience_id', sql<number>`count(*)::int`.as('count')])
    .where('audience_id', 'in', [...audienceIds])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .groupBy('audience_id')
    .execute();
  return new Map(rows.map(({ audience_id: id, count }) => [id, count]));
}

/** @returns whether this is the first opening for an hour. */
export async function noteOpened(db: Db, id: string, at: Date): Promise<boolean> {
  const hourBefore = new Date(at.getTime() - 3_600_000);
  const result = await db
    .updateTable('share_links')
    .set({ opened_at: at })
    .where('id', '=', id)
    .where((where) => where.or([where('opened_at', 'is', null), where('opened_at', '<=', hourBefore)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
