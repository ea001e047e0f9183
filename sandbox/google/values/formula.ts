/** Formulas: what they compute, what they point at, and how they read after the grid has changed. */
import type { ErrorValue } from './value.ts';
import type { FormulaContext } from './formula/context.ts';
import { evaluateFormula, hyperlinkOf } from './formula/evaluate.ts';
import { isOnlyGoogles } from './formula/known-functions.ts';
import { parseFormula } from './formula/parse.ts';
import {
  boxOf,
  type CellReference,
  lostReference,
  mayBeLost,
  printReference,
  shiftReference,
  shownTitle,
} from './formula/reference.ts';
import { tokensOf } from './formula/tokens.ts';

export { inheritedFormat } from './formula/inherited-format.ts';
export { boxOf, evaluateFormula, hyperlinkOf, lostReference, printReference, shiftReference };
export type { CellReference, FormulaContext };
export type { Corner } from './formula/reference.ts';

/** A reference with its place in the formula's text: `formula.slice(start, end)`. */
export type PlacedReference = CellReference & { readonly start: number; readonly end: number };

/** What a cell holds that depends on itself. */
export const circular: ErrorValue = {
  type: 'REF',
  message: 'Circular dependency detected. To resolve with iterative calculation, see File > Settings.',
};

/** Every reference of a formula, from left to right. Text inside quotes (`INDIRECT("A1")`) is none. */
export function references(formula: string): readonly PlacedReference[] {
  return tokensOf(formula).tokens.flatMap((token) =>
    token.kind === 'reference' ? [{ ...token.value, start: token.start, end: token.end }] : [],
  );
}

/**
 * The formula with its references replaced. `change` returns the new reference, the same one to leave its text as it is,
 * or `undefined` when nothing is left of it, which is written as `#REF!`.
 */
export function rewriteReferences(
  formula: string,
  change: (reference: CellReference) => CellReference | undefined,
): string {
  let rewritten = '';
  let done = 0;
  for (const token of tokensOf(formula).tokens) {
    if (token.kind !== 'reference') continue;
    const next = change(token.value);
    if (next === token.value) continue;
    rewritten += formula.slice(done, token.start) + (next ? printReference(next) : '#REF!');
    done = token.end;
  }
  return rewritten + formula.slice(done);
}

/** A formula as it is stored: references to tabs that do not exist are lost for good, until the formula is written anew. */
export function boundFormula(formula: string, isTab: (title: string) => boolean): string {
  if (!formula.includes('!')) return formula;
  return rewriteReferences(formula, (reference) =>
    reference.title === undefined || isTab(reference.title) ? reference : lostReference(reference),
  );
}

/** A stored formula as people read it. */
export function shownFormula(formula: string): string {
  if (!mayBeLost(formula)) return formula;
  return rewriteReferences(formula, (reference) => {
    const title = reference.title && shownTitle(reference.title);
    return title === undefined || title === reference.title ? reference : { ...reference, title };
  });
}

/** The formula as it reads when copied this many rows down and columns right. */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  return rewriteReferences(formula, (reference) => shiftReference(reference, rows, columns));
}

/** What Google computes in this formula and the sandbox does not: refuse it with 501 when the list is not empty. */
export function unsupportedIn(formula: string): readonly string[] {
  const names = tokensOf(formula).tokens.flatMap((token) =>
    token.kind === 'function' && isOnlyGoogles(token.value) ? [token.value] : [],
  );
  const spills = parseFormula(formula)?.kind === 'array' ? ['an array as the result'] : [];
  return [...new Set([...names, ...spills])];
}
