import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Runs of a report whose changed rows are kept; docs/privacy.md names the number. */
const RUNS_KEPT = 20;

type Changes = { readonly reportId: string; readonly workspaceId: string; readonly runId: string };

/** Keeps which rows a run changed, sealed, and drops those of the report's older runs. */
export async function writeRunChanges(
  db: Db,
  { reportId, workspaceId, runId, sealed }: Changes & { readonly sealed: Buffer },
): Promise<void> {
  await db.insertInto('run_changes').values({ run_id: runId, workspace_id: workspaceId, sealed }).execute();
  await sql`
    delete from run_changes where run_id in (
      select run_id from run_changes join runs on runs.id = run_id
      where runs.report_id = ${reportId}
      order by runs.created_at desc offset ${RUNS_KEPT}
    )`.execute(db);
}

/** Undefined when the run wrote nothing, or is too old. */
export async function runChangesOf(db: Db, runId: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('run_changes').select('sealed').where('run_id', '=', runId).executeTakeFirst();
  return row?.sealed;
}

/** What is kept of the changes of a report's runs. */
export async function changesOfReport(db: Db, reportId: string): Promise<{ run_id: string; sealed: Buffer }[]> {
  return await db
    .selectFrom('run_changes')
    .innerJoin('runs', 'runs.id', 'run_changes.run_id')
    .select(['run_changes.run_id', 'run_changes.sealed'])
    .where('runs.report_id', '=', reportId)
    .execute();
}

export async function replaceRunChanges(db: Db, runId: string, sealed: Buffer): Promise<void> {
  await db.updateTable('run_changes').set({ sealed }).where('run_id', '=', runId).execute();
}
