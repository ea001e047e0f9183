import type { CellContent, SheetRequest } from './requests.ts';
import { adjacent } from './runs.ts';

/** Cells, as entered, of a list's header row and of its first data row, by column of the tab. */
export type Pattern = { readonly header: readonly CellContent[]; readonly first: readonly CellContent[] };

/** The same, without formulas: other cells still tell which columns belong to the list. */
export const withoutFormulas = (first: readonly CellContent[]): CellContent[] =>
  first.map((cell) => (isFillable(cell) ? String(cell).replace(/^=/, '') || ' ' : cell));

/** A list and what stands beside it. `managed`: its columns that are ours. */
export type Surroundings = Pattern & { readonly managed: readonly number[] };

type Rows = { readonly sheetId: number; readonly first: number; readonly rows: readonly [from: number, to: number] };

/**
 * Columns of the user that belong to the list: between ours, and next to them without a gap, each with a header or a value in the
 * first data row.
 */
export function columnsBeside({ managed, header, first }: Surroundings): number[] {
  const ours = new Set(managed);
  const isUsed = (column: number) => isFilled(header[column]) || isFilled(first[column]);
  const [left, right] = [Math.min(...managed), Math.max(...managed)];
  const beside: number[] = [];
  for (let column = left - 1; column >= 0 && isUsed(column); column--) beside.unshift(column);
  for (let column = left; column < right; column++) if (!ours.has(column) && isUsed(column)) beside.push(column);
  for (let column = right + 1; isUsed(column); column++) beside.push(column);
  return beside;
}

function isFilled(cell: CellContent | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

/**
 * Brings to new rows what people put beside and around the list: their formulas of the first data row, filled down as by hand, and
 * the data validation of all columns. A formula that spills fills its column by itself.
 */
export function fillDown({ sheetId, first, rows }: Rows, around: Surroundings): SheetRequest[] {
  if (rows[0] >= rows[1]) return [];
  const beside = columnsBeside(around);
  const formulas = beside.filter((column) => isFillable(around.first[column]));
  const all = [...around.managed, ...beside].toSorted((a, b) => a - b);
  const pastes = [
    ...adjacent(formulas).map((run) => ({ ...run, pasteType: 'PASTE_FORMULA' as const })),
    ...adjacent(all).map((run) => ({ ...run, pasteType: 'PASTE_DATA_VALIDATION' as const })),
  ];
  return pastes.map(({ from, to, at, pasteType }) => {
    const columns = { startColumnIndex: at, endColumnIndex: at + to - from };
    const source = { sheetId, startRowIndex: first, endRowIndex: first + 1, ...columns };
    const destination = { sheetId, startRowIndex: rows[0], endRowIndex: rows[1], ...columns };
    return { copyPaste: { source, destination, pasteType } };
  });
}

/** Functions whose result takes more rows than the cell they are in. */
const SPILLING =
  /\b(?:ARRAYFORMULA|FILTER|QUERY|SORT|SORTN|UNIQUE|SEQUENCE|MAP|BYROW|BYCOL|SCAN|MAKEARRAY|RANDARRAY|TRANSPOSE|FLATTEN|TOCOL|TOROW|VSTACK|HSTACK|WRAPROWS|WRAPCOLS|CHOOSECOLS|CHOOSEROWS|EXPAND|ARRAY_CONSTRAIN|FREQUENCY|MMULT|IMPORTRANGE|IMPORTDATA|IMPORTHTML|IMPORTXML|IMPORTFEED|GOOGLEFINANCE)\s*\(/i;
/** Functions that hand on what they are given; others, such as SUM or JOIN, make one value of it. */
const HANDS_ON = /^(?:IF|IFS|IFERROR|IFNA|SWITCH|CHOOSE|LET|N|T)$/i;

/** Whether a cell holds a formula for its own row. */
export function isFillable(cell: CellContent | undefined): boolean {
  if (typeof cell !== 'string' || !cell.startsWith('=')) return false;
  const formula = cell
    .slice(1)
    .replaceAll(/"[^"]*"/g, '""')
    .trim();
  if (formula.startsWith('{')) return false;
  const outer = /^[+-]*([A-Z][A-Z0-9_.]*)\s*\(/i.exec(formula)?.[1];
  if (outer === undefined || HANDS_ON.test(outer)) return !SPILLING.test(formula);
  return !SPILLING.test(`${outer}(`);
}
