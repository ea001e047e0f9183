import type { Change, Scratch } from '../sheet/bench.ts';

type Content = string | number | boolean | null;
/** Rows and columns from 0, ends excluded. */
export type Place = readonly [top: number, bottom: number, left: number, right: number];

export const cellOf = (content: Content | { formula: string }) => {
  if (content === null) return {};
  if (typeof content === 'object') return { userEnteredValue: { formulaValue: content.formula } };
  if (typeof content === 'string') return { userEnteredValue: { stringValue: content } };
  if (typeof content === 'number') return { userEnteredValue: { numberValue: content } };
  return { userEnteredValue: { boolValue: content } };
};

export const range = ({ sheetId }: Pick<Scratch, 'sheetId'>, [top, bottom, left, right]: Place) => ({
  sheetId,
  startRowIndex: top,
  endRowIndex: bottom,
  startColumnIndex: left,
  endColumnIndex: right,
});

/** Writes typed cells from a corner. */
export function put(
  tab: Scratch,
  [row, column]: readonly [number, number],
  rows: readonly (readonly (Content | { formula: string })[])[],
): Change {
  const width = Math.max(...rows.map(({ length }) => length));
  const place = range(tab, [row, row + rows.length, column, column + width]);
  return {
    updateCells: { range: place, rows: rows.map((row) => ({ values: row.map(cellOf) })), fields: 'userEnteredValue' },
  };
}

export const paste = (from: object, to: object, pasteType: string): Change => ({
  copyPaste: { source: from, destination: to, pasteType },
});

export const insertRows = (
  { sheetId }: Scratch,
  startIndex: number,
  endIndex: number,
  inheritFromBefore = false,
): Change => ({
  insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex, endIndex }, inheritFromBefore },
});

export const deleteRows = ({ sheetId }: Scratch, startIndex: number, endIndex: number): Change => ({
  deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex, endIndex } },
});

const line = ({ sheetId }: Pick<Scratch, 'sheetId'>, dimension: 'ROWS' | 'COLUMNS', index: number) => ({
  dimensionRange: { sheetId, dimension, startIndex: index, endIndex: index + 1 },
});

export const KEY = 'willcall.doctor';

const markAt = (location: object, value: string, metadataId?: number): Change => ({
  createDeveloperMetadata: {
    developerMetadata: {
      ...(metadataId === undefined ? {} : { metadataId }),
      metadataKey: KEY,
      metadataValue: value,
      location,
      visibility: 'DOCUMENT',
    },
  },
});

export const markTab = ({ sheetId }: Scratch, value: string, id?: number) => markAt({ sheetId }, value, id);
export const markRow = (tab: Scratch, row: number, value: string) => markAt(line(tab, 'ROWS', row), value);
export const markColumn = (tab: Scratch, column: number, value: string) => markAt(line(tab, 'COLUMNS', column), value);

/** A filter over the first rows that hides those whose first cell is `hidden`. */
export const filter = (tab: Scratch, place: Place, hidden: string): Change => ({
  setBasicFilter: {
    filter: {
      range: range(tab, place),
      filterSpecs: [{ columnIndex: place[2], filterCriteria: { hiddenValues: [hidden] } }],
    },
  },
});
