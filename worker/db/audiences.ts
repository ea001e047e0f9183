import { sql, type Insertable, type Kysely, type Selectable, type Updateable } from 'kysely';
import { z } from 'zod';
import { AudienceColumn } from '../../shared/audiences.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { keepable } from '../keepable.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
type Stored = Selectable<Tables['audiences']>;

const Columns = z.array(AudienceColumn);

/** An audience as stored, its columns parsed. */
export type AudienceRow = Omit<Stored, 'columns'> & { columns: AudienceColumn[] };

const parsed = (row: Stored): AudienceRow => ({ ...row, columns: Columns.parse(row.columns) });

export async function insertAudience(db: Db, values: Insertable<Tables['audiences']>): Promise<AudienceRow> {
  return parsed(await db.insertInto('audiences').values(values).returningAll().executeTakeFirstOrThrow());
}

/** Oldest first. */
export async function audiencesOfReport(db: Db, reportId: string): Promise<AudienceRow[]> {
  const rows = await db
    .selectFrom('audiences')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(parsed);
}

/** Of all reports of a workspace, oldest first. */
export async function audiencesOfWorkspace(db: Db, workspaceId: string): Promise<AudienceRow[]> {
  const rows = await db
    .selectFrom('audiences')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(parsed);
}

type Key = { readonly id: string; readonly workspace_id: string };

export async function findAudience(db: Db, { id, workspace_id }: Key): Promise<AudienceRow | undefined> {
  const row = await db
    .selectFrom('audiences')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspace_id)
    .executeTakeFirst();
  return row && parsed(row);
}

/** @returns undefined when it is gone, or was changed since it had that version. */
export async function updateAudience(
  db: Db,
  { id, workspace_id, version }: Key & { readonly version: number },
  change: Updateable<Tables['audiences']>,
): Promise<AudienceRow | undefined> {
  const row = await db
    .updateTable('audiences')
    .set({ ...change, version: version + 1, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('workspace_id', '=', workspace_id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
  return row && parsed(row);
}

export async function deleteAudience(db: Db, { id, workspace_id }: Key): Promise<void> {
  await db.deleteFrom('audiences').where('id', '=', id).where('workspace_id', '=', workspace_id).execute();
}

/** What became of its tab. `runId`: of the run whose rows it shows; `as`: hash of what was asked. */
export type AudiencePublished = {
  readonly runId: string;
  readonly as: string;
  readonly sheetId: number;
  readonly generation: number;
  readonly rows: number;
};

/** Notes it unless the audience was changed meanwhile. */
export async function noteAudiencePublished(
  db: Db,
  { id, version }: Pick<AudienceRow, 'id' | 'version'>,
  { runId, as, sheetId, generation, rows }: AudiencePublished,
): Promise<void> {
  await db
    .updateTable('audiences')
    .set({
      published_run: runId,
      published_as: as,
      published_at: sql<Date>`now()`,
      sheet_id: sheetId,
      generation,
      rows,
      problem: null,
      problem_code: null,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
}

/** @returns whether there was none before: then people are to be told. */
export async function noteAudienceProblem(
  db: Db,
  { id, version }: Pick<AudienceRow, 'id' | 'version'>,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
): Promise<boolean> {
  const problem = { problem_code: code, problem: keepable(message) };
  const known = db.updateTable('audiences').set(problem).where('id', '=', id).where('version', '=', version);
  const fresh = await known.where('problem_code', 'is', null).executeTakeFirst();
  if (fresh.numUpdatedRows > 0n) return true;
  await known.execute();
  return false;
}

/** Audiences that have a tab in this spreadsheet. */
export async function audiencesIn(db: Db, spreadsheetId: string): Promise<AudienceRow[]> {
  const rows = await db
    .selectFrom('audiences')
    .selectAll()
    .where('spreadsheet_id', '=', spreadsheetId)
    .orderBy('created_at')
    .execute();
  return rows.map(parsed);
}

/** What decides whether columns are personal: dataset, columns, and the ticketing systems they are read from. */
export type ColumnsOfReport = {
  readonly id: string;
  readonly dataset: string;
  readonly columns: string[];
  readonly tab: string | null;
  readonly providers: string[];
};

function withProviders(db: Db) {
  return db
    .selectFrom('reports')
    .innerJoin('report_sources', 'report_sources.report_id', 'reports.id')
    .innerJoin('connections', 'connections.id', 'report_sources.connection_id')
    .select(['reports.id', 'reports.dataset', 'reports.columns', 'reports.tab'])
    .select(sql<string[]>`array_agg(distinct connections.provider)`.as('providers'))
    .groupBy('reports.id');
}

/** Of the reports that have a tab in this spreadsheet. */
export async function columnsOfReportsIn(db: Db, spreadsheetId: string): Promise<ColumnsOfReport[]> {
  return await withProviders(db).where('reports.spreadsheet_id', '=', spreadsheetId).execute();
}

/** Of one report. */
export async function columnsOfReport(db: Db, reportId: string): Promise<ColumnsOfReport | undefined> {
  return await withProviders(db).where('reports.id', '=', reportId).executeTakeFirst();
}

/** Until the transaction is over nobody else decides what may stand in this spreadsheet. */
export async function lockSpreadsheet(transaction: Db, spreadsheetId: string): Promise<void> {
  await transaction
    .selectFrom('spreadsheets')
    .select('id')
    .where('id', '=', spreadsheetId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}
