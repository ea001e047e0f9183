import { Cron } from 'croner';

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  FORMATS.set(timeZone, made);
  return made;
}

/** What calendar and clock show there at an instant: day "2027-05-01", time "08:00". */
export function wallClock(timeZone: string, at: Date): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = formatOf(timeZone).format(at).split(' ');
  return { day, time };
}

/**
 * The instant of a time of the wall clock; when clocks go back, the first of two; a time that clocks skip counts as if they had not
 * changed yet.
 *
 * @param local "2027-05-01T19:30"
 * @throws TypeError when it is no such time, or the zone is unknown.
 */
export function instantAt(timeZone: string, local: string): Date {
  const at = new Cron(`${local}:00`, { timezone: timeZone }).getOnce();
  if (!at) throw new TypeError(`${local} is no time of a day`);
  return at;
}
