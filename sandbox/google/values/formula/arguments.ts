import type { CellValue } from '../value.ts';
import type { FormulaContext } from './context.ts';
import {
  type Area,
  cellsOf,
  fail,
  FormulaError,
  isArea,
  type Operand,
  scalarOf,
  sound,
  toBoolean,
  toNumber,
  toText,
} from './operand.ts';

/** What a function of the sheet does. */
export type FormulaFunction = {
  /** Least and most number of arguments. */
  readonly arity: readonly [number, number];
  readonly run: (args: Arguments, context: FormulaContext) => Operand;
};

/** Functions by their upper-case names. */
export type FunctionTable = Readonly<Record<string, FormulaFunction>>;

/** The arguments of one call, evaluated when they are asked for; positions count from 0. */
export class Arguments {
  readonly #name: string;
  readonly #thunks: readonly (() => Operand)[];
  readonly #context: FormulaContext;

  constructor(name: string, thunks: readonly (() => Operand)[], context: FormulaContext) {
    this.#name = name;
    this.#thunks = thunks;
    this.#context = context;
  }

  get count(): number {
    return this.#thunks.length;
  }

  operand(index: number): Operand {
    return this.#thunks[index]?.();
  }

  scalar(index: number): CellValue | undefined {
    return scalarOf(this.operand(index), this.#context);
  }

  number(index: number, fallback?: number): number {
    const value = this.scalar(index);
    if (value === undefined && fallback !== undefined) return fallback;
    return toNumber(value, this.#where(index));
  }

  integer(index: number, fallback?: number): number {
    return Math.trunc(this.number(index, fallback));
  }

  text(index: number, fallback = ''): string {
    const value = this.scalar(index);
    return value === undefined ? fallback : toText(value);
  }

  boolean(index: number, fallback = false): boolean {
    const value = this.scalar(index);
    return value === undefined ? fallback : toBoolean(value);
  }

  /** A block of cells; a single value is a block of one. */
  area(index: number): Area {
    const operand = this.operand(index);
    if (isArea(operand)) return operand;
    return {
      kind: 'area',
      rows: 1,
      columns: 1,
      row: this.#context.row,
      column: this.#context.column,
      at: () => operand,
    };
  }

  /** A reference; throws #N/A for a value. */
  reference(index: number): Area {
    const operand = this.operand(index);
    return isArea(operand) ? operand : fail('N_A', 'Argument must be a range.');
  }

  /** The error an argument ends in, if it does. */
  error(index: number): FormulaError['value'] | undefined {
    try {
      sound(this.scalar(index));
      return undefined;
    } catch (error) {
      if (error instanceof FormulaError) return error.value;
      throw error;
    }
  }

  /** All values from a position on; `direct` tells a typed argument from a cell of a block. */
  *values(from = 0): Generator<{ value: CellValue | undefined; direct: boolean }> {
    for (let index = from; index < this.count; index += 1) {
      const operand = this.operand(index);
      if (!isArea(operand)) {
        yield { value: operand, direct: true };
        continue;
      }
      for (const value of cellsOf(operand)) yield { value, direct: false };
    }
  }

  /** Numbers as SUM sees them: text and booleans in cells are passed over, typed ones are converted or refused. */
  numbers(from = 0): number[] {
    const found: number[] = [];
    let index = from;
    for (const { value, direct } of this.values(from)) {
      index += direct ? 1 : 0;
      const plain = sound(value);
      if (typeof plain === 'number') found.push(plain);
      else if (direct && plain !== undefined) found.push(toNumber(plain, this.#where(index - 1)));
    }
    return found;
  }

  #where(index: number): string {
    return `Function ${this.#name} parameter ${index + 1}`;
  }
}
