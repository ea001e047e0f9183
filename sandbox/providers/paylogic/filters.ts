import type { z } from 'zod';
import { text, timestamp, trueOrFalse } from '../parameters.ts';
import { decimal } from './parameters.ts';

/** What a filter looks at: all texts of an item, a moment or a number, or a flag. */
export type Field<T> =
  | { readonly kind: 'text'; readonly of: (item: T) => readonly string[] }
  | { readonly kind: 'moment' | 'number'; readonly of: (item: T) => number }
  | { readonly kind: 'flag'; readonly of: (item: T) => boolean };

export type Fields<T> = Readonly<Record<string, Field<T>>>;

type Holds = (value: number, wanted: number) => boolean;

const COMPARISONS: Readonly<Record<string, Holds>> = {
  '': (value, wanted) => value === wanted,
  __lt: (value, wanted) => value < wanted,
  __lte: (value, wanted) => value <= wanted,
  __gt: (value, wanted) => value > wanted,
  __gte: (value, wanted) => value >= wanted,
};

const TEXT_SUFFIXES = ['', '__startswith'];

/** The query parameters of these fields, each with the suffixes its kind allows; all optional. */
export function filterShape<T>(fields: Fields<T>): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, { kind }] of Object.entries(fields)) {
    if (kind === 'flag') shape[name] = trueOrFalse.optional();
    if (kind === 'text') for (const suffix of TEXT_SUFFIXES) shape[name + suffix] = text.optional();
    if (kind === 'flag' || kind === 'text') continue;
    for (const suffix of Object.keys(COMPARISONS)) {
      shape[name + suffix] = (kind === 'moment' ? timestamp : decimal).optional();
    }
  }
  return shape;
}

/** Whether an item passes all filters of a query that was read with `filterShape`. */
export function passes<T>(item: T, query: Readonly<Record<string, unknown>>, fields: Fields<T>): boolean {
  return Object.entries(query).every(([parameter, wanted]) => {
    const [name = '', operator] = parameter.split('__');
    const field = fields[name];
    if (!field || wanted === undefined) return true;
    if (field.kind === 'flag') return field.of(item) === wanted;
    if (field.kind === 'text') return matchesText(field.of(item), wanted, operator === 'startswith');
    return COMPARISONS[operator ? `__${operator}` : '']?.(field.of(item), Number(wanted)) ?? true;
  });
}

function matchesText(texts: readonly string[], wanted: unknown, fromStart: boolean): boolean {
  if (typeof wanted !== 'string') return false;
  return texts.some((one) => (fromStart ? one.startsWith(wanted) : one === wanted));
}
