import type { GridRange } from '../schema.generated.ts';

/** A range as printed: `sheetId` 0 is left out, other zeros stay. */
export function printRange(range: GridRange): GridRange {
  const { sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  return { sheetId: sheetId || undefined, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex };
}
