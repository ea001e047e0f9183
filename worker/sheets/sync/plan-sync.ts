import type { GridRange } from '../answers.ts';
import { boldHeader, unhide, widths } from '../dress.ts';
import { isKeyColumn } from '../key-column.ts';
import { bookkeeping } from '../marks.ts';
import type { Source } from '../plan.ts';
import { cellOf, type SheetRequest } from '../requests.ts';
import { adjacent } from '../runs.ts';
import { contentAt, type Contents } from './contents.ts';
import { lacksMark, type Difference } from './diff.ts';
import type { Expected } from './expected.ts';
import { isLeftColumn } from './left-column.ts';
import type { Match } from './match.ts';
import { insertRows, runsFromBelow } from './new-rows.ts';
import { rectangles, type Rectangle, type RowWrite } from './rectangles.ts';
import { box, dropFromRemoved, moveToRemoved, type Moved, type RemovedTab } from './removed-tab.ts';
import { restore, type Return } from './restore.ts';
import { syncFormats } from './sync-formats.ts';
import type { SyncGoal } from './sync-goal.ts';
import { headerCells } from './sync-header.ts';
import { asLayout, clearable, syncLayout, type SyncLayout } from './sync-layout.ts';

/** All that decides what a sync does. */
export type SyncInput = {
  readonly contents: Contents;
  readonly goal: SyncGoal;
  readonly match: Match;
  readonly differences: readonly Difference[];
  /** Where rows go that leave: as found, or still to be made. */
  readonly removed: RemovedTab;
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
  /** Places in the goal of all rows with cells to write, in that order: the rows of a prepared tab. */
  readonly staged: readonly number[];
  readonly moved: Moved;
  readonly returns: readonly Return[];
};

export type SyncPlan = {
  readonly requests: readonly SheetRequest[];
  readonly sheetId: number;
  /** Cells of today's tab that are written. */
  readonly area: readonly GridRange[];
  /** Cells and columns the grid gains; data rows of the list afterwards. */
  readonly growth: number;
  readonly columns: number;
  readonly rows: number;
  readonly expected: readonly Expected[];
};

/** Works out a sync: what to write where. Pure. */
export function draftSync(input: SyncInput): SyncDraft {
  const { contents, goal, match, differences, removed } = input;
  const at = syncLayout(contents, goal, match);
  const key = goal.columns.findIndex(isKeyColumn);
  const all = goal.columns.map((_, column) => column);
  const changes = differences.map(({ pair, columns }): RowWrite => ({
    row: pair.line.row,
    index: pair.index,
    columns,
  }));
  const additions = match.fresh.map((index, offset): RowWrite => ({
    row: at.fresh.first + offset,
    index,
    columns: all,
  }));
  const leaves = goal.columns.some(isLeftColumn) ? [] : match.leaving;
  const owner = { spreadsheetId: goal.spreadsheetId, reportId: goal.reportId };
  const places = new Map(removed.keys.flatMap((one, row) => (one === null ? [] : [[one, row] as const])));
  return {
    ...input,
    at,
    changed: rectangles(changes, at.columns.positions, key),
    added: rectangles(additions, at.columns.positions, key),
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
      return from === undefined ? [] : [{ from, to: row }];
    }),
  };
}

/** The one batchUpdate of a sync, in an order in which every request finds its rows where it expects them. Pure. */
export function planSync(draft: SyncDraft, source: Source): SyncPlan {
  const { contents, goal, match, differences, at, removed, moved, returns } = draft;
  const { tab, block } = contents;
  const layout = asLayout(contents, at);
  const writer = writerOf(draft, source);
  const managed = new Set(at.columns.positions);
  const requests = [
    ...at.columns.requests,
    ...rename(draft),
    ...draft.changed.map(writer),
    ...marks(draft),
    ...clearSurplus(draft),
    ...moved.requests,
    ...insertRows(tab, block.top, at.fresh),
    ...draft.added.map(writer),
    ...restore({
      removed,
      sheetId: tab.sheetId,
      returns,
      header: at.header,
      managed,
      keyColumn: at.keyColumn,
      width: at.width,
    }),
    ...clearRows(draft, managed),
    ...runsFromBelow(at.deleted.map(at.inserted)).map(({ from, to }): SheetRequest => ({
      deleteDimension: { range: { sheetId: tab.sheetId, dimension: 'ROWS', startIndex: from, endIndex: to } },
    })),
    ...dropFromRemoved(
      removed,
      returns.map(({ from }) => from),
    ),
    ...headerCells(layout, goal, draft.note),
    ...boldHeader(layout),
    ...widths(layout, goal),
    ...unhide(layout),
    ...syncFormats(layout, at, goal, match, differences),
    ...bookkeeping(withoutMarksOn(contents, at), layout, goal, at.rows),
  ];
  const growth =
    (tab.gridRows + at.fresh.count - at.deleted.length) * at.width - tab.gridRows * tab.gridColumns + moved.growth;
  const size = { growth, columns: at.width - tab.gridColumns, rows: at.rows };
  return { requests, sheetId: tab.sheetId, area: areaOf(draft), ...size, expected: expectedOf(draft) };
}

function writerOf({ contents, goal, staged }: SyncDraft, source: Source): (rectangle: Rectangle) => SheetRequest {
  const { sheetId } = contents.tab;
  const places = new Map(staged.map((index, place) => [index, place]));
  return ({ row, at, from, to, rows }) => {
    const range = box(sheetId, [row, row + rows.length], [at, at + to - from]);
    if (source.kind === 'staged') {
      const first = places.get(rows[0] ?? -1) ?? 0;
      const origin = box(source.sheetId, [first, first + rows.length], [from, to]);
      return { copyPaste: { source: origin, destination: range, pasteType: 'PASTE_VALUES' } };
    }
    const values = rows.map((index) => ({ values: (goal.cells.rows[index] ?? []).slice(from, to).map(cellOf) }));
    return { updateCells: { range, rows: values, fields: 'userEnteredValue' } };
  };
}

/** Follows a change of the report's settings; a tab that people renamed themselves keeps their title. */
function rename({ contents, goal }: SyncDraft): SheetRequest[] {
  const { sheetId, marker } = contents.tab;
  if (marker === null || marker.tab === goal.title) return [];
  return [{ updateSheetProperties: { properties: { sheetId, title: goal.title }, fields: 'title' } }];
}

/** Says since when rows are no longer listed, where these are marked. */
function marks({ contents, goal, match, at, now }: SyncDraft): SheetRequest[] {
  const column = goal.columns.findIndex(isLeftColumn);
  if (column < 0) return [];
  const position = at.columns.positions[column] ?? 0;
  const places = at.columns.before.map((before) => before?.index ?? null);
  const unmarked = match.leaving.filter(({ cells }) => lacksMark(cells, goal, places)).map(({ row }) => row);
  return runsFromBelow(unmarked).map(({ from, to }) => ({
    repeatCell: {
      range: box(contents.tab.sheetId, [from, to], [position, position + 1]),
      cell: { userEnteredValue: { numberValue: now } },
      fields: 'userEnteredValue',
    },
  }));
}

/** Columns that are no longer part of the report, in the rows that are ours. */
function clearSurplus({ contents, match, at }: SyncDraft): SheetRequest[] {
  const { tab, block } = contents;
  const rows = [block.top, ...match.pairs.map(({ line }) => line.row), ...match.staying.map(({ row }) => row)];
  const fields = 'userEnteredValue,note,userEnteredFormat.numberFormat,userEnteredFormat.textFormat.bold';
  return at.columns.surplus.flatMap(({ index }) =>
    runsFromBelow(rows).map(({ from, to }): SheetRequest => {
      const column = at.columns.across(index);
      return { repeatCell: { range: box(tab.sheetId, [from, to], [column, column + 1]), cell: {}, fields } };
    }),
  );
}

/** Rows that left and are kept as blank ones. */
function clearRows({ contents, at }: SyncDraft, managed: ReadonlySet<number>): SheetRequest[] {
  return at.cleared.flatMap((line) => {
    const row = at.inserted(line.row);
    return adjacent(clearable(line, managed, at.columns.across)).map(({ from, to, at: column }): SheetRequest => ({
      repeatCell: {
        range: box(contents.tab.sheetId, [row, row + 1], [column, column + to - from]),
        cell: {},
        fields: 'userEnteredValue,note',
      },
    }));
  });
}

/** Marks on rows that are deleted go with them. */
function withoutMarksOn({ tab, block }: Contents, { deleted }: SyncLayout): Contents['tab'] {
  return { ...tab, block: { ...block, marks: block.marks.filter(({ index }) => !deleted.includes(index)) } };
}

function areaOf({ contents, at, changed, match }: SyncDraft): GridRange[] {
  const { sheetId } = contents.tab;
  const { top } = contents.block;
  return [
    box(sheetId, [top, top + 1], [at.keyColumn, at.keyColumn + 1]),
    ...changed.map(({ row, rows, at: column, from, to }) =>
      box(sheetId, [row, row + rows.length], [column, column + to - from]),
    ),
    ...match.leaving.map(({ row }) => box(sheetId, [row, row + 1], [0, at.width])),
  ];
}

function expectedOf({ contents, goal, match, differences, at, removed, moved, returns }: SyncDraft): Expected[] {
  const { tab } = contents;
  const title = tab.marker !== null && tab.marker.tab !== goal.title ? goal.title : tab.title;
  const rows = [
    ...differences.map(({ pair }) => [at.final(pair.line.row), goal.keys[pair.index] ?? ''] as const),
    ...match.fresh.map((index, offset) => [at.settled(at.fresh.first + offset), goal.keys[index] ?? ''] as const),
    ...(goal.columns.some(isLeftColumn)
      ? match.leaving.map(({ row, key }) => [at.final(row), key ?? ''] as const)
      : []),
  ];
  const dropped = (place: number) => returns.filter(({ from }) => from < place).length;
  const gone = [...moved.places].map(([key, place]) => [place - dropped(place), key] as const);
  return [
    { sheetId: tab.sheetId, title, column: at.keyColumn, keys: new Map(rows) },
    { sheetId: removed.sheetId, title: removed.title, column: 1, keys: new Map(gone) },
  ].filter(({ keys }) => keys.size > 0);
}

/** Values as they stand in the tab, for what is told about a change. */
export function valueBefore({ pair }: Difference, place: number | null) {
  return place === null ? null : contentAt(pair.line.cells, place);
}
