import { isDeepStrictEqual } from 'node:util';
import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import { Scope, SourceLookup, type SourceInput } from '../../shared/api.ts';
import type { Database } from './connection.ts';
import type { ConnectionRow } from './connections.ts';
import type { Tables } from './tables.ts';

type Stored = Selectable<Tables['report_sources']>;

/** One account a report reads, as stored; scope and look-up parsed. */
export type SourceRow = Omit<Stored, 'scope' | 'lookup'> & { scope: Scope; lookup: SourceLookup | null };

const Lookup = z.nullable(SourceLookup);

const parsed = (row: Stored): SourceRow => ({
  ...row,
  scope: Scope.parse(row.scope),
  lookup: Lookup.parse(row.lookup),
});

/** The sources of each of these reports, in their order. */
export async function sourcesOf(db: Database, reportIds: readonly string[]): Promise<Map<string, SourceRow[]>> {
  const found = new Map<string, SourceRow[]>(reportIds.map((id) => [id, []]));
  if (reportIds.length === 0) return found;
  const rows = await db
    .selectFrom('report_sources')
    .selectAll()
    .where('report_id', 'in', [...reportIds])
    .orderBy('position')
    .execute();
  for (const row of rows) found.get(row.report_id)?.push(parsed(row));
  return found;
}

type Owner = { id: string; workspace_id: string };

/** Makes these the sources of a report. One that was there before, with the same account and scope, stays the same: `kept`. */
export async function replaceSources(
  db: Database,
  report: Owner,
  sources: readonly SourceInput[],
  { keep }: { keep: boolean },
): Promise<void> {
  const before = keep ? ((await sourcesOf(db, [report.id])).get(report.id) ?? []) : [];
  const rows = sources.map((source, position) => {
    const same = before.findIndex((one) => isSame(one, source));
    const [old] = same < 0 ? [] : before.splice(same, 1);
    return { ...toStored(source), ...(old && whatStays(old)), position };
  });
  await db.deleteFrom('report_sources').where('report_id', '=', report.id).execute();
  const owner = { report_id: report.id, workspace_id: report.workspace_id };
  await db
    .insertInto('report_sources')
    .values(rows.map((row) => ({ ...row, ...owner })))
    .execute();
}

const isSame = (row: SourceRow, { connectionId, scope, lookup }: SourceInput) =>
  row.connection_id === connectionId &&
  isDeepStrictEqual({ ...row.scope }, { ...scope }) &&
  isDeepStrictEqual(row.lookup, lookup ?? null);

const toStored = ({ connectionId, scope, lookup }: SourceInput) => ({
  connection_id: connectionId,
  scope: JSON.stringify(scope),
  lookup: lookup ? JSON.stringify(lookup) : null,
});

const whatStays = ({ tag, rows, read_at, keyed, stale_since }: SourceRow) => ({
  tag,
  rows,
  read_at,
  keyed,
  stale_since,
});

/** What became of a source's rows in the tab. `rows` counts them; `isRead`: they are those of this run. */
export type SourceState = { id: string; rows: number; isRead: boolean; keyed: boolean };

export async function writeSourceStates(db: Database, states: readonly SourceState[]): Promise<void> {
  for (const { id, rows, isRead, keyed } of states) {
    await db
      .updateTable('report_sources')
      .set(
        isRead
          ? { rows, keyed, read_at: sql<Date>`now()`, stale_since: null }
          : { rows, stale_since: sql<Date>`coalesce(stale_since, now())` },
      )
      .where('id', '=', id)
      .execute();
  }
}

/** Notes that none of a report's sources could be read: what its tab holds is older than this. */
export async function markStale(db: Database, reportId: string): Promise<void> {
  await db
    .updateTable('report_sources')
    .set({ stale_since: sql<Date>`coalesce(stale_since, now())` })
    .where('report_id', '=', reportId)
    .where('read_at', 'is not', null)
    .execute();
}

/** A source with the connection it reads through. */
export type SourceToRead = SourceRow & { connection: ConnectionRow };

/** What a run reads, in order. */
export async function sourcesToRead(db: Database, reportId: string): Promise<SourceToRead[]> {
  const sources = (await sourcesOf(db, [reportId])).get(reportId) ?? [];
  const ids = sources.map((source) => source.connection_id);
  if (ids.length === 0) return [];
  const connections = await db.selectFrom('connections').selectAll().where('id', 'in', ids).execute();
  return sources.flatMap((source) => {
    const connection = connections.find(
      ({ id, workspace_id }) => id === source.connection_id && workspace_id === source.workspace_id,
    );
    return connection ? [{ ...source, connection }] : [];
  });
}
