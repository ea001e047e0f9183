import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { z } from 'zod';
import type { SourceInput } from '../../shared/api.ts';
import { Filters } from '../../shared/filters.ts';
import { writingWith, type Writing } from '../../shared/writing.ts';
import type { Database } from './connection.ts';
import { inTransaction } from './in-transaction.ts';
import { forgetPublishedRows } from './published-rows.ts';
import { replaceSources, sourcesOf, type SourceRow } from './report-sources.ts';
import type { Tables } from './tables.ts';

const Columns = z.array(z.string());

type Stored = Selectable<Tables['reports']>;

/** A report as stored, with its sources; filters, columns and writing parsed. */
export type ReportRow = Omit<Stored, 'filters' | 'columns' | 'writing'> & {
  filters: Filters;
  writing: Writing;
  columns: string[];
  sources: SourceRow[];
};

/** Whether its first refresh is still to go on with a tab that came along with a copied spreadsheet; not once it was moved elsewhere. */
export function isTakingOver({ takes_over, generation, sheet_id }: ReportRow): boolean {
  return takes_over !== null && generation === 0 && sheet_id !== null;
}

/** Who looks, and when (proofs run out). */
export type Viewer = { subject: string; workspaceId: string | null; now: Date };

async function parsed(db: Database, rows: readonly Stored[]): Promise<ReportRow[]> {
  const sources = await sourcesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    filters: Filters.parse(row.filters),
    columns: Columns.parse(row.columns),
    writing: writingWith(row.writing),
    sources: sources.get(row.id) ?? [],
  }));
}

async function parsedOne(db: Database, row: Stored | undefined): Promise<ReportRow | undefined> {
  return (await parsed(db, row ? [row] : []))[0];
}

async function parsedStored(db: Database, row: Stored): Promise<ReportRow> {
  const [report] = await parsed(db, [row]);
  if (!report) throw new Error('a stored report was not read back');
  return report;
}

/** A report by its id, whoever asks. */
export async function findReport(db: Database, id: string): Promise<ReportRow | undefined> {
  return await parsedOne(db, await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst());
}

/** Reports of the viewer's workspace, and those of spreadsheets the viewer has lately proved to be able to edit, if the reports let them. */
function visible(db: Database, { subject, workspaceId, now }: Viewer) {
  return db
    .selectFrom('reports')
    .selectAll('reports')
    .where((where) =>
      where.or([
        ...(workspaceId === null ? [] : [where('reports.workspace_id', '=', workspaceId)]),
        where.and([
          where('reports.editors', '<>', 'none'),
          where(
            'reports.spreadsheet_id',
            'in',
            where
              .selectFrom('proofs')
              .select('proofs.spreadsheet_id')
              .where('proofs.subject', '=', subject)
              .where('proofs.proved_until', '>', now),
          ),
        ]),
      ]),
    );
}

export async function visibleReports(db: Database, viewer: Viewer): Promise<ReportRow[]> {
  const rows = await visible(db, viewer).orderBy('reports.created_at').orderBy('reports.id').execute();
  return await parsed(db, rows);
}

export async function visibleReport(db: Database, viewer: Viewer, id: string): Promise<ReportRow | undefined> {
  return await parsedOne(db, await visible(db, viewer).where('reports.id', '=', id).executeTakeFirst());
}

/** The reports of a workspace, oldest first; `lock`: nobody changes or starts them until the transaction ends. */
export async function reportsOfWorkspace(
  db: Database,
  workspaceId: string,
  { lock = false } = {},
): Promise<ReportRow[]> {
  const query = db.selectFrom('reports').selectAll().where('workspace_id', '=', workspaceId);
  const ordered = query.orderBy('created_at').orderBy('id');
  return await parsed(db, await (lock ? ordered.forUpdate() : ordered).execute());
}

/** Ids of the reports that have rows in a tab of this spreadsheet. */
export async function publishedReports(db: Database, spreadsheetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reports')
    .select('id')
    .where('spreadsheet_id', '=', spreadsheetId)
    .where('generation', '>', 0)
    .execute();
  return rows.map(({ id }) => id);
}

/** Where lists of a workspace are: the status lines that tell of them. */
export async function publishedTabs(
  db: Database,
  workspaceId: string,
  { subject, now }: { subject: string; now: Date },
): Promise<{ googleId: string; reportId: string }[]> {
  return await db
    .selectFrom('reports')
    .innerJoin('spreadsheets', 'spreadsheets.id', 'reports.spreadsheet_id')
    .innerJoin('proofs', 'proofs.spreadsheet_id', 'spreadsheets.id')
    .select(['spreadsheets.google_id as googleId', 'reports.id as reportId'])
    .where('proofs.subject', '=', subject)
    .where('proofs.proved_until', '>', now)
    .where('reports.workspace_id', '=', workspaceId)
    .where('reports.generation', '>', 0)
    .execute();
}

export async function seesRun(db: Database, viewer: Viewer, runId: string): Promise<boolean> {
  const run = await visible(db, viewer)
    .innerJoin('runs', 'runs.report_id', 'reports.id')
    .clearSelect()
    .select('runs.id')
    .where('runs.id', '=', runId)
    .executeTakeFirst();
  return run !== undefined;
}

/** The report a run is of, if the viewer may see it. */
export async function visibleReportOfRun(db: Database, viewer: Viewer, runId: string): Promise<ReportRow | undefined> {
  const row = await visible(db, viewer)
    .innerJoin('runs', 'runs.report_id', 'reports.id')
    .where('runs.id', '=', runId)
    .executeTakeFirst();
  return await parsedOne(db, row);
}

export async function insertReport(
  db: Database,
  values: Insertable<Tables['reports']>,
  sources: readonly SourceInput[],
): Promise<ReportRow> {
  return await inTransaction(db, async (transaction) => {
    const row = await transaction.insertInto('reports').values(values).returningAll().executeTakeFirstOrThrow();
    await replaceSources(transaction, row, sources, { keep: false });
    return await parsedStored(transaction, row);
  });
}

type Key = { id: string; workspace_id: string };

/**
 * Does `work` while no run of the report can begin.
 *
 * @returns null when a run is queued or running, or the report is gone.
 */
export async function whileIdle<T>(db: Database, { id, workspace_id }: Key, work: (db: Database) => Promise<T>) {
  return await inTransaction(db, async (transaction) => {
    const report = await transaction
      .selectFrom('reports')
      .select('id')
      .where('id', '=', id)
      .where('workspace_id', '=', workspace_id)
      .forUpdate()
      .executeTakeFirst();
    const open = await transaction
      .selectFrom('runs')
      .select('id')
      .where('report_id', '=', id)
      .where('status', 'in', ['queued', 'running'])
      .executeTakeFirst();
    return report && !open ? await work(transaction) : null;
  });
}

/**
 * `sources.keep`: those that are the same as before keep what is known of their rows in the tab.
 *
 * @returns null when a run is queued or running: its rows would be half of the old report and half of the new one.
 */
export async function updateIdleReport(
  db: Database,
  key: Key,
  change: Updateable<Tables['reports']>,
  sources: { list: readonly SourceInput[]; keep: boolean },
): Promise<ReportRow | null> {
  return await whileIdle(db, key, async (transaction) => {
    const row = await transaction
      .updateTable('reports')
      .set({ ...change, version: sql<number>`version + 1`, updated_at: sql<Date>`now()` })
      .where('id', '=', key.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await replaceSources(transaction, row, sources.list, sources);
    // in another tab it begins anew
    if (row.generation === 0) await forgetPublishedRows(transaction, row.id);
    return await parsedStored(transaction, row);
  });
}

/**
 * With its runs and their staged rows.
 *
 * @returns false when a run is queued or running.
 */
export async function deleteIdleReport(db: Database, key: Key): Promise<boolean> {
  const deleted = await whileIdle(db, key, (transaction) =>
    transaction.deleteFrom('reports').where('id', '=', key.id).executeTakeFirst(),
  );
  return deleted !== null;
}
