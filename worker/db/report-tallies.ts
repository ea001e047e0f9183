import { sql } from 'kysely';
import type { Database } from './connection.ts';
import type { NoticeTargetRow } from './notice-targets.ts';
import type { SummaryFacts, Tally } from './tables-notices.ts';

type Of = { readonly workspaceId: string; readonly reportId: string };

/** Keeps what a report's rows come to now, if that changed. */
export async function noteTally(db: Database, { workspaceId, reportId }: Of, tally: Tally): Promise<void> {
  const { sold, refunded, checkedIn } = tally;
  await sql`
    insert into report_tallies (workspace_id, report_id, sold, refunded, checked_in)
    select ${workspaceId}::uuid, ${reportId}::uuid, ${sold}::integer, ${refunded}::integer, ${checkedIn}::integer
    where (${sold}::integer, ${refunded}::integer, ${checkedIn}::integer) is distinct from (
      select (sold, refunded, checked_in) from report_tallies
      where report_id = ${reportId} order by at desc limit 1)
    on conflict do nothing`.execute(db);
}

type Found = { id: string; now: Tally; before: Tally | null };

/** What the reports of a target come to now, and came to at `since`. */
export async function talliesFor(
  db: Database,
  { workspace_id, reports }: Pick<NoticeTargetRow, 'workspace_id' | 'reports'>,
  since: Date,
): Promise<SummaryFacts['reports']> {
  const tally = sql`jsonb_build_object('sold', sold, 'refunded', refunded, 'checkedIn', checked_in)`;
  const { rows } = await sql<Found>`
    select reports.id,
      (select ${tally} from report_tallies where report_id = reports.id order by at desc limit 1) as now,
      (select ${tally} from report_tallies where report_id = reports.id and at <= ${since} order by at desc limit 1)
        as before
    from reports
    where workspace_id = ${workspace_id} and tab is not null
      and exists (select from report_tallies where report_id = reports.id)
      and (${reports === null} or reports.id = any(${reports ?? []}::uuid[]))
    order by reports.created_at, reports.id
    limit 100`.execute(db);
  return rows;
}

/** Names of these reports, and where their tabs are. */
export async function reportPlaces(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await db
    .selectFrom('reports')
    .leftJoin('spreadsheets', 'spreadsheets.id', 'reports.spreadsheet_id')
    .select(['reports.id', 'reports.name', 'reports.tab', 'reports.sheet_id'])
    .select(['spreadsheets.google_id', 'spreadsheets.title'])
    .where('reports.id', 'in', [...ids])
    .execute();
}

export type ReportPlace = Awaited<ReturnType<typeof reportPlaces>>[number];
