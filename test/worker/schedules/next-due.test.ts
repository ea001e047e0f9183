import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import '../../helpers/same-courses.ts';
import type { OrdinaryTiming, Timing } from '../../../shared/schedules.ts';
import { dueAfter, duesBetween, missedIntervals, nextDueOf, type Plan } from '../../../worker/schedules/next-due.ts';
import { wallClock } from '../../../worker/schedules/wall-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ZONES = [
  'Europe/Zurich',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/St_Johns',
  'Antarctica/Troll',
] as const;

const plan = (timing: Timing, timeZone: string, dates: Partial<Plan> = {}): Plan => ({
  timing,
  timeZone,
  startDate: null,
  stopDate: null,
  ...dates,
});
const daily = (readyBy: string, timeZone: string) => plan({ kind: 'daily', readyBy }, timeZone);
const local = (zone: string, dues: readonly Date[]) =>
  dues.map((due) => {
    const { day, time } = wallClock(zone, due);
    return `${day.slice(5)} ${time}`;
  });
const from = (text: string) => new Date(text);

/** Days of the calendar that this zone has between two instants. */
function daysIn(zone: string, start: Date, end: Date): string[] {
  const days = new Set<string>();
  for (let at = start.getTime(); at < end.getTime(); at += HOUR_MS / 2) days.add(wallClock(zone, new Date(at)).day);
  return [...days];
}

describe('a daily time', () => {
  it('02:30 is due exactly once on both days on which clocks change', () => {
    const zurich = daily('02:30', 'Europe/Zurich');
    expect(local('Europe/Zurich', duesBetween(zurich, from('2027-03-27T00:00Z'), from('2027-03-29T22:00Z')))).toEqual([
      '03-27 02:30',
      '03-28 03:00',
      '03-29 02:30',
    ]);
    const autumn = duesBetween(zurich, from('2027-10-29T22:00Z'), from('2027-11-01T22:00Z'));
    expect(autumn.map((due) => due.toISOString())).toEqual([
      '2027-10-30T00:30:00.000Z',
      '2027-10-31T00:30:00.000Z',
      '2027-11-01T01:30:00.000Z',
    ]);
  });

  it('is due once on every day there is, in every zone, whatever clocks do', () => {
    const course = fc.record({
      zone: fc.constantFrom(...ZONES),
      // years with changes in all of them: São Paulo until 2019, Apia with a day that does not exist
      day: fc.integer({ min: 0, max: 12 * 365 }),
      minute: fc.integer({ min: 0, max: 1439 }),
    });
    fc.assert(
      fc.property(course, ({ zone, day, minute }) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const begin = new Date(Date.UTC(2010, 0, 1) + day * DAY_MS);
        const end = new Date(begin.getTime() + 8 * DAY_MS);
        const dues = duesBetween(daily(time, zone), begin, end).map((due) => wallClock(zone, due).day);
        const inner = daysIn(zone, begin, end).slice(1, -1);
        expect(dues.filter((one) => inner.includes(one))).toEqual(inner);
      }),
      { numRuns: 150 },
    );
  });

  it('02:30 is due once on each day around every change of clocks in these zones', () => {
    for (const zone of ZONES) {
      for (const change of changesOf(zone, 2010, 2028)) {
        const [begin, end] = [new Date(change.getTime() - 3 * DAY_MS), new Date(change.getTime() + 3 * DAY_MS)];
        const inner = daysIn(zone, begin, end).slice(1, -1);
        for (const time of ['00:00', '00:30', '01:45', '02:00', '02:15', '02:30', '03:00', '23:30']) {
          const days = duesBetween(daily(time, zone), begin, end).map((due) => wallClock(zone, due).day);
          expect([zone, time, days.filter((day) => inner.includes(day))]).toEqual([zone, time, inner]);
        }
      }
    }
  });
});

/** First instants after a change of clocks, to the half hour. */
function changesOf(zone: string, firstYear: number, endYear: number): Date[] {
  const changes: Date[] = [];
  const shown = (at: number) => wallClock(zone, new Date(at)).time;
  for (let at = Date.UTC(firstYear, 0, 1); at < Date.UTC(endYear, 0, 1); at += DAY_MS) {
    if (shown(at) !== shown(at + DAY_MS)) changes.push(new Date(at + DAY_MS));
  }
  return changes;
}

const clockTime = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const ordinary: fc.Arbitrary<OrdinaryTiming> = fc.oneof(
  fc.record({
    kind: fc.constant('every' as const),
    minutes: fc.constantFrom(5 as const, 15 as const, 60 as const),
    between: fc.option(fc.record({ from: clockTime, until: clockTime })),
  }),
  fc.record({ kind: fc.constant('daily' as const), readyBy: clockTime }),
  fc.record({
    kind: fc.constant('weekly' as const),
    days: fc.uniqueArray(fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), { minLength: 1 }),
    at: clockTime,
  }),
  fc.record({
    kind: fc.constant('cron' as const),
    expression: fc.constantFrom('30 2 * * *', '*/20 1-3 * * *', '15 2,14 * * 1-5', '0 0 1 * *', '7-9 2 * * *'),
  }),
);
const event: fc.Arbitrary<Timing> = fc.record({
  kind: fc.constant('event' as const),
  doors: fc
    .tuple(fc.integer({ min: 1, max: 28 }), clockTime)
    .map(([day, time]) => `2018-11-${String(day).padStart(2, '0')}T${time}`),
  fromMinutes: fc.integer({ min: -300, max: 0 }),
  untilMinutes: fc.integer({ min: 1, max: 400 }),
  everyMinutes: fc.constantFrom(1 as const, 5 as const, 15 as const, 60 as const),
  otherwise: fc.option<OrdinaryTiming | null>(ordinary, { nil: null }),
});

describe('any schedule', () => {
  it('is due at times that strictly increase, all within its first and last day', () => {
    const course = fc.record({
      timing: fc.oneof(ordinary, event),
      zone: fc.constantFrom(...ZONES),
      startDay: fc.option(fc.integer({ min: 1, max: 10 })),
      stopDay: fc.option(fc.integer({ min: 5, max: 28 })),
      hours: fc.integer({ min: 0, max: 400 }),
    });
    const date = (day: number | null) => (day === null ? null : `2018-11-${String(day).padStart(2, '0')}`);
    fc.assert(
      fc.property(course, ({ timing, zone, startDay, stopDay, hours }) => {
        const dates = { startDate: date(startDay), stopDate: date(stopDay) };
        const after = new Date(Date.UTC(2018, 10, 1) + hours * HOUR_MS);
        let before = after;
        for (let count = 0; count < 12; count++) {
          const due = nextDueOf(plan(timing, zone, dates), before);
          if (!due) break;
          expect(due.getTime()).toBeGreaterThan(before.getTime());
          const { day } = wallClock(zone, due);
          if (dates.startDate !== null) expect(day >= dates.startDate).toBe(true);
          if (dates.stopDate !== null) expect(day <= dates.stopDate).toBe(true);
          before = due;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is due at the same times, wherever one begins to ask', () => {
    fc.assert(
      fc.property(
        fc.oneof(ordinary, event),
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 5_000 }),
        (timing, zone, minutes) => {
          const begin = from('2018-11-03T00:00Z');
          const asked = new Date(begin.getTime() + minutes * 60_000);
          const next = nextDueOf(plan(timing, zone), asked);
          const all = duesBetween(plan(timing, zone), begin, new Date(asked.getTime() + 5 * DAY_MS), 10_000);
          const expected = all.find((due) => due > asked) ?? null;
          if (expected !== null) expect(next).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('an interval', () => {
  it('follows the wall clock, half and quarter zones too', () => {
    const hourly = plan({ kind: 'every', minutes: 60 }, 'Asia/Kathmandu');
    expect(local('Asia/Kathmandu', duesBetween(hourly, from('2027-01-01T00:00Z'), from('2027-01-01T02:30Z')))).toEqual([
      '01-01 06:00',
      '01-01 07:00',
      '01-01 08:00',
    ]);
  });

  it('goes on through an hour that comes twice, and through one that is skipped', () => {
    const often = plan({ kind: 'every', minutes: 15 }, 'Europe/Zurich');
    expect(duesBetween(often, from('2027-10-31T00:00Z'), from('2027-10-31T02:00Z'))).toHaveLength(8);
    expect(duesBetween(often, from('2027-03-28T00:00Z'), from('2027-03-28T02:00Z'))).toHaveLength(8);
  });

  it('between two times holds only then, both ends too, also over midnight', () => {
    const day = plan({ kind: 'every', minutes: 60, between: { from: '09:00', until: '11:00' } }, 'Europe/Zurich');
    expect(local('Europe/Zurich', duesBetween(day, from('2027-05-01T09:30Z'), from('2027-05-02T12:00Z')))).toEqual([
      '05-02 09:00',
      '05-02 10:00',
      '05-02 11:00',
    ]);
    const night = plan({ kind: 'every', minutes: 60, between: { from: '22:30', until: '01:00' } }, 'Europe/Zurich');
    expect(local('Europe/Zurich', duesBetween(night, from('2027-05-01T12:00Z'), from('2027-05-02T12:00Z')))).toEqual([
      '05-01 23:00',
      '05-02 00:00',
      '05-02 01:00',
    ]);
  });

  it('that no time between fits is never due', () => {
    const never = plan({ kind: 'every', minutes: 60, between: { from: '09:10', until: '09:50' } }, 'Europe/Zurich');
    expect(nextDueOf(never, from('2027-05-01T00:00Z'))).toBeNull();
  });
});

describe('around an event', () => {
  const doors = '2027-05-01T19:30';
  const gala: Timing = { kind: 'event', doors, fromMinutes: -120, untilMinutes: 360, everyMinutes: 1 };

  it('is due every minute from 2 h before the doors open to 6 h after, and then never again', () => {
    const dues = duesBetween(plan(gala, 'Europe/Zurich'), from('2027-04-01T00:00Z'), from('2027-06-01T00:00Z'));
    expect(dues).toHaveLength(8 * 60 + 1);
    const [first, last] = [dues[0] ?? null, dues.at(-1) ?? null];
    expect(first).toEqual(from('2027-05-01T15:30Z'));
    expect(last).toEqual(from('2027-05-01T23:30Z'));
    expect(last && nextDueOf(plan(gala, 'Europe/Zurich'), last)).toBeNull();
  });

  it('is refreshed otherwise on other days, and not twice at a time', () => {
    const both: Timing = { ...gala, everyMinutes: 60, otherwise: { kind: 'daily', readyBy: '18:00' } };
    const dues = duesBetween(plan(both, 'Europe/Zurich'), from('2027-04-30T00:00Z'), from('2027-05-03T00:00Z'));
    expect(local('Europe/Zurich', dues)).toEqual([
      '04-30 18:00',
      ...['17:30', '18:30', '19:30', '20:30', '21:30', '22:30', '23:30'].map((time) => `05-01 ${time}`),
      ...['00:30', '01:30'].map((time) => `05-02 ${time}`),
      '05-02 18:00',
    ]);
  });
});

describe('missed refreshes', () => {
  it('are counted from after a time to now', () => {
    const often = plan({ kind: 'every', minutes: 5 }, 'Europe/Zurich');
    expect(missedIntervals(often, from('2027-05-01T10:00Z'), from('2027-05-01T10:04:59Z'))).toBe(0);
    expect(missedIntervals(often, from('2027-05-01T10:00Z'), from('2027-05-01T10:10Z'))).toBe(2);
    expect(dueAfter(often, from('2027-05-01T10:00Z'), 2)).toEqual(from('2027-05-01T10:10Z'));
  });
});
