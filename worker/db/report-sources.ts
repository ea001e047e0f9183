import type { Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

/** What a run needs to know: its report, the connection it reads through, and the spreadsheet it writes to, if any. */
export type ReportSource = {
  report: Selectable<Tables['reports']>;
  connection: Selectable<Tables['connections']>;
  spreadsheet: Selectable<Tables['spreadsheets']> | null;
};

/** @returns undefined when the report was deleted. */
export async function reportSource(db: Database, reportId: string): Promise<ReportSource | undefined> {
  const report = await db.selectFrom('reports').selectAll().where('id', '=', reportId).executeTakeFirst();
  if (!report) return undefined;
  const connection = await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', report.connection_id)
    .where('workspace_id', '=', report.workspace_id)
    .executeTakeFirstOrThrow();
  return { report, connection, spreadsheet: await spreadsheetOf(db, report) };
}

async function spreadsheetOf(db: Database, report: Selectable<Tables['reports']>) {
  if (report.spreadsheet_id === null) return null;
  return await db
    .selectFrom('spreadsheets')
    .selectAll()
    .where('id', '=', report.spreadsheet_id)
    .where('workspace_id', '=', report.workspace_id)
    .executeTakeFirstOrThrow();
}
