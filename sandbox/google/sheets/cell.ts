import type { CellFormat, DataValidationRule, PivotTable, TextFormatRun } from '../schema.generated.ts';

export type Scalar = string | number | boolean;

/** The rarely used parts of a cell. */
export type CellExtra = {
  readonly note?: string | undefined;
  readonly dataValidation?: DataValidationRule | undefined;
  readonly textFormatRuns?: readonly TextFormatRun[] | undefined;
  readonly pivotTable?: PivotTable | undefined;
};

/** A cell never changes; writing replaces it. A blank cell without format, note or rule is `undefined` in its row. */
export type Cell = {
  /** The literal that was typed, absent for formulas and blanks. */
  readonly value: Scalar | undefined;
  /** Source text with its `=`. */
  readonly formula: string | undefined;
  readonly format: CellFormat | undefined;
  readonly extra: CellExtra | undefined;
};

/** Longest text a cell can hold, in UTF-16 units. */
export const maxCellLength = 50_000;

/** The cell, or `undefined` when nothing is in it. */
export function cellOf(
  value: Scalar | undefined,
  formula: string | undefined,
  format: CellFormat | undefined,
  extra: CellExtra | undefined,
): Cell | undefined {
  const kept = extra && Object.values(extra).some((part) => part !== undefined) ? extra : undefined;
  if (value === undefined && formula === undefined && format === undefined && kept === undefined) return undefined;
  return { value, formula, format, extra: kept };
}

/** The cell with other content, everything else kept. */
export function withContent(
  cell: Cell | undefined,
  value: Scalar | undefined,
  formula: string | undefined,
): Cell | undefined {
  return cellOf(value, formula, cell?.format, cell?.extra);
}

/** The cell with another format. */
export function withFormat(cell: Cell | undefined, format: CellFormat | undefined): Cell | undefined {
  return cellOf(cell?.value, cell?.formula, format, cell?.extra);
}

/** The cell with some rare parts replaced. */
export function withExtra(cell: Cell | undefined, change: CellExtra): Cell | undefined {
  return cellOf(cell?.value, cell?.formula, cell?.format, { ...cell?.extra, ...change });
}

/** Whether reads show anything: a typed value or a formula. */
export function hasContent(cell: Cell | undefined): cell is Cell {
  return cell !== undefined && (cell.value !== undefined || cell.formula !== undefined);
}

/** Whether the cell points at others, which it has to follow: a formula, a pivot table, a list of values in cells. */
export function isTied(cell: Cell): boolean {
  if (cell.formula !== undefined) return true;
  const { extra } = cell;
  return (
    extra !== undefined && (extra.pivotTable !== undefined || extra.dataValidation?.condition?.type === 'ONE_OF_RANGE')
  );
}
