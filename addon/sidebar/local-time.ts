import { DAY_MS, serialIn } from '../../shared/dates.ts';

/** Milliseconds between day 0 of spreadsheet serial numbers and 1970. */
const EPOCH_MS = 25_569 * DAY_MS;

/** Stands for a date-time that is typed only in part, so that the form can say so instead of leaving it out. */
export const INCOMPLETE = 'incomplete';

/**
 * Reads what a date-time input holds ("2027-05-01T20:00") as wall clock of the zone.
 *
 * @returns the instant, or null when the text is no date-time. An hour that a clock change skips moves forward.
 */
export function instantOf(local: string, timeZone: string): string | null {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return null;
  const offsetAt = (time: number): number => wallOf(time, timeZone) - time;
  const guess = wall - offsetAt(wall);
  return new Date(wall - offsetAt(guess)).toISOString();
}

/** The instant as a date-time input of the zone holds it, to the minute; "" when it is none. */
export function localOf(instant: string, timeZone: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(wallOf(time, timeZone)).toISOString().slice(0, 16);
}

function wallOf(time: number, timeZone: string): number {
  return Math.round(serialIn(timeZone)(new Date(time).toISOString()) * DAY_MS) - EPOCH_MS;
}
