import { invalid, unsupported } from '../api-error.ts';
import type { CellFormat } from '../schema.generated.ts';
import { boundFormula, unsupportedIn } from '../values/formula.ts';
import { userEntered } from '../values/user-entered.ts';
import { type Cell, cellOf, maxCellLength, type Scalar, withContent } from './cell.ts';
import type { Draft } from './draft.ts';
import { settle } from './follow-formulas.ts';
import { withLink, withNumberFormat } from './format.ts';

export type InputOption = 'RAW' | 'USER_ENTERED';

export type InputContext = { readonly option: InputOption; readonly draft: Draft };

/** Throws when a text is longer than a cell can hold. */
export function demandLength(text: string): void {
  if (text.length <= maxCellLength) return;
  throw invalid(`Your input contains more than the maximum of ${maxCellLength} characters in a single cell.`);
}

function demandComputable(formula: string): void {
  const [first] = unsupportedIn(formula);
  if (first !== undefined) throw unsupported(`The formula with ${first}`);
}

/** A formula as the draft keeps it. Throws when it is too long, and 501 when the sandbox cannot compute it. */
export function enteredFormula(draft: Draft, formula: string): string {
  demandLength(formula);
  demandComputable(formula);
  settle(draft);
  return boundFormula(formula, (title) => draft.book.byTitle(title) !== undefined);
}

type Entered = ReturnType<typeof userEntered>;

function literalOf(value: Exclude<Entered['value'], undefined | { formulaValue: string }>): Scalar {
  if ('numberValue' in value) return value.numberValue;
  return 'boolValue' in value ? value.boolValue : value.stringValue;
}

/** The cell after a text was put into it as typed by a person. */
export function typedInto(cell: Cell | undefined, text: string, context: InputContext): Cell | undefined {
  const isText = cell?.format?.numberFormat?.type === 'TEXT';
  const { draft } = context;
  const thisYear = new Date(draft.now).getUTCFullYear();
  const entered = userEntered(text, {
    locale: draft.book.locale,
    thisYear,
    format: isText ? { type: 'TEXT' } : undefined,
  });
  const value = entered.value;
  if (!value) return withContent(cell, undefined, undefined);
  const look = lookOf(cell?.format, entered);
  if (!('formulaValue' in value)) return cellOf(literalOf(value), undefined, look, cell?.extra);
  return cellOf(undefined, enteredFormula(draft, value.formulaValue), look, cell?.extra);
}

function lookOf(format: CellFormat | undefined, entered: Entered): CellFormat | undefined {
  const linked = entered.hyperlink === undefined ? format : withLink(format, entered.hyperlink);
  if (!entered.numberFormat || linked?.numberFormat) return linked;
  return withNumberFormat(linked, entered.numberFormat);
}

/** The cell after one JSON value of a values body was written to it. */
export function written(
  cell: Cell | undefined,
  value: string | number | boolean,
  context: InputContext,
): Cell | undefined {
  if (typeof value !== 'string') return withContent(cell, value, undefined);
  demandLength(value);
  if (context.option === 'USER_ENTERED') return typedInto(cell, value, context);
  return withContent(cell, value === '' ? undefined : value, undefined);
}
