import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { RowChange, type ChangeSummary } from '../../shared/changes.ts';
import type { Sealer } from '../security/sealing.ts';
import { readKeyCell } from '../sheets/key-column.ts';
import type { ChangedRow, Published } from '../sheets/publish-options.ts';

/** Rows told of one run. */
const MOST = 5_000;

const Kept = z.object({ changes: z.array(RowChange), truncated: z.boolean() });

/** Which rows a run changed. `truncated`: only the first of them. */
export type KeptChanges = z.infer<typeof Kept>;

type Owner = { readonly id: string; readonly workspace_id: string };

const contextOf = ({ id, workspace_id }: Owner) => ({ kind: 'run-changes', id, workspaceId: workspace_id });

/** `accounts`: names of the report's ticketing accounts by the tag of the source. */
export function changesOf(rows: readonly ChangedRow[], accounts: ReadonlyMap<string, string>): KeptChanges {
  const changes = rows.slice(0, MOST).map(({ kind, key: cell, columns }) => {
    const read = readKeyCell(cell);
    // rows of a source the report had before have no account any more
    return { kind, account: accounts.get(read?.source ?? '') ?? '', key: read?.key ?? cell, columns: [...columns] };
  });
  return { changes, truncated: rows.length > MOST };
}

export function sealChanges(sealer: Sealer, run: Owner, kept: KeptChanges): Buffer {
  return sealer.seal(gzipSync(JSON.stringify(kept)), contextOf(run));
}

/** @throws SealError when they are another run's, or were sealed with another master key. */
export function openChanges(sealer: Sealer, run: Owner, sealed: Buffer): KeptChanges {
  return Kept.parse(JSON.parse(gunzipSync(sealer.open(sealed, contextOf(run))).toString('utf8')));
}

export function summaryOf({ outcome, calls, bytes, cut }: Published): ChangeSummary {
  const { added, changed, removed, unchanged, cells, duplicates, edited, isAtomic: atomic } = outcome;
  return { added, changed, removed, unchanged, cells, calls, bytes, duplicates, edited, cut, atomic };
}
