import type { Column } from '../../../shared/columns.ts';
import { isKeyColumn } from '../key-column.ts';
import type { Contents, Line } from './contents.ts';
import type { Mend } from './hand-typed.ts';
import type { Difference } from './diff.ts';
import { isLeftColumn } from './left-column.ts';
import type { Match, Pair } from './match.ts';
import { rectangles, type Rectangle, type RowWrite } from './rectangles.ts';
import { moveToRemoved, type Moved, type RemovedTab } from './removed-tab.ts';
import { isWhollyBack, type Return } from './restore.ts';
import type { SyncGoal } from './sync-goal.ts';
import { syncLayout, type SyncLayout } from './sync-layout.ts';

/** All that decides what a sync does. */
export type SyncInput = {
  readonly contents: Contents;
  readonly goal: SyncGoal;
  readonly match: Match;
  readonly differences: readonly Difference[];
  /** Where rows go that leave: as found, or still to be made. */
  readonly removed: RemovedTab;
  /** Rows that nothing is written into; and cells of such rows that an earlier write of this run hit by accident. */
  readonly bystanders: readonly Line[];
  readonly mends: readonly Mend[];
  /** Serial number of this moment. */
  readonly now: number;
  /** Note of the first header cell. */
  readonly note: string;
};

/** A sync worked out but for where its values come from. */
export type SyncDraft = SyncInput & {
  readonly at: SyncLayout;
  /** Cells of rows that are there, in rows of today; and of new rows, in rows once they are inserted. */
  readonly changed: readonly Rectangle[];
  readonly added: readonly Rectangle[];
  /** Rows that are there and get cells. */
  readonly written: readonly RowWrite[];
  /** Places in the goal of all rows with cells to write, in that order: the rows of a prepared tab. */
  readonly staged: readonly number[];
  readonly moved: Moved;
  readonly returns: readonly Return[];
};

/** Boxes of cells one call may have; with more, whole columns cost less. */
const MOST_BOXES = 5000;

/** What changed, row by row; where it is too scattered, the columns it is in, in all rows. */
function changesOf({ differences, match }: SyncInput, count: (writes: readonly RowWrite[]) => number): RowWrite[] {
  const write = ({ line, index }: Pair, columns: readonly number[]): RowWrite => ({ row: line.row, index, columns });
  const changes = differences.map(({ pair, columns }) => write(pair, columns));
  if (changes.length <= MOST_BOXES || count(changes) <= MOST_BOXES) return changes;
  const columns = [...new Set(changes.flatMap((one) => one.columns))];
  return match.pairs.map((pair) => write(pair, columns));
}

/** Works out a sync: what to write where. Pure. */
export function draftSync(input: SyncInput): SyncDraft {
  const { contents, goal, match, removed } = input;
  const at = syncLayout(contents, goal, match);
  // keys are never written over, nor is what is held back, not even between two cells that change
  const isApart = (column: Column) => isKeyColumn(column) || match.heldBack?.blanked.includes(column.id) === true;
  const apart = new Set(goal.columns.flatMap((column, index) => (isApart(column) ? [index] : [])));
  const all = goal.columns.map((_, column) => column);
  const changes = changesOf(input, (writes) => rectangles(writes, at.columns.positions, apart).length);
  const additions = match.fresh.map((index, offset): RowWrite => ({
    row: at.fresh.first + offset,
    index,
    columns: all,
  }));
  const leaves = goal.columns.some(isLeftColumn) ? [] : match.leaving;
  const owner = { spreadsheetId: goal.spreadsheetId, reportId: goal.reportId };
  const managed = new Set(at.columns.positions);
  const places = new Map(removed.keys.flatMap((one, row) => (one === null ? [] : [[one, row] as const])));
  return {
    ...input,
    at,
    changed: rectangles(changes, at.columns.positions, apart),
    added: rectangles(additions, at.columns.positions, apart),
    written: changes,
    staged: [...changes, ...additions].map(({ index }) => index),
    moved: moveToRemoved({
      tab: contents.tab,
      removed,
      owner,
      lines: leaves,
      keyColumn: at.keyColumn,
      header: at.header,
      at: input.now,
      columns: at.width,
    }),
    returns: additions.flatMap(({ row, index }) => {
      const from = places.get(goal.keys[index] ?? '');
      if (from === undefined) return [];
      const isWhole = isWhollyBack({ removed, header: at.header, managed, width: at.width }, from);
      return [{ from, to: row, isWhole }];
    }),
  };
}
