import { a1 } from '../a1.ts';
import type { Spreadsheet } from '../answers.ts';
import type { SyncDraft } from './draft-sync.ts';
import { isFormula } from './contents.ts';
import { marksIn } from '../tab.ts';
import { isLeftColumn } from './left-column.ts';

/** Which key must stand where once a write went through, in one column of one tab. */
export type Expected = {
  readonly sheetId: number;
  /** Title after the write. */
  readonly title: string;
  readonly column: number;
  readonly keys: ReadonlyMap<number, string>;
  /** Where the marks of columns that are written must stand, and the row to read them in. */
  readonly columns?: { readonly row: number; readonly report: string; readonly places: ReadonlyMap<string, number> };
};

/** The keys of all rows a sync touches, and of those it moves to the Removed tab. */
export function expectedOf({ contents, goal, match, written, at, removed, moved, returns }: SyncDraft): Expected[] {
  const { tab } = contents;
  const title = tab.marker !== null && tab.marker.tab !== goal.title ? goal.title : tab.title;
  const rows = [
    ...written.map(({ row, index }) => [at.final(row), goal.keys[index] ?? ''] as const),
    ...match.fresh.map((index, offset) => [at.settled(at.fresh.first + offset), goal.keys[index] ?? ''] as const),
    ...(goal.columns.some(isLeftColumn)
      ? match.leaving.map(({ row, key }) => [at.final(row), key ?? ''] as const)
      : []),
    ...columnsCleared({ match, at }),
  ];
  const header = headerTitle(at);
  const isTouched = rows.length > 0 || at.columns.before.includes(null);
  if (isTouched && header !== null) rows.push([contents.block.top, header]);
  const places = new Map(goal.columns.map(({ id }, index) => [id, at.columns.positions[index] ?? -1]));
  const dropped = (place: number) => returns.filter(({ from, isWhole }) => isWhole && from < place).length;
  const gone = [...moved.places].map(([key, place]) => [place - dropped(place), key] as const);
  return [
    {
      sheetId: tab.sheetId,
      title,
      column: at.keyColumn,
      keys: new Map(rows),
      columns: { row: contents.block.top, report: goal.reportId, places },
    },
    { sheetId: removed.sheetId, title: removed.title, column: 1, keys: new Map(gone) },
  ].filter(({ keys }) => keys.size > 0);
}

/** Columns that go are cleared in all rows of ours. */
function columnsCleared({ match, at }: Pick<SyncDraft, 'match' | 'at'>) {
  if (at.columns.surplus.length === 0) return [];
  const rows = [...match.pairs.map(({ line }) => line), ...match.staying];
  return rows.map(({ row, key }) => [at.final(row), key ?? ''] as const);
}

/** Tells whether the columns are still where they were; null when the key column has no header of its own. */
function headerTitle(at: SyncDraft['at']): string | null {
  const title = at.header[at.keyColumn];
  return typeof title === 'string' && title !== '' && !isFormula(title) ? title : null;
}

/** Ranges an answer may have; with more, rows between are read along. */
const MOST_RANGES = 200;

/** Ranges that hold the cells to be compared, in A1 notation. */
export function rangesOf(expected: readonly Expected[]): string[] {
  return expected.flatMap(({ title, column, keys, columns }) => [
    ...spansOf([...keys.keys()]).map(([from, to]) => a1(title, [from, to], [column, column + 1])),
    ...(columns ? [a1(title, [columns.row, columns.row + 1], [0, Math.max(...columns.places.values()) + 1])] : []),
  ]);
}

/** Rows as few runs as allowed: the widest gaps between them stay unread. */
function spansOf(rows: readonly number[]): [from: number, to: number][] {
  const sorted = rows.toSorted((a, b) => a - b);
  const gaps = sorted
    .slice(1)
    .map((row, index) => row - (sorted[index] ?? 0))
    .toSorted((a, b) => b - a);
  const widest = Math.max(1, gaps[MOST_RANGES - 1] ?? 1);
  const spans: [number, number][] = [];
  for (const row of sorted) {
    const current = spans.at(-1);
    if (current && row - current[1] < widest) current[1] = row + 1;
    else spans.push([row, row + 1]);
  }
  return spans;
}

/** Whether the answer shows every key and column in its place: nobody moved any between our look and our write. */
export function isAsExpected(expected: readonly Expected[], { sheets }: Spreadsheet): boolean {
  return expected.every(({ sheetId, column, keys, columns }) => {
    const data = sheets.filter(({ properties }) => properties.sheetId === sheetId).flatMap((sheet) => sheet.data);
    const found = new Map(
      data
        .filter(({ startColumn }) => startColumn === column)
        .flatMap(({ startRow, rowData }) =>
          rowData.map(({ values }, offset) => [startRow + offset, values[0]?.effectiveValue?.stringValue] as const),
        ),
    );
    return isInPlace(columns, data) && [...keys].every(([row, key]) => found.get(row) === key);
  });
}

function isInPlace(columns: Expected['columns'], data: Parameters<typeof marksIn>[0]): boolean {
  if (columns === undefined) return true;
  const marks = new Map(marksIn(data, columns.report).columns.map(({ id, index }) => [index, id]));
  return [...columns.places].every(([id, place]) => marks.get(place) === id);
}
