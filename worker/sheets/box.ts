import type { GridRange } from './answers.ts';

/** A range of a tab; ends excluded. */
export function box(sheetId: number, rows: readonly [number, number], columns: readonly [number, number]): GridRange {
  return {
    sheetId,
    startRowIndex: rows[0],
    endRowIndex: rows[1],
    startColumnIndex: columns[0],
    endColumnIndex: columns[1],
  };
}
