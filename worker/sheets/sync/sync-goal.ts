import { setImmediate } from 'node:timers/promises';
import type { Column } from '../../../shared/columns.ts';
import type { RowHash } from '../../security/row-hash.ts';
import { toCellsInPieces, type CellTable } from '../cells.ts';
import { goalOf } from '../draft.ts';
import { KEY_COLUMN, keyCell } from '../key-column.ts';
import type { Goal } from '../plan.ts';
import type { PublishJob } from '../publish-job.ts';
import { filledName } from './hold-back.ts';
import type { PublishSource } from '../publish-options.ts';
import type { CellContent } from '../requests.ts';
import { LEFT_COLUMN } from './left-column.ts';

/**
 * What the rows of a report should be in the tab, each with the text of its key cell. Columns: the report's, then "Left the list" if
 * rows that left are marked, then the key column.
 */
export type SyncGoal = Goal & {
  readonly keys: readonly string[];
  /** Keyed hash of each row. */
  readonly hashes: readonly string[];
  readonly fingerprint: string;
  /** By source: how many rows there are to be. */
  readonly counts: ReadonlyMap<string, number>;
  /** By source and column, see filledName: in how many rows it holds something. */
  readonly filled: Readonly<Record<string, number>>;
  /** By source: whether its rows are all there are. One that could not be read is only `some`. */
  readonly coverage: ReadonlyMap<string, 'all' | 'some'>;
};

/** Grows when the same row would be written differently than before, so that all rows are looked at again. */
const FORMAT_VERSION = 1;
/** Rows hashed at a stretch: some milliseconds. */
const PIECE_ROWS = 2000;

/** @throws Failure `invalid-request` when the time zone is unknown; the signal's reason. */
export async function syncGoal(job: PublishJob, timeZone: string): Promise<SyncGoal> {
  const { signal, how, columns: own } = job;
  const left = how.writing.removedRows === 'mark' ? [LEFT_COLUMN] : [];
  const columns = [...own, ...left, KEY_COLUMN];
  const sources = job.sources.map((source) => ({
    source,
    keys: source.keys.map((key) => keyCell({ source: source.id, key })),
  }));
  const keys = sources.flatMap((one) => one.keys);
  const blanks = left.map(() => null);
  const rows = sources.flatMap((one) =>
    (one.source.rows ?? []).map((row, at) => [
      ...own.map((_, column) => row[column] ?? null),
      ...blanks,
      one.keys[at] ?? '',
    ]),
  );
  const pause = async () => {
    await setImmediate();
    signal.throwIfAborted();
  };
  const cells = await toCellsInPieces(columns, rows, timeZone, pause);
  return {
    ...goalOf(job, columns, cells, timeZone),
    keys,
    hashes: await hashesOf(cells, how.hash, pause),
    fingerprint: how.hash(
      JSON.stringify([FORMAT_VERSION, timeZone, columns.map(({ id, type }) => [id, type]), cells.formats]),
    ),
    counts: new Map(sources.map((one) => [one.source.id, one.keys.length])),
    filled: filledOf(columns, sources, cells.rows),
    coverage: new Map(job.sources.map((source) => [source.id, coverageOf(source)])),
  };
}

const coverageOf = ({ rows, isAll = true }: PublishSource) => (rows !== null && isAll ? 'all' : 'some');

/** The same number in another currency is another amount. */
async function hashesOf({ rows, runs }: CellTable, hash: RowHash, pause: () => Promise<void>): Promise<string[]> {
  const others = new Map<number, string>();
  for (const { column, from, to, format } of runs) {
    for (let row = from; row < to; row++) others.set(row, `${others.get(row) ?? ''}${column} ${format.pattern};`);
  }
  const hashes: string[] = [];
  for (const [index, row] of rows.entries()) {
    hashes.push(hash(JSON.stringify(row) + (others.get(index) ?? '')));
    if (hashes.length % PIECE_ROWS === 0) await pause();
  }
  return hashes;
}

/** The rows lie source by source. */
function filledOf(
  columns: readonly Column[],
  sources: readonly { readonly source: PublishSource; readonly keys: readonly string[] }[],
  rows: readonly (readonly CellContent[])[],
): Record<string, number> {
  const filled: Record<string, number> = {};
  let first = 0;
  for (const { source, keys } of sources) {
    const counts = columns.map(() => 0);
    for (const row of rows.slice(first, first + keys.length)) {
      for (const [column, cell] of row.entries()) if (cell !== null) counts[column] = (counts[column] ?? 0) + 1;
    }
    for (const [column, { id }] of columns.entries()) filled[filledName(source.id, id)] = counts[column] ?? 0;
    first += keys.length;
  }
  return filled;
}
