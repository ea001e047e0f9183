import type { GridRange } from '../answers.ts';
import { boldHeader, unhide, widths } from '../dress.ts';
import { fillDown, type Surroundings } from '../fill-down.ts';
import { bookkeeping } from '../marks.ts';
import type { Source } from '../plan.ts';
import { cellOf, type CellContent, type SheetRequest } from '../requests.ts';
import { adjacent } from '../runs.ts';
import type { Contents } from './contents.ts';
import { lacksMark } from './diff.ts';
import type { SyncDraft } from './draft-sync.ts';
import { expectedOf, type Expected } from './expected.ts';
import { isLeftColumn } from './left-column.ts';
import { mend } from './hand-typed.ts';
import { insertRows, runsFromBelow, setAside, showRows } from './new-rows.ts';
import type { Rectangle } from './rectangles.ts';
import { box } from '../box.ts';
import { dropFromRemoved } from './removed-tab.ts';
import { restore } from './restore.ts';
import { syncFormats } from './sync-formats.ts';
import { headerCells } from './sync-header.ts';
import { asLayout, clearable, type SyncLayout } from './sync-layout.ts';
import { keepUnfrozen } from './unfrozen.ts';

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
    ...mend(tab.sheetId, draft.mends),
    ...marks(draft),
    ...clearSurplus(draft),
    ...moved.requests,
    ...insertRows(tab, block.top, at.fresh),
    ...showRows(tab, at.fresh),
    ...draft.added.map(writer),
    ...fillDown(
      { sheetId: tab.sheetId, first: at.inserted(patternRow(contents)), rows: freshRows(at) },
      around(contents, at),
    ),
    ...restore({
      removed,
      sheetId: tab.sheetId,
      returns,
      header: at.header,
      managed,
      keyColumn: at.keyColumn,
      width: at.width,
    }),
    ...setAside(tab.sheetId, at.fresh, at.width),
    ...clearRows(draft, managed),
    ...deleteRows(draft),
    ...dropFromRemoved(
      removed,
      returns.filter(({ isWhole }) => isWhole).map(({ from }) => from),
    ),
    ...headerCells(layout, goal, draft.note, at.header),
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

/** Rows that leave, where they are once new ones were inserted. */
function deleteRows({ contents: { tab }, at }: SyncDraft): SheetRequest[] {
  return [
    ...keepUnfrozen({ ...tab, gridRows: tab.gridRows + at.fresh.count }, at.deleted.length),
    ...runsFromBelow(at.deleted.map(at.inserted)).map(({ from, to }): SheetRequest => ({
      deleteDimension: { range: { sheetId: tab.sheetId, dimension: 'ROWS', startIndex: from, endIndex: to } },
    })),
  ];
}

/** The row whose formulas new rows take over: the first of the list. */
function patternRow({ block, lines }: Contents): number {
  return lines.find(({ key }) => key !== null)?.row ?? block.top + 1;
}

const freshRows = ({ fresh }: SyncLayout) => [fresh.first, fresh.first + fresh.total] as const;

function around({ pattern }: Contents, { header, columns }: SyncLayout): Surroundings {
  const first: CellContent[] = [];
  for (const [column, cell] of pattern.entries()) first[columns.across(column)] = cell;
  return { header, first, managed: columns.positions };
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
