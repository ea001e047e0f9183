import { a1 } from '../a1.ts';
import type { Spreadsheet } from '../answers.ts';

/** Which key must stand where once a write went through, in one column of one tab. */
export type Expected = {
  readonly sheetId: number;
  /** Title after the write. */
  readonly title: string;
  readonly column: number;
  readonly keys: ReadonlyMap<number, string>;
};

/** Ranges an answer may have; with more, rows between are read along. */
const MOST_RANGES = 200;

/** Ranges that hold the cells to be compared, in A1 notation. */
export function rangesOf(expected: readonly Expected[]): string[] {
  return expected.flatMap(({ title, column, keys }) =>
    spansOf([...keys.keys()]).map(([from, to]) => a1(title, [from, to], [column, column + 1])),
  );
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

/** Whether the answer shows every key in its place: nobody moved a row between our look and our write. */
export function isAsExpected(expected: readonly Expected[], { sheets }: Spreadsheet): boolean {
  return expected.every(({ sheetId, column, keys }) => {
    const data = sheets.filter(({ properties }) => properties.sheetId === sheetId).flatMap((sheet) => sheet.data);
    const found = new Map(
      data
        .filter(({ startColumn }) => startColumn === column)
        .flatMap(({ startRow, rowData }) =>
          rowData.map(({ values }, offset) => [startRow + offset, values[0]?.effectiveValue?.stringValue] as const),
        ),
    );
    return [...keys].every(([row, key]) => found.get(row) === key);
  });
}
