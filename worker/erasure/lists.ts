import { sql, type Kysely } from 'kysely';
import type { ListMark } from '../sheets/erase/seen-tab.ts';
import type { Tables } from '../db/tables.ts';

/** A list that is in a tab: of a report, or of an audience in another spreadsheet. */
export type ListRow = ListMark & {
  readonly reportId: string;
  readonly report: string;
  readonly workspaceId: string;
  readonly kind: 'report' | 'audience';
  readonly spreadsheetId: string;
  readonly googleId: string;
  readonly spreadsheetTitle: string | null;
};

/** `filling`: reports whose lists count although they may not be in their tabs yet. */
type Wanted = {
  readonly workspaceId: string;
  readonly reportId?: string;
  readonly mark?: string;
  readonly filling?: readonly string[];
};

/** The lists of a workspace that are in tabs; of one report with `reportId`, one of them with `mark`. */
export async function listsOf(db: Kysely<Tables>, wanted: Wanted): Promise<ListRow[]> {
  const found = [...(await reportLists(db, wanted)), ...(await audienceLists(db, wanted))];
  return found.filter(({ mark }) => wanted.mark === undefined || mark === wanted.mark);
}

async function reportLists(db: Kysely<Tables>, { workspaceId, reportId, filling = [] }: Wanted): Promise<ListRow[]> {
  const rows = await db
    .selectFrom('reports')
    .innerJoin('spreadsheets', 'spreadsheets.id', 'reports.spreadsheet_id')
    .select(['reports.id', 'reports.name', 'sheet_id', 'spreadsheet_id', 'google_id', 'title'])
    .where('reports.workspace_id', '=', workspaceId)
    .where((where) =>
      where.or([where('generation', '>', 0), where('reports.id', '=', sql<string>`any(${filling}::uuid[])`)]),
    )
    .$if(reportId !== undefined, (query) => query.where('reports.id', '=', reportId ?? ''))
    .orderBy('reports.created_at')
    .execute();
  return rows.flatMap(({ id, name, sheet_id, spreadsheet_id, google_id, title }) =>
    spreadsheet_id === null
      ? []
      : [
          {
            kind: 'report',
            mark: id,
            reportId: id,
            report: name,
            workspaceId,
            sheetId: sheet_id,
            spreadsheetId: spreadsheet_id,
            googleId: google_id,
            spreadsheetTitle: title,
          },
        ],
  );
}

async function audienceLists(db: Kysely<Tables>, { workspaceId, reportId, filling = [] }: Wanted): Promise<ListRow[]> {
  const rows = await db
    .selectFrom('audiences')
    .innerJoin('reports', 'reports.id', 'audiences.report_id')
    .innerJoin('spreadsheets', 'spreadsheets.id', 'audiences.spreadsheet_id')
    .select([
      'audiences.id',
      'audiences.report_id',
      'reports.name',
      'audiences.sheet_id',
      'audiences.spreadsheet_id',
      'google_id',
      'title',
    ])
    .where('audiences.workspace_id', '=', workspaceId)
    .where((where) =>
      where.or([
        where('audiences.published_at', 'is not', null),
        where('audiences.report_id', '=', sql<string>`any(${filling}::uuid[])`),
      ]),
    )
    .$if(reportId !== undefined, (query) => query.where('audiences.report_id', '=', reportId ?? ''))
    .orderBy('audiences.created_at')
    .execute();
  return rows.flatMap(({ id, report_id, name, sheet_id, spreadsheet_id, google_id, title }) =>
    spreadsheet_id === null
      ? []
      : [
          {
            kind: 'audience',
            mark: id,
            reportId: report_id,
            report: name,
            workspaceId,
            sheetId: sheet_id,
            spreadsheetId: spreadsheet_id,
            googleId: google_id,
            spreadsheetTitle: title,
          },
        ],
  );
}
