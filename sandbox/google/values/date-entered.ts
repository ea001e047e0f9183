import type { Locale } from './locale.ts';
import { serialOfDate } from './serial.ts';
import type { NumberFormat } from './value.ts';

/** A moment as typed: its serial number and the format Sheets gives the cell. */
export type EnteredDate = { serial: number; format: Required<NumberFormat> };

type Piece = { value: number; pattern: string };

const time = /^(\d{1,4}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:\s*(am|pm|a|p))?$/i;
const numeric = /^(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?$/;
const yearAtEnd = /^(.*?)(?:(,\s*|\s+|-)(\d{4}|\d{2}))?$/;

function century(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 30 ? 2000 + number : 1900 + number;
}

function dayOf(year: number, month: number, day: number, pattern: string): Piece | undefined {
  const value = serialOfDate(year, month, day);
  return value === undefined ? undefined : { value, pattern };
}

function coded(letter: 'd' | 'm', digits: string, padded: boolean): string {
  return padded && digits.length === 2 ? letter.repeat(2) : letter;
}

function yearFirst(parts: readonly string[], separator: string): Piece | undefined {
  const [year = '', month = '', day = ''] = parts;
  const padded = month.length === 2 && day.length === 2;
  const pattern = ['yyyy', coded('m', month, padded), coded('d', day, padded)].join(separator);
  return dayOf(Number(year), Number(month), Number(day), pattern);
}

type Numeric = { first: string; second: string; third: string | undefined; separator: string };

/** `9/27/2026`, `27.9.2026`, `9/27`: in the locale's order; the current year when none is given. */
function yearLast({ first, second, third, separator }: Numeric, locale: Locale, thisYear: number): Piece | undefined {
  const padded = first.startsWith('0') || second.startsWith('0');
  const isDayFirst = locale.dateOrder === 'dmy';
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  const [m, d] = [coded('m', month, padded), coded('d', day, padded)];
  const codes = isDayFirst ? [d, m] : [m, d];
  if (third === undefined) return dayOf(thisYear, Number(month), Number(day), codes.join(separator));
  codes.push(third.length > 2 ? 'yyyy' : 'yy');
  return dayOf(century(third), Number(month), Number(day), codes.join(separator));
}

function isYearLast({ first, third, separator }: Numeric, locale: Locale): boolean {
  const hasYear = third?.length === 2 || third?.length === 4;
  if (first.length > 2 || (third !== undefined && !hasYear)) return false;
  return separator !== '.' || (hasYear && locale.dateSeparator === '.');
}

function numericDate(text: string, locale: Locale, thisYear: number): Piece | undefined {
  const match = numeric.exec(text);
  if (!match) return undefined;
  const [, first = '', separator = '', second = '', third] = match;
  if (first.length === 4) return third === undefined ? undefined : yearFirst([first, second, third], separator);
  const parts = { first, second, third, separator };
  return isYearLast(parts, locale) ? yearLast(parts, locale, thisYear) : undefined;
}

function monthOf(word: string, locale: Locale): Piece | undefined {
  const name = word.toLowerCase().replace(/\.$/, '');
  const long = locale.months.long.indexOf(name);
  if (long >= 0) return { value: long + 1, pattern: 'mmmm' };
  const short = locale.months.short.indexOf(name);
  return short >= 0 ? { value: short + 1, pattern: 'mmm' } : undefined;
}

type Named = { month: Piece; day: string | undefined; pattern: string };

function namedDay(text: string, locale: Locale): Named | undefined {
  const [, before, separator = ' ', word = '', gap = ' ', after] =
    /^(?:(\d{1,2})([-\s]))?(\p{L}+\.?)(?:([-\s])(\d{1,2}))?$/u.exec(text) ?? [];
  const month = monthOf(word, locale);
  if (!month || (before !== undefined && after !== undefined)) return undefined;
  if (before !== undefined) return { month, day: before, pattern: `d${separator}${month.pattern}` };
  return { month, day: after, pattern: after === undefined ? month.pattern : `${month.pattern}${gap}d` };
}

function withYear(text: string, gap: string, year: string, locale: Locale): Piece | undefined {
  const named = namedDay(text, locale);
  if (!named) return undefined;
  const pattern = named.pattern + gap.trimEnd().padEnd(gap.length) + (year.length > 2 ? 'yyyy' : 'yy');
  return dayOf(century(year), named.month.value, Number(named.day ?? '1'), pattern);
}

/** `Jan 3`, `3 January 2026`, `3-Jan-2026`, `January 3, 2026`, `Jan 2026`. */
function namedDate(text: string, locale: Locale, thisYear: number): Piece | undefined {
  const whole = namedDay(text, locale);
  if (whole?.day !== undefined) return dayOf(thisYear, whole.month.value, Number(whole.day), whole.pattern);
  const [, start = '', gap = ' ', year] = yearAtEnd.exec(text) ?? [];
  return year === undefined ? undefined : withYear(start, gap, year, locale);
}

type Clock = { hours: number; minutes: number; second: string | undefined; fraction: string | undefined; half: string };

function clockOf(text: string): Clock | undefined {
  const match = time.exec(text);
  if (!match) return undefined;
  const [, hour, minute, second, fraction, half = ''] = match;
  return { hours: Number(hour), minutes: Number(minute), second, fraction, half: half.toLowerCase() };
}

function isClock({ hours, minutes, second, half }: Clock): boolean {
  if (minutes > 59 || Number(second ?? 0) > 59) return false;
  return half === '' || (hours >= 1 && hours <= 12);
}

/** Hours past the day make a duration, which always shows its seconds. */
function clockPattern({ hours, second, fraction, half }: Clock): string {
  const isDuration = hours > 23;
  const seconds = second === undefined && !isDuration ? '' : ':ss';
  return `${isDuration ? '[h]' : 'h'}:mm${seconds}${fraction === undefined ? '' : '.000'}${half === '' ? '' : ' am/pm'}`;
}

function clock(text: string): Piece | undefined {
  const read = clockOf(text);
  if (!read || !isClock(read)) return undefined;
  const afternoon = read.half.startsWith('p') ? 12 : 0;
  const hours = read.half === '' ? read.hours : (read.hours % 12) + afternoon;
  const seconds = Number(`${read.second ?? 0}.${read.fraction ?? 0}`);
  return { value: (hours * 3600 + read.minutes * 60 + seconds) / 86_400, pattern: clockPattern(read) };
}

function dateAndTime(text: string, locale: Locale, thisYear: number): EnteredDate | undefined {
  const at = /[\s,]+(?=\d{1,2}:)/.exec(text);
  if (!at) return undefined;
  const date = calendarDay(text.slice(0, at.index), locale, thisYear);
  const hours = clock(text.slice(at.index + at[0].length));
  if (!date || !hours || hours.value >= 1) return undefined;
  const half = hours.pattern.endsWith('am/pm') ? ' am/pm' : '';
  const fraction = hours.pattern.includes('.000') ? '.000' : '';
  const pattern = `${date.pattern} h:mm:ss${fraction}${half}`;
  return { serial: date.value + hours.value, format: { type: 'DATE_TIME', pattern } };
}

function calendarDay(text: string, locale: Locale, thisYear: number): Piece | undefined {
  return numericDate(text, locale, thisYear) ?? namedDate(text, locale, thisYear);
}

/**
 * A date, a time or both as typed into a cell. `thisYear` completes a day without a year.
 * `2026-09-27T10:30:15` is not among them: Sheets keeps it as text.
 */
export function dateEntered(text: string, locale: Locale, thisYear: number): EnteredDate | undefined {
  const day = calendarDay(text, locale, thisYear);
  if (day) return { serial: day.value, format: { type: 'DATE', pattern: day.pattern } };
  const hours = clock(text);
  if (hours) return { serial: hours.value, format: { type: 'TIME', pattern: hours.pattern } };
  return dateAndTime(text, locale, thisYear);
}
