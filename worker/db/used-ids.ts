import { sql, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import { inTransaction } from './in-transaction.ts';
import type { Tables } from './tables.ts';

export type UsedIdRow = Selectable<Tables['used_ids']>;

/** An id of an event or an app, with the name the data gave it; null where none is known yet. */
export type UsedId = Pick<UsedIdRow, 'kind' | 'value' | 'name'>;

type Owner = { readonly workspaceId: string; readonly connectionId: string };

/** Kept for each connection and kind; the ones used longest ago are forgotten. */
const MOST = 500;
/** No system has longer ids; longer text is no id. */
const LONGEST_VALUE = 200;
const LONGEST_NAME = 300;

/**
 * Remembers ids a report of the connection used, as used at `now`. A name that is known stays until the data gives another one.
 * Of one kind the first 500 count. Does nothing when the connection was deleted meanwhile. Harmless when done twice.
 */
export async function rememberUsed(
  db: Database,
  { workspaceId, connectionId }: Owner,
  used: readonly UsedId[],
  now: Date,
): Promise<void> {
  const ids = distinct(used);
  if (ids.length === 0) return;
  await inTransaction(db, async (transaction) => {
    const isThere = await holdConnection(transaction, { workspaceId, connectionId });
    if (!isThere) return;
    const rows = ids.map((id) => ({
      ...id,
      workspace_id: workspaceId,
      connection_id: connectionId,
      last_used_at: now,
    }));
    await upsert(transaction, rows);
    await forgetOldest(transaction, connectionId);
  });
}

/** Ids of one kind, used last first; at most 500. */
export async function usedIds(
  db: Database,
  { workspaceId, connectionId }: Owner,
  kind: UsedId['kind'],
): Promise<UsedIdRow[]> {
  return await db
    .selectFrom('used_ids')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('kind', '=', kind)
    .orderBy('last_used_at', 'desc')
    .orderBy('value')
    .execute();
}

function distinct(used: readonly UsedId[]): UsedId[] {
  const byKey = new Map<string, UsedId>();
  const counts = { event: 0, app: 0 };
  for (const { kind, ...id } of used) {
    const [value, name] = [cleaned(id.value), cleaned(id.name ?? '').slice(0, LONGEST_NAME)];
    if (value === '' || value.length > LONGEST_VALUE) continue;
    const before = byKey.get(`${kind} ${value}`);
    if (!before && (counts[kind] += 1) > MOST) continue;
    byKey.set(`${kind} ${value}`, { kind, value, name: name || (before?.name ?? null) });
  }
  return [...byKey.values()];
}

/** Postgres takes no NUL in a text. */
const cleaned = (text: string) => text.replaceAll('\0', '').trim();

/** Lets others wait who remember for the same connection: each of them forgets what is too many. */
async function holdConnection(transaction: Database, owner: Owner): Promise<boolean> {
  const row = await transaction
    .selectFrom('connections')
    .select('id')
    .where('id', '=', owner.connectionId)
    .where('workspace_id', '=', owner.workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

async function upsert(transaction: Database, rows: readonly UsedIdRow[]): Promise<void> {
  await transaction
    .insertInto('used_ids')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['connection_id', 'kind', 'value']).doUpdateSet({
        name: sql`coalesce(excluded.name, used_ids.name)`,
        last_used_at: sql`greatest(excluded.last_used_at, used_ids.last_used_at)`,
      }),
    )
    .execute();
}

async function forgetOldest(transaction: Database, connectionId: string): Promise<void> {
  await sql`
    delete from used_ids where connection_id = ${connectionId} and (kind, value) in (
      select kind, value from (
        select kind, value, row_number() over (partition by kind order by last_used_at desc, value) as place
        from used_ids where connection_id = ${connectionId}
      ) as ordered where place > ${MOST}
    )`.execute(transaction);
}
