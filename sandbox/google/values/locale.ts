/** How numbers and dates are written in a spreadsheet's locale, such as `en_US` or `fr_FR`. */
export type Locale = {
  /** BCP 47 tag, `en-US`. */
  tag: string;
  decimal: string;
  group: string;
  /** Order of the parts of a short date. */
  dateOrder: 'mdy' | 'dmy' | 'ymd';
  dateSeparator: string;
  /** Pattern of a short date, `m/d/yyyy`. */
  shortDate: string;
  /** Twelve names, long and short, lower case without full stops. */
  months: { long: readonly string[]; short: readonly string[] };
};

type Part = { type: string; value: string };

const known = new Map<string, Locale>();
const sample = new Date(Date.UTC(2001, 1, 3));

function partOf(parts: readonly Part[], type: string): string {
  return parts.find((part) => part.type === type)?.value ?? '';
}

function monthNames(tag: string, month: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(tag, { month, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, index) =>
    format
      .format(new Date(Date.UTC(2001, index, 1)))
      .toLowerCase()
      .replace(/\.$/, ''),
  );
}

function dateCode({ type, value }: Part): string {
  if (type === 'year') return 'yyyy';
  if (type === 'month' || type === 'day') return type.slice(0, 1).repeat(value.length);
  return value;
}

function orderOf(parts: readonly Part[]): Locale['dateOrder'] {
  const order = parts.map((part) => part.type.slice(0, 1)).filter((letter) => 'ymd'.includes(letter));
  if (order[0] === 'y') return 'ymd';
  return order[0] === 'm' ? 'mdy' : 'dmy';
}

function describe(tag: string): Locale {
  const number = new Intl.NumberFormat(tag).formatToParts(1_234_567.8);
  const date = new Intl.DateTimeFormat(tag, { timeZone: 'UTC' }).formatToParts(sample);
  return {
    tag,
    decimal: partOf(number, 'decimal'),
    group: partOf(number, 'group'),
    dateOrder: orderOf(date),
    dateSeparator: partOf(date, 'literal').trim(),
    shortDate: date.map(dateCode).join('').trim(),
    months: { long: monthNames(tag, 'long'), short: monthNames(tag, 'short') },
  };
}

/** The conventions of a spreadsheet locale (`en_US`, `fr_FR`, `pt`); those of `en_US` for one that is not known. */
export function localeOf(name = 'en_US'): Locale {
  const found = known.get(name);
  if (found) return found;
  const tag = name.replaceAll('_', '-');
  const locale = describe(isTag(tag) ? tag : 'en-US');
  known.set(name, locale);
  return locale;
}

function isTag(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
