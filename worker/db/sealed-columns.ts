import { sql } from 'kysely';
import { KEY_ID_PLACE, type SealContext } from '../security/sealing.ts';
import type { Database } from './connection.ts';

/** A column that holds what the master key seals, or keys it wraps. `kind`: what the seal is bound to, with `id` and `workspace`. */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  readonly kind: string;
  /** Columns of the record's id and its workspace. */
  readonly id: string;
  readonly workspace: string;
};

/** All of them. A column of bytes that is missing here, and is no hash, fails a test: its secrets would not survive a new master key. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'workspaces', column: 'hash_key', kind: 'hash-key', id: 'id', workspace: 'id' },
  { table: 'connections', column: 'sealed', kind: 'connection', id: 'id', workspace: 'workspace_id' },
  { table: 'runs', column: 'page_key', kind: 'run-key', id: 'id', workspace: 'workspace_id' },
  { table: 'run_changes', column: 'sealed', kind: 'run-changes', id: 'run_id', workspace: 'workspace_id' },
  { table: 'notice_targets', column: 'sealed', kind: 'notice-target', id: 'id', workspace: 'workspace_id' },
];

/** A sealed value, and whose it is. */
export type SealedValue = { readonly context: SealContext; readonly sealed: Buffer };

const KEY_BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Values that are not sealed with this master key, the next `limit` after `after` in the order of their ids. */
export async function sealedOtherwise(
  db: Database,
  { table, column, kind, id, workspace }: SealedColumn,
  keyId: string,
  { after = KEY_BEFORE_ALL, limit }: { after?: string | undefined; limit: number },
): Promise<SealedValue[]> {
  const { rows } = await sql<{ id: string; workspace: string; sealed: Buffer }>`
    select ${sql.ref(id)} as id, ${sql.ref(workspace)} as workspace, ${sql.ref(column)} as sealed
    from ${sql.table(table)}
    where ${sql.ref(column)} is not null and ${sql.ref(id)} > ${after}
      and substring(${sql.ref(column)} from ${sql.lit(KEY_ID_PLACE.from)} for ${sql.lit(KEY_ID_PLACE.for)}) <> decode(${keyId}, 'hex')
    order by ${sql.ref(id)} limit ${limit}
  `.execute(db);
  return rows.map((row) => ({ context: { kind, id: row.id, workspaceId: row.workspace }, sealed: row.sealed }));
}

/** Puts a rewrapped value in the place of the one it was made from. @returns false when that changed meanwhile. */
export async function replaceSealed(
  db: Database,
  { table, column, id }: SealedColumn,
  { context, sealed }: SealedValue,
  by: Buffer,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${by}
    where ${sql.ref(id)} = ${context.id} and ${sql.ref(column)} = ${sealed}
  `.execute(db);
  return numAffectedRows > 0n;
}
