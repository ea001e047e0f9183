import type { FormulaFunction } from '../arguments.ts';
import { dates } from './dates.ts';
import { logic } from './logic.ts';
import { lookup } from './lookup.ts';
import { math } from './math.ts';
import { statistics } from './statistics.ts';
import { text } from './text.ts';

/** Every function the sandbox computes. */
export const functions: ReadonlyMap<string, FormulaFunction> = new Map(
  Object.entries({ ...math, ...statistics, ...logic, ...text, ...dates, ...lookup }),
);
