/** Serial dates: days since 1899-12-30, the fraction is the time of day, without a time zone. */

const dayMs = 86_400_000;
const epochDays = 25_569;

/** The serial number of a calendar day (`month` 1-12), `undefined` when there is no such day. */
export function serialOfDate(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() / dayMs + epochDays;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow, and every formula that is computed asks for the time. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/**
 * The serial number of a wall-clock time in a time zone, of an instant in milliseconds since 1970. Throws `RangeError`
 * for a zone nobody knows.
 */
export function serialOfInstant(instant: number, timeZone: string): number {
  const parts = clockIn(timeZone).formatToParts(instant);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const day = serialOfDate(number('year'), number('month'), number('day')) ?? 0;
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  return day + ((number('hour') * 60 + number('minute')) * 60 + number('second') + milliseconds / 1000) / 86_400;
}

/** Calendar day of a serial number; `month` is 1-12. */
export function dateOfSerial(serial: number): { year: number; month: number; day: number } {
  const date = new Date((Math.floor(serial) - epochDays) * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
