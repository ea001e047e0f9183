import type { Database } from '../db/connection.ts';
import { erasedPeople } from '../db/erased-hashes.ts';
import type { ReportRow } from '../db/reports.ts';
import type { RowHash } from '../security/row-hash.ts';
import { rowPolicy, type RowPolicy } from './row-policy.ts';

type Asked = Pick<ReportRow, 'workspace_id' | 'dataset' | 'cleared_at'> & {
  readonly sources: readonly { readonly tag: string; readonly connection_id: string }[];
};

/** What a report may show now. `hash`: keyed by the workspace's own secret. */
export async function loadRowPolicy(db: Database, report: Asked, hash: RowHash): Promise<RowPolicy> {
  const people = await erasedPeople(db, report.workspace_id);
  const { dataset, sources } = report;
  return rowPolicy({ people, isCleared: report.cleared_at !== null, dataset, sources, hash });
}
