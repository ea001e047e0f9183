import type { NumberFormat } from '../value.ts';
import { type Expression, parseFormula } from './parse.ts';
import type { CellReference } from './reference.ts';

type FormatAt = (reference: CellReference) => NumberFormat | undefined;

const formatsOf: Readonly<Record<string, NumberFormat['type']>> = {
  TODAY: 'DATE',
  DATE: 'DATE',
  DATEVALUE: 'DATE',
  EDATE: 'DATE',
  EOMONTH: 'DATE',
  NOW: 'DATE_TIME',
  TIME: 'TIME',
};

const keepsFormat = new Set('SUM AVERAGE MIN MAX MEDIAN ROUND INDEX LARGE SMALL IFERROR'.split(' '));

function firstFormat(parts: readonly (Expression | undefined)[], formatAt: FormatAt): NumberFormat | undefined {
  for (const part of parts) {
    const found = part && formatIn(part, formatAt);
    if (found) return found;
  }
  return undefined;
}

function formatOfCall(name: string, args: readonly Expression[], formatAt: FormatAt): NumberFormat | undefined {
  const type = formatsOf[name];
  if (type !== undefined) return { type };
  if (name === 'IF') return firstFormat(args.slice(1), formatAt);
  return keepsFormat.has(name) ? firstFormat(args.slice(0, 1), formatAt) : undefined;
}

function formatIn(tree: Expression, formatAt: FormatAt): NumberFormat | undefined {
  switch (tree.kind) {
    case 'reference':
      return formatAt(tree.reference);
    case 'unary':
      return tree.sign === '%' ? { type: 'PERCENT' } : formatIn(tree.operand, formatAt);
    case 'binary':
      return '+-*/'.includes(tree.sign) ? firstFormat([tree.left, tree.right], formatAt) : undefined;
    case 'call':
      return formatOfCall(tree.name, tree.args, formatAt);
    default:
      return undefined;
  }
}

/**
 * The format a formula's cell takes over when it has none of its own: `TODAY()` shows a date, `A1+1` what `A1` shows.
 * `formatAt` gives the format of the first cell of a reference.
 */
export function inheritedFormat(formula: string, formatAt: FormatAt): NumberFormat | undefined {
  const tree = parseFormula(formula);
  return tree && formatIn(tree, formatAt);
}
