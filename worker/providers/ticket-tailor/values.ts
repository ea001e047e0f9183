import { z } from 'zod';
import { toInstant } from '../../../shared/dates.ts';
import { currencyDigits, NO_CURRENCY, type Money } from '../../../shared/money.ts';
import { raw } from '../raw-values.ts';

/** Seconds since 1970. */
export const unixSeconds = z.number().int().nullish();

/** An amount in the vendor's smallest unit. */
export const amount = z.number().int().nullish();

/** The vendor's date object; only the parts that say an instant are read. */
export const DateObject = z.object({ iso: raw.text, unix: unixSeconds }).nullish();

/** A record, with itself as it came: for columns that show a part of it as the vendor writes it. */
export const withOriginal = z.looseObject({}).transform((record) => ({ ...record, original: record }));

export const Original = z.record(z.string(), z.unknown());

export const CurrencyObject = z.object({ code: raw.text, base_multiplier: z.number().positive().nullish() }).nullish();
export type CurrencyObject = z.infer<typeof CurrencyObject>;

/** A single thing, asked for by its ID. */
const Single = z.looseObject({ id: z.string().min(1) });

/** The one record of an answer that is no list. */
export const singleOf = (body: unknown): readonly unknown[] => [Single.parse(body)];

/** An instant from seconds. */
export function fromUnix(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

/** An instant from a date object, whichever of its members says it. */
export function fromDateObject(date: z.infer<typeof DateObject>): string | null {
  return fromUnix(date?.unix) ?? (date?.iso ? toInstant(date.iso) : null);
}

/** Seconds of a moment, as the list filters take it; a part of a second is left out. */
export const toUnix = (moment: Date): string => String(Math.floor(moment.getTime() / 1000));

/** ISO 4217 code in capitals. */
export const codeOf = (currency: CurrencyObject): string | null => currency?.code?.toUpperCase() ?? null;

/**
 * An amount in the vendor's smallest unit. `base_multiplier` says how many of them a whole unit has, which need not be what the
 * currency's standard says.
 *
 * @throws RangeError naming the field when the amount has no exact value in the currency's smallest unit.
 */
export function toAmount(field: string, units: number | null | undefined, currency: CurrencyObject): Money | null {
  if (units === null || units === undefined) return null;
  const code = codeOf(currency) ?? NO_CURRENCY;
  const unit = 10 ** currencyDigits(code);
  const minor = (units * unit) / (currency?.base_multiplier ?? unit);
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${field}: no whole number of the smallest unit`);
  return { minor: minor === 0 ? 0 : minor, currency: code };
}
