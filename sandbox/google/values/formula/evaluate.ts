import { boundBox } from '../a1.ts';
import type { CellValue } from '../value.ts';
import type { Box } from '../a1.ts';
import type { FormulaContext } from './context.ts';
import { functions } from './functions/index.ts';
import { Arguments } from './arguments.ts';
import { type Area, compareValues, fail, FormulaError, type Operand, scalarOf, toNumber, toText } from './operand.ts';
import { type Expression, parseFormula } from './parse.ts';
import { boxOf, shownTitle } from './reference.ts';

function areaOf(title: string | undefined, box: Box, context: FormulaContext): Area {
  const size = context.size(title);
  if (!size) return fail('REF', `Unresolved sheet name '${shownTitle(title ?? '')}'.`);
  const bounds = boundBox(box, size.rows, size.columns);
  const { startRowIndex: row, startColumnIndex: column } = bounds;
  return {
    kind: 'area',
    rows: bounds.endRowIndex - row,
    columns: bounds.endColumnIndex - column,
    row,
    column,
    at: (rowOffset, columnOffset) => context.cell(title, row + rowOffset, column + columnOffset),
  };
}

function arrayOf(rows: readonly (readonly Expression[])[], context: FormulaContext): Area {
  const values = rows.map((row) => row.map((part) => scalarOf(evaluate(part, context), context)));
  return {
    kind: 'area',
    rows: values.length,
    columns: values[0]?.length ?? 0,
    row: context.row,
    column: context.column,
    at: (row, column) => values[row]?.[column],
  };
}

const arithmetic: Readonly<Record<string, readonly [string, (a: number, b: number) => number]>> = {
  '+': ['ADD', (a, b) => a + b],
  '-': ['MINUS', (a, b) => a - b],
  '*': ['MULTIPLY', (a, b) => a * b],
  '^': ['POW', (a, b) => a ** b],
  '/': ['DIVIDE', (a, b) => (b === 0 ? fail('DIVIDE_BY_ZERO', 'Function DIVIDE parameter 2 cannot be zero.') : a / b)],
};

const comparison: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

function binary(sign: string, left: CellValue | undefined, right: CellValue | undefined): CellValue {
  if (sign === '&') return toText(left) + toText(right);
  const [name, compute] = arithmetic[sign] ?? [];
  if (name === undefined || compute === undefined) return comparison[sign]?.(compareValues(left, right)) ?? false;
  const result = compute(
    toNumber(left, `Function ${name} parameter 1`),
    toNumber(right, `Function ${name} parameter 2`),
  );
  return Number.isFinite(result) ? result : fail('NUM', `Function ${name} has no numeric result.`);
}

function unary(sign: string, operand: CellValue | undefined): CellValue | undefined {
  if (sign === '+') return operand;
  const number = toNumber(operand, sign === '-' ? 'Function UMINUS parameter 1' : 'Function UNARY_PERCENT parameter 1');
  return sign === '-' ? 0 - number : number / 100;
}

function call(name: string, args: readonly Expression[], context: FormulaContext): Operand {
  const definition = functions.get(name);
  if (!definition) return fail('NAME', `Unknown function: '${name}'.`);
  const [least, most] = definition.arity;
  if (args.length < least || args.length > most) {
    fail('N_A', `Wrong number of arguments to ${name}. Got ${args.length} arguments.`);
  }
  const thunks = args.map((arg) => () => evaluate(arg, context));
  return definition.run(new Arguments(name, thunks, context), context);
}

function namedArea(name: string, context: FormulaContext): Operand {
  const range = context.namedRange?.(name);
  if (!range) return fail('NAME', `Unknown range name: '${name.toUpperCase()}'.`);
  return areaOf(range.title, range.box, context);
}

function evaluate(tree: Expression, context: FormulaContext): Operand {
  const scalar = (part: Expression) => scalarOf(evaluate(part, context), context);
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'reference':
      return areaOf(tree.reference.title, boxOf(tree.reference), context);
    case 'name':
      return namedArea(tree.name, context);
    case 'call':
      return call(tree.name, tree.args, context);
    case 'binary':
      return binary(tree.sign, scalar(tree.left), scalar(tree.right));
    case 'unary':
      return unary(tree.sign, scalar(tree.operand));
    case 'array':
      return arrayOf(tree.rows, context);
  }
}

/**
 * The value of a formula that starts with `=`; `undefined` where it points at an empty cell. Never throws for what the
 * formula says: mistakes are error values.
 */
export function evaluateFormula(formula: string, context: FormulaContext): CellValue | undefined {
  const tree = parseFormula(formula);
  if (!tree) return { type: 'ERROR', message: 'Formula parse error.' };
  try {
    return scalarOf(evaluate(tree, context), context);
  } catch (error) {
    if (error instanceof FormulaError) return error.value;
    throw error;
  }
}

/** Address of a cell whose whole formula is `HYPERLINK(...)`. */
export function hyperlinkOf(formula: string, context: FormulaContext): string | undefined {
  const tree = parseFormula(formula);
  const address = tree?.kind === 'call' && tree.name === 'HYPERLINK' ? tree.args[0] : undefined;
  if (!address) return undefined;
  try {
    return toText(scalarOf(evaluate(address, context), context)) || undefined;
  } catch (error) {
    if (error instanceof FormulaError) return undefined;
    throw error;
  }
}
