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

/** `9/27/2026`, `27.9.2026`, `9/27`: in the locale's order; the current year when none is given. */
function yearLast(parts: readonly string[], separator: string, locale: Locale, thisYear: number): Piece | undefined {
  const dayFirst = locale.dateOrder === 'dmy';
  const [first = '', second = '', year] = parts;
  const padded = first.startsWith('0') || second.startsWith('0');
  const month = dayFirst ? second : first;
  const day = dayFirst ? first : second;
  const codes = [coded(dayFirst ? 'd' : 'm', first, padded), coded(dayFirst ? 'm' : 'd', second, padded)];
  if (year !== undefined) codes.push(year.length > 2 ? 'yyyy' : 'yy');
  return dayOf(year === undefined ? thisYear : century(year), Number(month), Number(day), codes.join(separator));
}

function numericDate(text: string, locale: Locale, thisYear: number): Piece | undefined {
  const [, first = '', separator = '', second = '', third] = numeric.exec(text) ?? [];
  if (first === '') return undefined;
  if (first.length === 4) return third === undefined ? undefined : yearFirst([first, second, third], separator);
  if (first.length === 3 || third?.length === 3 || third?.length === 1) return undefined;
  if (separator === '.' && (locale.dateSeparator !== '.' || third === undefined)) return undefined;
  return yearLast(third === undefined ? [first, second] : [first, second, third], separator, locale, thisYear);
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

/** `Jan 3`, `3 January 2026`, `3-Jan-2026`, `January 3, 2026`, `Jan 2026`. */
function namedDate(text: string, locale: Locale, thisYear: number): Piece | undefined {
  const whole = namedDay(text, locale);
  if (whole?.day !== undefined) return dayOf(thisYear, whole.month.value, Number(whole.day), whole.pattern);
  const [, start = '', gap = ' ', year] = yearAtEnd.exec(text) ?? [];
  const named = year === undefined ? undefined : namedDay(start, locale);
  if (!named || year === undefined) return undefined;
  const code = year.length > 2 ? 'yyyy' : 'yy';
  return dayOf(
    century(year),
    named.month.value,
    Number(named.day ?? '1'),
    named.pattern + gap.trimEnd().padEnd(gap.length) + code,
  );
}

function clockPattern(hours: number, second: string | undefined, fraction: string | undefined, half: string): string {
  const hour = hours > 23 ? '[h]' : 'h';
  const seconds = second === undefined && hours <= 23 ? '' : ':ss';
  return `${hour}:mm${seconds}${fraction === undefined ? '' : '.000'}${half}`;
}

function clock(text: string): Piece | undefined {
  const [, hour = '', minute = '', second, fraction, half] = time.exec(text) ?? [];
  const hours = Number(hour);
  if (hour === '' || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined;
  const shift = half === undefined ? hours : (hours % 12) + (/^p/i.test(half) ? 12 : 0);
  const seconds = shift * 3600 + Number(minute) * 60 + Number(`${second ?? 0}.${fraction ?? 0}`);
  return {
    value: seconds / 86_400,
    pattern: clockPattern(hours, second, fraction, half === undefined ? '' : ' am/pm'),
  };
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
