import type { Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

/** A notice with what its report is called, where its tab is, and how old the rows in it are. */
export type ToldNotice = Pick<Selectable<Tables['notices']>, 'id' | 'kind' | 'facts' | 'occurred_at' | 'report_id'> & {
  report_name: string | null;
  tab: string | null;
  sheet_id: number | null;
  published_at: Date | null;
  google_id: string | null;
  spreadsheet_title: string | null;
};

function told(db: Database) {
  return db
    .selectFrom('notices')
    .leftJoin('reports', 'reports.id', 'notices.report_id')
    .leftJoin('spreadsheets', 'spreadsheets.id', 'reports.spreadsheet_id')
    .select([
      'notices.id',
      'notices.kind',
      'notices.facts',
      'notices.occurred_at',
      'notices.report_id',
      'reports.name as report_name',
      'reports.tab',
      'reports.sheet_id',
      'reports.published_at',
      'spreadsheets.google_id',
      'spreadsheets.title as spreadsheet_title',
    ]);
}

/** What one message tells, in the order it happened. */
export async function noticesOfDelivery(db: Database, deliveryId: string): Promise<ToldNotice[]> {
  return await told(db)
    .innerJoin('notice_items', 'notice_items.notice_id', 'notices.id')
    .where('notice_items.delivery_id', '=', deliveryId)
    .orderBy('notices.id')
    .execute();
}

/** The newest notices of a workspace, newest first. */
export async function noticesOfWorkspace(db: Database, workspaceId: string): Promise<ToldNotice[]> {
  return await told(db)
    .where('notices.workspace_id', '=', workspaceId)
    .orderBy('notices.id', 'desc')
    .limit(100)
    .execute();
}
