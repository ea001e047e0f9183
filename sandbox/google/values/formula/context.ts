import type { A1Range } from '../a1.ts';
import type { CellValue } from '../value.ts';

/** What a formula can see. */
export type FormulaContext = {
  /** Value of a cell; `title` is absent for the formula's own tab. Answers `circular` for a cell that is being evaluated. */
  cell: (title: string | undefined, row: number, column: number) => CellValue | undefined;
  /** Size of a tab's grid; `undefined` when there is no such tab (#REF!). */
  size: (title: string | undefined) => { rows: number; columns: number } | undefined;
  namedRange?: (name: string) => A1Range | undefined;
  /** Where the formula stands, zero-based. */
  row: number;
  column: number;
  /** The wall clock of the spreadsheet's time zone as a serial number. */
  now: number;
  /** `en_US` by default; for TEXT. */
  locale?: string;
};
