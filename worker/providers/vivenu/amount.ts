import { z } from 'zod';
import { currencyDigits, NO_CURRENCY, type Money } from '../../../shared/money.ts';

/** A number; one with more digits than a double holds arrives as its text. */
export const number = z.union([z.number(), z.string().transform(Number)]).nullish();

/** How far a sum of floating-point numbers may be off, in the smallest unit. */
const TOLERANCE = 1e-6;

type Amount = number | null | undefined;
type Currency = string | null | undefined;

/**
 * An amount given in whole units.
 *
 * @throws RangeError naming the field when it is not a whole number of the smallest unit.
 */
export function fromMajor(field: string, value: Amount, currency: Currency): Money | null {
  if (value === null || value === undefined) return null;
  const rounded = roundedFromMajor(field, value, currency);
  if (rounded && Math.abs(inMinor(value, rounded.currency) - rounded.minor) <= TOLERANCE) return rounded;
  throw new RangeError(`${field}: no whole number of the smallest unit`);
}

/**
 * The same for shares of an amount (tax, a percentage), which come with more digits: to the nearest smallest unit.
 *
 * @throws RangeError naming the field when it is no number.
 */
export function roundedFromMajor(field: string, value: Amount, currency: Currency): Money | null {
  if (value === null || value === undefined) return null;
  const code = currency?.toUpperCase() || NO_CURRENCY;
  const minor = Math.round(inMinor(value, code));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${field}: no whole number of the smallest unit`);
  return { minor: minor === 0 ? 0 : minor, currency: code };
}

const inMinor = (value: number, currency: string) => value * 10 ** currencyDigits(currency);

/** So many times an amount. */
export const times = (money: Money | null, count: number | null | undefined): Money | null =>
  money && count !== null && count !== undefined ? { ...money, minor: money.minor * count } : null;

/** The sum; unknown when there is none, or one of them is. */
export function sum([first = null, ...rest]: readonly (Money | null)[]): Money | null {
  return rest.reduce((total, one) => total && one && { ...total, minor: total.minor + one.minor }, first);
}

/** The difference; unknown when one of them is. */
export const minus = (money: Money | null, other: Money | null): Money | null =>
  money && other && { ...money, minor: money.minor - other.minor };
