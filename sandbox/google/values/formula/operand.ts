import { automaticNumber } from '../display.ts';
import { userEntered } from '../user-entered.ts';
import { type CellValue, type ErrorType, type ErrorValue, isError } from '../value.ts';

/** A block of cells or of an array; cells are read when they are asked for. */
export type Area = {
  readonly kind: 'area';
  readonly rows: number;
  readonly columns: number;
  /** Place of the first cell on its tab, zero-based. */
  readonly row: number;
  readonly column: number;
  at(row: number, column: number): CellValue | undefined;
};

/** What a part of a formula evaluates to; `undefined` is an empty cell or a left-out argument. */
export type Operand = CellValue | Area | undefined;

/** An error while evaluating; becomes the value of the nearest function that catches it, or of the cell. */
export class FormulaError extends Error {
  readonly value: ErrorValue;

  constructor(value: ErrorValue) {
    super(value.message ?? value.type);
    this.value = value;
  }
}

/** Throws an error value with the text Sheets shows for it. */
export function fail(type: ErrorType, message: string): never {
  throw new FormulaError({ type, message });
}

/** Whether an operand is a block of cells. */
export function isArea(operand: Operand): operand is Area {
  return typeof operand === 'object' && 'kind' in operand;
}

/** The value itself; throws when it is an error. */
export function sound(value: CellValue | undefined): number | string | boolean | undefined {
  if (isError(value)) throw new FormulaError(value);
  return value;
}

/** All cells of a block, row by row. */
export function* cellsOf(area: Area): Generator<CellValue | undefined> {
  for (let row = 0; row < area.rows; row += 1) {
    for (let column = 0; column < area.columns; column += 1) yield area.at(row, column);
  }
}

function coerced(text: string): number | undefined {
  const value = userEntered(text).value;
  return value && 'numberValue' in value ? value.numberValue : undefined;
}

/** A number as arithmetic sees it: empty is 0, TRUE is 1, `"5"` is 5. Throws #VALUE! for other text. */
export function toNumber(value: CellValue | undefined, where = 'The function'): number {
  const plain = sound(value);
  if (typeof plain === 'number') return plain;
  if (typeof plain !== 'string') return plain === true ? 1 : 0;
  const number = coerced(plain);
  if (number !== undefined) return number;
  return fail('VALUE', `${where} expects number values. But '${plain}' is a text and cannot be coerced to a number.`);
}

/** A text as `&` sees it. */
export function toText(value: CellValue | undefined): string {
  const plain = sound(value);
  if (plain === undefined) return '';
  if (typeof plain === 'boolean') return plain ? 'TRUE' : 'FALSE';
  return typeof plain === 'number' ? automaticNumber(plain) : plain;
}

/** A condition: 0 and empty are false. Throws #VALUE! for text that is not TRUE or FALSE. */
export function toBoolean(value: CellValue | undefined): boolean {
  const plain = sound(value);
  if (typeof plain !== 'string') return plain === true || (typeof plain === 'number' && plain !== 0);
  if (/^(?:true|false)$/i.test(plain)) return plain.toLowerCase() === 'true';
  return fail(
    'VALUE',
    `The function expects boolean values. But '${plain}' is a text and cannot be coerced to a boolean.`,
  );
}

const ranks = { number: 0, string: 1, boolean: 2 } as const;

function alike(value: number | string | boolean | undefined, other: number | string | boolean | undefined) {
  if (value !== undefined) return typeof value === 'string' ? value.toLowerCase() : value;
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
}

/** Order of two values as in a sorted column: numbers, then text without regard to case, then booleans. */
export function compareValues(left: CellValue | undefined, right: CellValue | undefined): number {
  const [first, second] = [sound(left), sound(right)];
  const [a, b] = [alike(first, second), alike(second, first)];
  const rankOf = (value: number | string | boolean) =>
    typeof value === 'number' ? ranks.number : typeof value === 'string' ? ranks.string : ranks.boolean;
  if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  return a < b ? -1 : Number(a > b);
}

function isBelow(index: number, count: number): boolean {
  return index >= 0 && index < count;
}

/** A block where one value is wanted: its only cell, or the one in the formula's own row or column. */
export function scalarOf(operand: Operand, { row, column }: { row: number; column: number }): CellValue | undefined {
  if (!isArea(operand)) return operand;
  if (operand.rows < 1 || operand.columns < 1) return fail('REF', 'Reference does not exist.');
  const across = operand.columns === 1 ? 0 : column - operand.column;
  const down = operand.rows === 1 ? 0 : row - operand.row;
  const isLine = operand.rows === 1 || operand.columns === 1;
  if (isLine && isBelow(across, operand.columns) && isBelow(down, operand.rows)) return operand.at(down, across);
  return fail('VALUE', 'An array value could not be found.');
}
