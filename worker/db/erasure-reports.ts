import type { Kysely } from 'kysely';
import { OPEN } from './runs.ts';
import type { Tables } from './tables.ts';

/** Reports of a workspace with a run that is queued or running. */
export async function reportsBeingFilled(db: Kysely<Tables>, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('runs')
    .select('report_id')
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', [...OPEN])
    .execute();
  return rows.map(({ report_id }) => report_id);
}

/** Reports that read the same lists of the same accounts, and so may show the same records. */
export async function reportsAlike(
  db: Kysely<Tables>,
  workspaceId: string,
  records: readonly { readonly connectionId: string; readonly dataset: string }[],
): Promise<string[]> {
  const wanted = new Set(records.map(({ connectionId, dataset }) => `${connectionId} ${dataset}`));
  if (wanted.size === 0) return [];
  const rows = await db
    .selectFrom('report_sources')
    .innerJoin('reports', 'reports.id', 'report_sources.report_id')
    .select(['reports.id', 'dataset', 'connection_id'])
    .where('reports.workspace_id', '=', workspaceId)
    .execute();
  return rows.flatMap(({ id, dataset, connection_id }) => (wanted.has(`${connection_id} ${dataset}`) ? [id] : []));
}
