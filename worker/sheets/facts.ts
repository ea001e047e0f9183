import { z } from 'zod';

/**
 * How Google Sheets behaves where its documents do not say so and we know another way. All are true as far as we know; `willcall doctor
 * --sheet ID` tries them, and the setting GOOGLE_SHEETS_FACTS says which are not. What else is assumed: docs/doctor.md.
 */
export const SheetsFacts = z.strictObject({
  /** False: lists are never prepared in a hidden tab, since pasting from it would change texts such as 0042. */
  pasteValuesKeepsText: z.boolean().default(true),
  /** False: the same, since rows that somebody's filter hides would be left out. */
  pasteFillsFilteredRows: z.boolean().default(true),
  /** False: what a write changed is read in a second call. */
  answerHoldsRanges: z.boolean().default(true),
  /** False: formulas people put beside a list are not filled down into new rows. */
  pasteFormulaMovesReferences: z.boolean().default(true),
  /** False: rows that are inserted get their number formats written. */
  insertedRowsTakeFormats: z.boolean().default(true),
  /** False: people are not warned before they edit, since the warning would keep us out. */
  warningsLetProgramsWrite: z.boolean().default(true),
});
export type SheetsFacts = Readonly<z.infer<typeof SheetsFacts>>;

/** Everything as it is assumed. */
export const ASSUMED: SheetsFacts = Object.freeze(SheetsFacts.parse({}));

/** Whether rows may be prepared in a hidden tab and pasted from there. */
export const mayPaste = ({ pasteValuesKeepsText, pasteFillsFilteredRows }: SheetsFacts): boolean =>
  pasteValuesKeepsText && pasteFillsFilteredRows;
