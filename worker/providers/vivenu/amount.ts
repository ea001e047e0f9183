import { z } from 'zod';
import { currencyDigits, NO_CURRENCY } from '../../../shared/money.ts';
import type { Value } from '../../../shared/records.ts';

/** An amount in whole units as a JSON number; one with more digits than a double holds arrives as its text. */
export const amount = z.union([z.number(), z.string().transform(Number)]).nullish();

/** How far a sum of floating-point numbers may be off, in the smallest unit. */
const TOLERANCE = 1e-6;

/**
 * An amount given in whole units.
 *
 * @throws RangeError naming the field when it is not a whole number of them.
 */
export function fromMajor(field: string, value: number | null | undefined, currency: string | null | undefined): Value {
  if (value === null || value === undefined) return null;
  const code = currency?.toUpperCase() || NO_CURRENCY;
  const exact = value * 10 ** currencyDigits(code);
  const minor = Math.round(exact);
  if (!Number.isSafeInteger(minor) || Math.abs(exact - minor) > TOLERANCE) {
    throw new RangeError(`${field}: no whole number of the smallest unit`);
  }
  return { minor: minor === 0 ? 0 : minor, currency: code };
}
