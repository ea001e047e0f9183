import { dateEntered } from './date-entered.ts';
import { type Locale, localeOf } from './locale.ts';
import type { ExtendedValue, NumberFormat } from './value.ts';

/** What typing a text into a cell leaves there. */
export type Entered = {
  /** Absent when the text was empty: the cell is cleared. */
  value?: ExtendedValue;
  /** The format Sheets gives the cell by itself; it replaces an automatic format only. */
  numberFormat?: Required<NumberFormat>;
  /** The address the whole text is linked to, when it is one. */
  hyperlink?: string;
};

export type EnterOptions = {
  /** The spreadsheet's locale, `en_US` by default. */
  locale?: string;
  /** Completes a date typed without a year. */
  thisYear?: number;
  /** Format the cell has already: in a `TEXT` cell everything stays text. */
  format?: NumberFormat | undefined;
};

type Entry = { value: number; numberFormat?: Required<NumberFormat> };

type Plain = { value: number; grouped: boolean; decimals: number };

const decoration = /^([$€£¥₹])?\s*(.*?)\s*(%)?$/;
const negativeAmount = /^([$€£¥₹])-(.*)$/;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const numberPatterns = new Map<Locale, RegExp>();

function numberPattern(locale: Locale): RegExp {
  const known = numberPatterns.get(locale);
  if (known) return known;
  const group = /^\s$/.test(locale.group) ? '\\s' : escaped(locale.group);
  const pattern = new RegExp(`^(\\d{1,3}(?:${group}\\d{3})+|\\d*)(?:${escaped(locale.decimal)}(\\d*))?$`);
  numberPatterns.set(locale, pattern);
  return pattern;
}

/** `1,234.50` -> `1234.5`; grouped digits must stand in threes. */
function plainNumber(text: string, locale: Locale): Plain | undefined {
  const [, whole, fraction = ''] = numberPattern(locale).exec(text) ?? [];
  if (whole === undefined || whole + fraction === '') return undefined;
  const digits = whole.replaceAll(/\D/g, '');
  return { value: Number(`${digits || '0'}.${fraction || '0'}`), grouped: digits !== whole, decimals: fraction.length };
}

function scientific(text: string, locale: Locale): Entry | undefined {
  const [, mantissa = '', exponent = ''] = /^([^e]+)e([-+]?\d{1,3})$/i.exec(text) ?? [];
  const number = plainNumber(mantissa, locale);
  if (!number) return undefined;
  const value = Number(`${number.value}e${exponent}`);
  if (!Number.isFinite(value)) return undefined;
  return { value, numberFormat: { type: 'SCIENTIFIC', pattern: '0.00E+00' } };
}

function currencyFormat(symbol: string, decimals: number): Required<NumberFormat> {
  const sign = symbol === '$' ? '"$"' : `[$${symbol}]`;
  return { type: 'CURRENCY', pattern: `${sign}#,##0${decimals > 0 ? '.00' : ''}` };
}

function percentage({ value, decimals }: Plain): Entry {
  return { value: value / 100, numberFormat: { type: 'PERCENT', pattern: decimals > 0 ? '0.00%' : '0%' } };
}

function ungrouped({ value, grouped, decimals }: Plain): Entry {
  if (!grouped) return { value };
  return { value, numberFormat: { type: 'NUMBER', pattern: decimals > 0 ? '#,##0.00' : '#,##0' } };
}

function decorated(text: string, locale: Locale): Entry | undefined {
  const [, symbol, body = '', percent] = decoration.exec(text) ?? [];
  const number = plainNumber(body, locale);
  if (!number) return undefined;
  if (symbol === undefined) return percent === undefined ? ungrouped(number) : percentage(number);
  if (percent !== undefined) return undefined;
  return { value: number.value, numberFormat: currencyFormat(symbol, number.decimals) };
}

/** The sign in front, behind the currency (`$-5`) or as brackets (`(5)`); `undefined` for two of them. */
function signOf(text: string): { isNegative: boolean; rest: string } | undefined {
  const bracketed = /^\(([^-+].*)\)$/.exec(text)?.[1];
  if (bracketed !== undefined) return { isNegative: true, rest: bracketed };
  const [, sign, rest = ''] = /^([-+])?\s*(.*)$/s.exec(text) ?? [];
  const [, symbol, amount = ''] = negativeAmount.exec(rest) ?? [];
  if (symbol === undefined) return { isNegative: sign === '-', rest };
  return sign === undefined ? { isNegative: true, rest: symbol + amount } : undefined;
}

function numberEntered(text: string, locale: Locale): Entry | undefined {
  const signed = signOf(text);
  const entry = signed && (decorated(signed.rest, locale) ?? scientific(signed.rest, locale));
  if (!entry) return undefined;
  return { ...entry, value: signed.isNegative && entry.value !== 0 ? -entry.value : entry.value };
}

function textEntered(text: string): Entered {
  const isAddress = /^(?:https?:\/\/|www\.)[^\s.]+\.[^\s]+$/i.test(text);
  const hyperlink = text.startsWith('www.') ? `http://${text}` : text;
  return { value: { stringValue: text }, ...(isAddress ? { hyperlink } : {}) };
}

/** Numbers, percentages, amounts, dates and booleans; `undefined` when the text is only text. */
function typedValue(text: string, options: EnterOptions): Entered | undefined {
  if (/^(?:true|false)$/i.test(text)) return { value: { boolValue: text.toLowerCase() === 'true' } };
  // Numbers and dates have a digit; most texts have none and need no further look.
  if (!/\d/.test(text)) return undefined;
  const locale = localeOf(options.locale);
  const number = numberEntered(text, locale);
  if (number) return { ...number, value: { numberValue: number.value } };
  const date = dateEntered(text, locale, options.thisYear ?? new Date().getUTCFullYear());
  return date && { value: { numberValue: date.serial }, numberFormat: date.format };
}

/**
 * Reads a text as if somebody had typed it into the cell (`USER_ENTERED`, and CSV import): `"0042"` is 42, `"50%"` is
 * 0.5, `"=A1"` and `"+A1"` are formulas, a leading apostrophe forces text. RAW input does not come here.
 */
export function userEntered(text: string, options: EnterOptions = {}): Entered {
  if (text === '') return {};
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } };
  if (options.format?.type === 'TEXT') return { value: { stringValue: text } };
  if (/^=./s.test(text)) return { value: { formulaValue: text } };
  const typed = typedValue(text.trim(), options);
  if (typed) return typed;
  if (/^\+./s.test(text)) return { value: { formulaValue: `=${text}` } };
  return textEntered(text);
}
