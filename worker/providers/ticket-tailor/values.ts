import { z } from 'zod';
import { currencyDigits, NO_CURRENCY } from '../../../shared/money.ts';
import type { Value } from '../../../shared/records.ts';
import { raw } from '../raw-values.ts';

/** Seconds since 1970. */
export const unixSeconds = z.number().int().nullish();

/** The vendor's date object; only the parts that say an instant are needed. */
export const DateObject = z.object({ iso: raw.text, unix: unixSeconds }).nullish();

export const CurrencyObject = z
  .object({ code: z.string(), base_multiplier: z.number().positive().nullish() })
  .nullish();

/** An instant from seconds. */
export function fromUnix(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

export function fromDateObject(date: z.infer<typeof DateObject>): string | null {
  return fromUnix(date?.unix);
}

/** Seconds of a moment, as the list filters take it. */
export const toUnix = (moment: Date): string => String(Math.floor(moment.getTime() / 1000));

/**
 * An amount in the vendor's smallest unit. `base_multiplier` says how many of them a whole unit has, which need not be what the
 * currency's standard says.
 *
 * @throws RangeError naming the field when the amount has no exact value in the currency's smallest unit.
 */
export function toAmount(
  field: string,
  amount: number | null | undefined,
  currency: z.infer<typeof CurrencyObject>,
): Value {
  if (amount === null || amount === undefined) return null;
  const code = currency?.code.toUpperCase() ?? NO_CURRENCY;
  const unit = 10 ** currencyDigits(code);
  const minor = (amount * unit) / (currency?.base_multiplier ?? unit);
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${field}: no whole number of the smallest unit`);
  return { minor: minor === 0 ? 0 : minor, currency: code };
}
