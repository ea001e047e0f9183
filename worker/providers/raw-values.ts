import { z } from 'zod';
import { isCalendarDate, toInstant } from '../../shared/dates.ts';
import { moneyFromDecimal, NO_CURRENCY, type Money } from '../../shared/money.ts';

/** Schemas for raw fields that may be absent or null; ids and numbers that come as either text or number are read as text. */
export const raw = {
  text: z.union([z.string(), z.number().transform(String)]).nullish(),
  flag: z.union([z.boolean(), z.stringbool()]).nullish(),
  count: z.number().int().nullish(),
  /** Anything at all: kept opaque and shown as compact JSON. */
  opaque: z.unknown().optional(),
};

type Text = string | null | undefined;

/** Text as it is; absent and empty are blank. */
export const toText = (text: Text): string | null => (text === undefined || text === '' ? null : text);

/**
 * An instant in our form.
 *
 * @throws RangeError naming the field when the text is no date-time.
 */
export function toDateTime(field: string, text: Text): string | null {
  if (text === null || text === undefined || text === '') return null;
  const instant = toInstant(text);
  if (instant === null) throw new RangeError(`${field}: no date-time`);
  return instant;
}

/**
 * A calendar day.
 *
 * @throws RangeError naming the field when the text is no day.
 */
export function toDate(field: string, text: Text): string | null {
  if (text === null || text === undefined || text === '') return null;
  const day = text.slice(0, 10);
  if (!isCalendarDate(day)) throw new RangeError(`${field}: no date`);
  return day;
}

/**
 * A decimal amount in major units with its currency.
 *
 * @throws RangeError naming the field when the text is no amount.
 */
export function toMoney(field: string, amount: Text, currency: Text): Money | null {
  if (amount === null || amount === undefined) return null;
  try {
    return moneyFromDecimal(amount, toText(currency) ?? NO_CURRENCY);
  } catch (cause) {
    if (cause instanceof RangeError) throw new RangeError(`${field}: ${cause.message}`, { cause });
    throw cause;
  }
}

/** Objects and lists as compact JSON; absent, null and empty ones are blank. */
export function toJson(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(value);
  return text === '{}' || text === '[]' ? null : text;
}
