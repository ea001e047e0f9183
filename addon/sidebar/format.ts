import type { ColumnType } from '../../shared/columns.ts';
import { moneyToNumber, type Money } from '../../shared/money.ts';
import type { Counted } from './languages/counted.ts';
import type { Value } from '../../shared/records.ts';

/** Numbers, dates and cells as the spreadsheet's locale and time zone show them. */
export type Format = {
  /** CLDR name of the zone that dates are shown in. */
  timeZone: string;
  count: (value: number) => Counted;
  /** Whole percents of a share between 0 and 1. */
  percent: (share: number) => string;
  /** Date and time of an instant. */
  moment: (instant: string) => string;
  /** The day of an instant. */
  day: (instant: string) => string;
  /** Time of an instant, with its date unless that is today's. @param now milliseconds since 1970. */
  since: (instant: string, now: number) => string;
  /** A time of day. @param time such as "07:15". */
  clock: (time: string) => string;
  /** A cell of the preview; unknown is "". */
  cell: (value: Value, type: ColumnType, flags: { yes: string; no: string }) => string;
};

const TIME = /^\d\d:\d\d$/;

/** @param locale as Google writes it, such as "en_GB". Locales and zones this browser does not know fall back to en and UTC. */
export function createFormat(locale: string, timeZone: string): Format {
  const place = placeOf(locale, timeZone);
  const number = new Intl.NumberFormat(place.locale, { maximumFractionDigits: 10 });
  const percent = new Intl.NumberFormat(place.locale, { style: 'percent', maximumFractionDigits: 0 });
  const zone = { timeZone: place.timeZone };
  const moment = new Intl.DateTimeFormat(place.locale, { dateStyle: 'medium', timeStyle: 'short', ...zone });
  const day = new Intl.DateTimeFormat(place.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(place.locale, { timeStyle: 'short', ...zone });
  const date = new Intl.DateTimeFormat(place.locale, { dateStyle: 'medium', ...zone });
  const clock = new Intl.DateTimeFormat(place.locale, { timeStyle: 'short', timeZone: 'UTC' });
  const at = (instant: string): string => shown(moment, instant);
  return {
    timeZone: place.timeZone,
    count: (value) => ({ count: value, text: number.format(value) }),
    percent: (share) => percent.format(share),
    moment: at,
    day: (instant) => shown(date, instant),
    since: (instant, now) => {
      const isToday = shown(date, instant) === date.format(now);
      return isToday ? shown(time, instant) : at(instant);
    },
    clock: (of) => (TIME.test(of) ? shown(clock, `1970-01-01T${of}:00Z`) : of),
    cell: (value, type, { yes, no }) => {
      if (value === null) return '';
      if (typeof value === 'boolean') return value ? yes : no;
      if (typeof value === 'object') return moneyText(place.locale, value);
      if (typeof value === 'number') return number.format(value);
      if (type === 'date-time') return at(value);
      return type === 'date' ? shown(day, value) : value;
    },
  };
}

function placeOf(locale: string, timeZone: string): { locale: string; timeZone: string } {
  const tag = locale.replaceAll('_', '-');
  const isKnown = (check: () => unknown): boolean => {
    try {
      check();
      return true;
    } catch {
      return false;
    }
  };
  return {
    locale: isKnown(() => new Intl.NumberFormat(tag)) ? tag : 'en',
    timeZone: isKnown(() => new Intl.DateTimeFormat('en', { timeZone })) ? timeZone : 'UTC',
  };
}

function shown(format: Intl.DateTimeFormat, text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : format.format(time);
}

function moneyText(locale: string, money: Money): string {
  const amount = moneyToNumber(money);
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(amount);
  } catch {
    return `${amount} ${money.currency}`;
  }
}
