import { sql, type Kysely, type Selectable } from 'kysely';
import type { PersonField } from '../../shared/erasure.ts';
import type { Actor } from './audit.ts';
import type { ErasureTables, PersonPart } from './tables-erasure.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

export type ErasureRow = Selectable<ErasureTables['erasures']>;
export type PlaceRow = Selectable<ErasureTables['erasure_places']>;
export type ErasureWithPlaces = ErasureRow & { readonly places: readonly PlaceRow[]; readonly remembered: number };

export type ErasedHash = {
  readonly kind: ErasureTables['erased_hashes']['kind'];
  readonly hash: string;
  readonly part: PersonPart;
};
/** A list that is to be cleared: the report's own, or that of an audience. */
export type ListPlace = { readonly reportId: string; readonly spreadsheetId: string; readonly mark: string };

export type NewErasure = {
  readonly workspaceId: string;
  readonly kind: ErasureRow['kind'];
  readonly sought: PersonField | null;
  readonly actor: Actor;
  readonly hashes: readonly ErasedHash[];
  readonly places: readonly ListPlace[];
};

/** Writes down whom not to show and where to clear, in the caller's transaction: from then on no publish brings them back. */
export async function insertErasure(
  db: Db,
  { workspaceId, kind, sought, actor, hashes, places }: NewErasure,
): Promise<string> {
  const { id } = await db
    .insertInto('erasures')
    .values({
      workspace_id: workspaceId,
      kind,
      sought,
      requested_by: actor.id,
      requested_by_name: actor.name,
      finished_at: places.length === 0 ? sql<Date>`now()` : null,
      lifted_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await rememberErased(db, { id, workspace_id: workspaceId }, hashes);
  const owner = { erasure_id: id, workspace_id: workspaceId, owner: null, lease_until: null };
  const rows = places.map(({ reportId, spreadsheetId, mark }) => ({
    ...owner,
    report_id: reportId,
    spreadsheet_id: spreadsheetId,
    mark,
  }));
  if (rows.length > 0) await db.insertInto('erasure_places').values(rows).execute();
  return id;
}

const AT_ONCE = 1000;

/** Adds keyed hashes to those of an erasure; what is there stays. */
export async function rememberErased(
  db: Db,
  erasure: Pick<ErasureRow, 'id' | 'workspace_id'>,
  hashes: readonly ErasedHash[],
): Promise<void> {
  const owner = { erasure_id: erasure.id, workspace_id: erasure.workspace_id };
  for (let from = 0; from < hashes.length; from += AT_ONCE) {
    const values = hashes.slice(from, from + AT_ONCE).map((hash) => ({ ...owner, ...hash }));
    await db
      .insertInto('erased_hashes')
      .values(values)
      .onConflict((conflict) => conflict.columns(['erasure_id', 'kind', 'hash']).doNothing())
      .execute();
  }
}

/** Of a workspace, newest first; one of them with `id`. */
export async function erasuresOf(db: Db, workspaceId: string, id?: string): Promise<ErasureWithPlaces[]> {
  const rows = await db
    .selectFrom('erasures')
    .selectAll('erasures')
    .select((one) =>
      one
        .selectFrom('erased_hashes')
        .whereRef('erased_hashes.erasure_id', '=', 'erasures.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('remembered'),
    )
    .where('erasures.workspace_id', '=', workspaceId)
    .$if(id !== undefined, (query) => query.where('erasures.id', '=', id ?? ''))
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const places = await db
    .selectFrom('erasure_places')
    .selectAll()
    .where('erasure_id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    remembered: Number(row.remembered ?? 0),
    places: places.filter(({ erasure_id }) => erasure_id === row.id),
  }));
}

/** The person may be shown again. @returns false when there is none such, or it was lifted before. */
export async function liftErasure(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const lifted = await db
    .updateTable('erasures')
    .set({ lifted_at: sql<Date>`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('kind', '=', 'person')
    .where('lifted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  // hashes are personal data too: they are not kept longer than they are needed
  if (lifted) await db.deleteFrom('erased_hashes').where('erasure_id', '=', id).execute();
  return lifted !== undefined;
}

/** Tabs that could not be cleared, or were to be tried again later, are tried at once. */
export async function retryPlaces(db: Db, workspaceId: string, id: string): Promise<number> {
  const result = await db
    .updateTable('erasure_places')
    .set({ state: 'waiting', tries: 0, not_before: sql<Date>`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('erasure_id', '=', id)
    .where((where) =>
      where.or([
        where('state', '=', 'failed'),
        where.and([where('state', '=', 'waiting'), where('not_before', '>', sql<Date>`now()`)]),
      ]),
    )
    .executeTakeFirst();
  if (result.numUpdatedRows > 0n)
    await db.updateTable('erasures').set({ finished_at: null }).where('id', '=', id).execute();
  return Number(result.numUpdatedRows);
}

/**
 * A list that came along in a copied spreadsheet may hold people who were erased after the copy was made. Call it in the transaction that
 * notes its first publish, before that: then it waits to be cleared of everybody who was erased and not let in again.
 */
export async function clearTakenOver(db: Db, reportId: string): Promise<void> {
  const { rows } = await sql<{ erasure_id: string }>`
    insert into erasure_places (erasure_id, workspace_id, report_id, spreadsheet_id, mark)
    select erasures.id, reports.workspace_id, reports.id, reports.spreadsheet_id, reports.id::text
    from reports join erasures on erasures.workspace_id = reports.workspace_id
    where reports.id = ${reportId} and reports.takes_over is not null and reports.generation = 0
      and reports.spreadsheet_id is not null and erasures.kind = 'person' and erasures.lifted_at is null
    order by erasures.created_at desc limit 1
    on conflict do nothing
    returning erasure_id`.execute(db);
  const [place] = rows;
  if (place) await db.updateTable('erasures').set({ finished_at: null }).where('id', '=', place.erasure_id).execute();
}
