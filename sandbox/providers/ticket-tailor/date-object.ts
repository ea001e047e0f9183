import { TIMEZONE } from './catalogue.ts';

/** An instant as this vendor writes those of events. */
export type DateObject = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly formatted: string;
  /** With offset. */
  readonly iso: string;
  /** `HH:MM` */
  readonly time: string;
  /** The offset at that moment, such as `+02:00`. */
  readonly timezone: string;
  /** Seconds since 1970. */
  readonly unix: number;
};

const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: TIMEZONE, dateStyle: 'short', timeStyle: 'medium' });
const offset = new Intl.DateTimeFormat('en-GB', { timeZone: TIMEZONE, timeZoneName: 'longOffset' });
const formatted = new Intl.DateTimeFormat('en-GB', { timeZone: TIMEZONE, dateStyle: 'full', timeStyle: 'short' });

const known = new Map<number, DateObject>();

/** @param at milliseconds since 1970 */
export function dateObject(at: number): DateObject {
  const object = known.get(at) ?? newDateObject(at);
  known.set(at, object);
  return object;
}

function newDateObject(at: number): DateObject {
  const [date = '', clock = ''] = parts.format(at).split(' ');
  const timezone = offsetAt(at);
  return {
    date,
    formatted: formatted.format(at),
    iso: `${date}T${clock}${timezone}`,
    time: clock.slice(0, 5),
    timezone,
    unix: Math.floor(at / 1000),
  };
}

function offsetAt(at: number): string {
  const name = offset.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
}
