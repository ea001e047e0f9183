import type { Context } from 'hono';
import { z } from 'zod';
import { readQuery } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { queryShape } from './calls.ts';
import type { VivenuState } from './state.ts';

/** A query that was read: texts, and numbers for moments and amounts. The checks look at a value only when it is asked for. */
export type Filter = {
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string) => number | undefined;
  /** Whether a value is in the list of words separated by commas; no list lets everything pass. */
  readonly lists: (name: string, value: () => unknown) => boolean;
  /** Whether a value is the wanted one. */
  readonly is: (name: string, value: () => unknown) => boolean;
  /** Whether a text contains the wanted one, whatever its case. */
  readonly contains: (name: string, value: () => unknown) => boolean;
  /** Whether a number holds against every comparison such as `updatedAt[$gte]`. */
  readonly within: (name: string, value: () => number) => boolean;
  /** Whether a moment is from `start` to `end`, both included. */
  readonly between: (start: string, end: string, value: () => number) => boolean;
};

const Values = z.record(z.string(), z.union([z.string(), z.number()]).optional());
type Values = z.infer<typeof Values>;

/** Reads the query of a call. @throws Refusal 400 for a wrong or (unless ignored) unknown parameter. */
export function filterOf(c: Context<SimulatorEnv>, state: VivenuState, path: string): Filter {
  const { unknownParameters } = state.switches();
  const refuse = (message: string) => new Refusal(400, message);
  return filter(Values.parse(readQuery(c.req.queries(), queryShape(path), { unknownParameters, refuse })));
}

function filter(values: Values): Filter {
  const text = (name: string) => textIn(values[name]);
  const number = (name: string) => numberIn(values[name]);
  const compared = Object.keys(values).flatMap((key) => {
    const [, name, operator = ''] = /^(\w+)\[(.*)\]$/.exec(key) ?? [];
    const [bound, holds] = [numberIn(values[key]), COMPARISONS[operator]];
    return bound === undefined || !holds ? [] : { name, holds: (value: number) => holds(value, bound) };
  });
  const check = (name: string, holds: (wanted: string) => boolean) => {
    const wanted = text(name);
    return wanted === undefined || holds(wanted);
  };
  return {
    text,
    number,
    lists: (name, value) => check(name, (wanted) => wanted.split(',').includes(String(value()))),
    is: (name, value) => check(name, (wanted) => wanted === value()),
    contains: (name, value) => check(name, (wanted) => contains(wanted, value())),
    within: (name, value) => compared.every((one) => one.name !== name || one.holds(value())),
    between: (start, end, value) => value() >= (number(start) ?? -Infinity) && value() <= (number(end) ?? Infinity),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function contains(wanted: string, value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase().includes(wanted.toLowerCase());
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  $gt: (value, bound) => value > bound,
  $gte: (value, bound) => value >= bound,
  $lt: (value, bound) => value < bound,
  $lte: (value, bound) => value <= bound,
  $eq: (value, bound) => value === bound,
  $ne: (value, bound) => value !== bound,
};
