/** Times as people read them, in the zone of whoever is told. */
export type Clock = {
  readonly timeZone: string;
  /** "18:01"; with its day when that is not today: "Sat 21 Nov, 18:01". */
  time(at: Date): string;
  /** "Saturday, 21 November". */
  day(at: Date): string;
};

/** @throws RangeError when there is no such zone. */
export function clockIn(timeZone: string, now: Date): Clock {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  const long = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  const today = date.format(now);
  return {
    timeZone,
    time(at) {
      const day = date.format(at);
      return day === today ? hour.format(at) : `${day}, ${hour.format(at)}`;
    },
    day: (at) => long.format(at),
  };
}
