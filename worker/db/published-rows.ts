import type { Kysely } from 'kysely';
import type { Memory } from '../sheets/memory.ts';
import { packHashes, unpackHashes } from './packed-hashes.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
type Owner = { readonly reportId: string; readonly workspaceId: string };

/** What the last publish of a report left to compare with; null: nothing. */
export async function publishedRows(db: Db, reportId: string): Promise<Memory | null> {
  const row = await db
    .selectFrom('published_rows')
    .select(['generation', 'fingerprint', 'filled', 'hashes'])
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  if (!row) return null;
  const { generation, fingerprint, filled, hashes } = row;
  return { generation, fingerprint, filled, rows: unpackHashes(hashes) };
}

/** Takes the place of what was there; null: there is nothing to compare with any more. */
export async function writePublishedRows(
  db: Db,
  { reportId, workspaceId }: Owner,
  memory: Memory | null,
): Promise<void> {
  if (!memory) return await forgetPublishedRows(db, reportId);
  const { generation, fingerprint } = memory;
  const values = { generation, fingerprint, filled: JSON.stringify(memory.filled), hashes: packHashes(memory.rows) };
  await db
    .insertInto('published_rows')
    .values({ report_id: reportId, workspace_id: workspaceId, ...values })
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(values))
    .execute();
}

/** For a report whose rows go to another tab. */
export async function forgetPublishedRows(db: Db, reportId: string): Promise<void> {
  await db.deleteFrom('published_rows').where('report_id', '=', reportId).execute();
}
