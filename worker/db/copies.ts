import type { Database } from './connection.ts';
import { reportsOfWorkspace, type ReportRow } from './reports.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Reports of a workspace by id, those that are still there. `ids`: as marks in a spreadsheet name them, which anybody may have written. */
export async function copiedReports(
  db: Database,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ReportRow>> {
  const wanted = new Set(ids.filter((id) => UUID.test(id)));
  if (wanted.size === 0) return new Map();
  const reports = await reportsOfWorkspace(db, workspaceId);
  return new Map(reports.filter(({ id }) => wanted.has(id)).map((report) => [report.id, report]));
}

/** Google's ids of tabs of a spreadsheet that reports write to, or are to go on with. */
export async function tabsInUse(db: Database, spreadsheetId: string): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('reports')
    .select('sheet_id')
    .where('spreadsheet_id', '=', spreadsheetId)
    .where('sheet_id', 'is not', null)
    .execute();
  return new Set(rows.flatMap(({ sheet_id }) => sheet_id ?? []));
}

/** What a spreadsheet of the workspace is called; null when it is not known there any more. */
export async function titleOfCopied(db: Database, workspaceId: string, googleId: string): Promise<string | null> {
  const row = await db
    .selectFrom('spreadsheets')
    .select('title')
    .where('workspace_id', '=', workspaceId)
    .where('google_id', '=', googleId)
    .where('linked_at', 'is not', null)
    .executeTakeFirst();
  return row?.title ?? null;
}

/** Notes whether tabs of other spreadsheets are in it, so that Google is not asked each time. */
export async function noteCopies(db: Database, spreadsheetId: string, hasCopies: boolean): Promise<void> {
  await db.updateTable('spreadsheets').set({ has_copies: hasCopies }).where('id', '=', spreadsheetId).execute();
}

/** The rows of these sources have the same keys as those of the sources they were made after. */
export async function keepTags(
  db: Database,
  reportId: string,
  tags: readonly { readonly position: number; readonly tag: string }[],
): Promise<void> {
  for (const { position, tag } of tags) {
    await db
      .updateTable('report_sources')
      .set({ tag })
      .where('report_id', '=', reportId)
      .where('position', '=', position)
      .execute();
  }
}
