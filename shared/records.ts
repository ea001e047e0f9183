import * as z from 'zod/mini';
import type { Column, ColumnType } from './columns.ts';
import { isCalendarDate, isInstant } from './dates.ts';
import { Money } from './money.ts';

/**
 * One value of a normalised row. Unknown is `null`, never 0 or "".
 * Instants are ISO 8601 in UTC with milliseconds, dates `YYYY-MM-DD`, money `{minor, currency}`, json compact JSON text.
 */
export type Value = string | number | boolean | null | Money;

/** One normalised record: column id -> value. Columns that are absent are blank. */
export type Row = Readonly<Record<string, Value>>;

type ValueOfType = {
  text: string;
  json: string;
  integer: number;
  number: number;
  boolean: boolean;
  money: Money;
  date: string;
  'date-time': string;
};

/** What a column of this type holds when it is not blank. */
export type ValueOf<Type extends ColumnType> = ValueOfType[Type];

/** Our words for states. `other` is a state we have no word for: the provider's own is in `providerStatus`. */
export const STATUSES = {
  tickets: [
    'valid',
    'reserved',
    'incomplete',
    'pending transfer',
    'deletion pending',
    'cancelled',
    'deleted',
    'failed',
    'other',
  ],
  orders: ['completed', 'pending', 'cancelled', 'refunded', 'expired', 'other'],
  transactions: ['completed', 'pending', 'reserved', 'cancelled', 'aborted', 'other'],
  events: ['published', 'draft', 'closed', 'other'],
} as const;

/** The wire form of a value. */
export const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), Money]);

const CHECKS: Record<ColumnType, (value: Value) => boolean> = {
  text: (value) => typeof value === 'string',
  json: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  money: (value) => typeof value === 'object' && value !== null && Number.isSafeInteger(value.minor),
  date: (value) => typeof value === 'string' && isCalendarDate(value),
  'date-time': (value) => typeof value === 'string' && isInstant(value),
};

/**
 * Checks a normalised row against the columns of its dataset.
 *
 * @returns the id of the first column whose value has the wrong type, or null when the row is fine.
 */
export function misfitOf(row: Row, columns: readonly Column[]): string | null {
  for (const column of columns) {
    const value = row[column.id] ?? null;
    if (value !== null && !CHECKS[column.type](value)) return column.id;
  }
  return null;
}
