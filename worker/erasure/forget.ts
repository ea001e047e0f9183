import type { Kysely } from 'kysely';
import type { Column } from '../../shared/columns.ts';
import { publishedRows, writePublishedRows } from '../db/published-rows.ts';
import { changesOfReport, replaceRunChanges } from '../db/run-changes.ts';
import type { Tables } from '../db/tables.ts';
import { openChanges, sealChanges } from '../jobs/run-changes.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { Sealer } from '../security/sealing.ts';
import { filledName } from '../sheets/sync/hold-back.ts';
import { sourceOf } from '../sheets/sync/contents.ts';
import { readKeyCell } from '../sheets/key-column.ts';
import { withoutPersonalCounts } from './cleared-memory.ts';

type Report = { readonly id: string; readonly workspace_id: string };

/** What was cleared in a list: key cells of rows, and how many cells in which column. */
export type Cleared = { readonly key: string; readonly columns: readonly string[] };

/**
 * Forgets the keyed hashes and the history of rows that were cleared. Counts of filled cells go down with them, so that what was cleared
 * does not look like a mistake of the ticketing system.
 */
export async function forgetRows(
  db: Kysely<Tables>,
  { report, hash, sealer }: { report: Report; hash: RowHash; sealer: Sealer },
  cleared: readonly Cleared[],
): Promise<void> {
  if (cleared.length === 0) return;
  const memory = await publishedRows(db, report.id);
  if (memory) {
    const rows = new Map(memory.rows);
    const filled = { ...memory.filled };
    for (const { key, columns } of cleared) {
      rows.delete(hash(key));
      for (const column of columns) {
        const name = filledName(sourceOf(key), column);
        filled[name] = Math.max(0, (filled[name] ?? 0) - 1);
      }
    }
    await writePublishedRows(
      db,
      { reportId: report.id, workspaceId: report.workspace_id },
      { ...memory, rows, filled },
    );
  }
  await forgetHistory(db, { report, sealer }, new Set(cleared.map(({ key }) => readKeyCell(key)?.key ?? key)));
}

async function forgetHistory(
  db: Kysely<Tables>,
  { report, sealer }: { report: Report; sealer: Sealer },
  keys: ReadonlySet<string>,
): Promise<void> {
  for (const { run_id: id, sealed } of await changesOfReport(db, report.id)) {
    const run = { id, workspace_id: report.workspace_id };
    const kept = openChanges(sealer, run, sealed);
    const changes = kept.changes.filter(({ key }) => !keys.has(key));
    if (changes.length < kept.changes.length)
      await replaceRunChanges(db, id, sealChanges(sealer, run, { ...kept, changes }));
  }
}

/** The personal columns stay blank from now on: nothing is expected in them. */
export async function forgetColumns(db: Kysely<Tables>, report: Report, columns: readonly Column[]): Promise<void> {
  const memory = await publishedRows(db, report.id);
  if (!memory) return;
  // what a row's hash was made of held personal data
  await writePublishedRows(
    db,
    { reportId: report.id, workspaceId: report.workspace_id },
    { ...withoutPersonalCounts(memory, columns), rows: new Map() },
  );
}
