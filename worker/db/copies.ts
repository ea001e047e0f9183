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

/** What reports of a spreadsheet have already: Google's ids of tabs they write to, and the reports they were set up after. */
export async function inUse(
  db: Database,
  spreadsheetId: string,
): Promise<{ tabs: ReadonlySet<number>; origins: ReadonlySet<string> }> {
  const rows = await db
    .selectFrom('reports')
    .select(['sheet_id', 'takes_over'])
    .where('spreadsheet_id', '=', spreadsheetId)
    .execute();
  return {
    tabs: new Set(rows.flatMap(({ sheet_id }) => sheet_id ?? [])),
    origins: new Set(rows.flatMap(({ takes_over }) => takes_over?.report ?? [])),
  };
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

type KeyedTab = { readonly sheetId: number; readonly title: string; readonly tags: readonly string[] };
type TabByKeys = Omit<KeyedTab, 'tags'> & {
  readonly report: string;
  readonly spreadsheet: string;
  readonly sheet: number;
  readonly by: 'keys';
};

/** Whose tabs these are by the tags of their rows: reports of the workspace that fill a tab of another spreadsheet, each once. */
export async function tabsByKeys(db: Database, workspaceId: string, tabs: readonly KeyedTab[]): Promise<TabByKeys[]> {
  const tags = tabs.flatMap((tab) => tab.tags);
  if (tags.length === 0) return [];
  const rows = await db
    .selectFrom('report_sources')
    .innerJoin('reports', 'reports.id', 'report_sources.report_id')
    .innerJoin('spreadsheets', 'spreadsheets.id', 'reports.spreadsheet_id')
    .select(['report_sources.tag', 'reports.id as report', 'spreadsheets.google_id as spreadsheet', 'reports.sheet_id'])
    .where('reports.workspace_id', '=', workspaceId)
    .where('report_sources.tag', 'in', tags)
    .where('reports.generation', '>', 0)
    .orderBy('reports.created_at', 'desc')
    .execute();
  const seen = new Set<string>();
  return tabs.flatMap(({ sheetId, title, tags: own }): TabByKeys[] => {
    const row = rows.find(({ tag, report }) => own.includes(tag) && !seen.has(report));
    if (!row) return [];
    seen.add(row.report);
    return [
      { sheetId, title, report: row.report, spreadsheet: row.spreadsheet, sheet: row.sheet_id ?? sheetId, by: 'keys' },
    ];
  });
}
