import * as z from 'zod/mini';

/** An amount in the currency's smallest unit (cents, yen), with its ISO 4217 code in capitals. */
export const Money = z.object({ minor: z.number().check(z.int()), currency: z.string() });
export type Money = z.infer<typeof Money>;

/** ISO 4217 code of an amount whose currency nobody names. */
export const NO_CURRENCY = 'XXX';

const ZERO_DIGITS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const THREE_DIGITS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Digits after the decimal point of a currency (ISO 4217); 2 for codes that are not listed. */
export function currencyDigits(currency: string): number {
  if (ZERO_DIGITS.has(currency)) return 0;
  return THREE_DIGITS.has(currency) ? 3 : 2;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Reads a decimal amount in major units ("12.5", "85.00") exactly, without floating point.
 *
 * @returns null when the text is blank: unknown is blank, never 0.
 * @throws RangeError when the text is no decimal number, or has more digits than the currency allows.
 */
export function moneyFromDecimal(text: string, currency: string): Money | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = DECIMAL.exec(trimmed);
  if (!match) throw new RangeError('not a decimal amount');
  const [, sign = '', whole = '0', fraction = ''] = match;
  const code = currency.toUpperCase();
  const digits = currencyDigits(code);
  if (/[1-9]/.test(fraction.slice(digits))) throw new RangeError(`more than ${digits} decimals for ${code}`);
  const minor = Number(`${sign}${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) throw new RangeError('amount too large');
  return { minor: minor === 0 ? 0 : minor, currency: code };
}

/** The amount in major units, as the number a spreadsheet cell holds. */
export function moneyToNumber({ minor, currency }: Money): number {
  return Number(moneyToDecimal({ minor, currency }));
}

/** The amount in major units as exact decimal text: `{minor: 8500, currency: 'EUR'}` becomes "85.00". */
export function moneyToDecimal({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  if (digits === 0) return String(minor);
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
