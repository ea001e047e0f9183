import { type CellValue, isError } from '../../value.ts';
import type { Arguments, FunctionTable } from '../arguments.ts';
import { type Area, cellsOf, fail, sound } from '../operand.ts';
import { criterion } from './criterion.ts';

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

function mean(numbers: readonly number[], name: string): number {
  if (numbers.length > 0) return total(numbers) / numbers.length;
  return fail('DIVIDE_BY_ZERO', `Evaluation of function ${name} caused a divide by zero error.`);
}

function extreme(name: 'MIN' | 'MAX') {
  return (args: Arguments) => {
    const numbers = args.numbers();
    const better = (best: number, value: number) => (name === 'MIN' ? Math.min(best, value) : Math.max(best, value));
    return numbers.length === 0 ? 0 : numbers.reduce(better);
  };
}

function count(args: Arguments): number {
  let found = 0;
  for (const { value, direct } of args.values()) {
    if (typeof value === 'number' || (direct && typeof value === 'boolean')) found += 1;
  }
  return found;
}

function countFilled(args: Arguments, isFilled: (value: CellValue | undefined) => boolean): number {
  let found = 0;
  for (const { value } of args.values()) found += isFilled(value) ? 1 : 0;
  return found;
}

/** For each cell of the first block, whether the cells at the same place satisfy every pair of block and criterion. */
function matching(args: Arguments, from: number): boolean[] {
  const first = args.area(from);
  const kept = Array.from({ length: first.rows * first.columns }, () => true);
  for (let index = from; index + 1 < args.count; index += 2) {
    const area = args.area(index);
    if (area.rows !== first.rows || area.columns !== first.columns) {
      fail('VALUE', 'Array arguments are of different size.');
    }
    const test = criterion(args.scalar(index + 1));
    let place = 0;
    for (const value of cellsOf(area)) {
      if (!test(value)) kept[place] = false;
      place += 1;
    }
  }
  return kept;
}

function picked(area: Area, like: Area, kept: readonly boolean[]): number[] {
  const numbers: number[] = [];
  kept.forEach((isKept, place) => {
    if (!isKept) return;
    const value = sound(area.at(Math.floor(place / like.columns), place % like.columns));
    if (typeof value === 'number') numbers.push(value);
  });
  return numbers;
}

/** Numbers of `SUMIF(range, criterion, [values])`. */
function ifNumbers(args: Arguments): number[] {
  const range = args.area(0);
  const test = criterion(args.scalar(1));
  return picked(args.count > 2 ? args.area(2) : range, range, [...cellsOf(range)].map(test));
}

/** Numbers of `SUMIFS(values, range, criterion, ...)`. */
function ifsNumbers(args: Arguments): number[] {
  return picked(args.area(0), args.area(1), matching(args, 1));
}

function median(args: Arguments): number {
  const sorted = args.numbers().toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) return fail('NUM', 'MEDIAN has no valid input data.');
  return (low + high) / 2;
}

function ranked(direction: 1 | -1) {
  return (args: Arguments) => {
    const place = args.integer(1);
    const numbers = args.area(0);
    const values = [...cellsOf(numbers)].map(sound).filter((value) => typeof value === 'number');
    const found = values.toSorted((a, b) => direction * (a - b))[place - 1];
    return found ?? fail('NUM', `Function parameter 2 value ${place} is out of range.`);
  };
}

/** Counting and averages. */
export const statistics: FunctionTable = {
  COUNT: { arity: [1, Infinity], run: count },
  COUNTA: { arity: [1, Infinity], run: (args) => countFilled(args, (value) => value !== undefined) },
  COUNTBLANK: {
    arity: [1, Infinity],
    run: (args) => countFilled(args, (value) => value === undefined || value === ''),
  },
  COUNTIF: { arity: [2, 2], run: (args) => matching(args, 0).filter(Boolean).length },
  COUNTIFS: { arity: [2, Infinity], run: (args) => matching(args, 0).filter(Boolean).length },
  SUMIF: { arity: [2, 3], run: (args) => total(ifNumbers(args)) },
  SUMIFS: { arity: [3, Infinity], run: (args) => total(ifsNumbers(args)) },
  AVERAGEIF: { arity: [2, 3], run: (args) => mean(ifNumbers(args), 'AVERAGEIF') },
  AVERAGEIFS: { arity: [3, Infinity], run: (args) => mean(ifsNumbers(args), 'AVERAGEIFS') },
  AVERAGE: { arity: [1, Infinity], run: (args) => mean(args.numbers(), 'AVERAGE') },
  MEDIAN: { arity: [1, Infinity], run: median },
  MIN: { arity: [1, Infinity], run: extreme('MIN') },
  MAX: { arity: [1, Infinity], run: extreme('MAX') },
  LARGE: { arity: [2, 2], run: ranked(-1) },
  SMALL: { arity: [2, 2], run: ranked(1) },
  COUNTUNIQUE: {
    arity: [1, Infinity],
    run: (args) =>
      new Set([...args.values()].map(({ value }) => value).filter((value) => value !== undefined && !isError(value)))
        .size,
  },
};
