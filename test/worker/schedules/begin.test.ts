import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import '../../helpers/same-courses.ts';
import type { Timing } from '../../../shared/schedules.ts';
import { beginningOf, beginOf, lateFromOf, nextTurn } from '../../../worker/schedules/begin.ts';
import type { Plan } from '../../../worker/schedules/next-due.ts';

const plan = (timing: Timing, timeZone = 'Europe/Zurich'): Plan => ({
  timing,
  timeZone,
  startDate: null,
  stopDate: null,
});
const from = (text: string) => new Date(text);
const daily = plan({ kind: 'daily', readyBy: '08:00' });
const often = plan({ kind: 'every', minutes: 5 });
const zones = ['Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kathmandu'];

describe('a report that is to be ready by a time', () => {
  it('begins so early that a refresh of the usual length, and a quarter more, is through by then', () => {
    const course = fc.record({
      minute: fc.integer({ min: 0, max: 1439 }),
      zone: fc.constantFrom(...zones),
      day: fc.integer({ min: 0, max: 365 }),
      expectedMs: fc.integer({ min: 1_000, max: 3_600_000 }),
      seed: fc.uuid(),
    });
    fc.assert(
      fc.property(course, ({ minute, zone, day, expectedMs, seed }) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const now = new Date(Date.UTC(2027, 0, 1) + day * 86_400_000);
        const turn = nextTurn(plan({ kind: 'daily', readyBy: time }, zone), { expectedMs, seed }, now, now);
        expect(turn && turn.begin.getTime() + expectedMs * 1.25).toBeLessThan(turn?.due.getTime() ?? 0);
        expect(turn && turn.begin > now).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('does not begin at the same moment as all others', () => {
    const due = from('2027-05-01T06:00Z');
    const begins = ['a', 'b', 'c', 'd'].map((seed) => beginOf(daily, due, { expectedMs: 60_000, seed }).getTime());
    expect(new Set(begins).size).toBe(4);
    for (const begin of begins) expect(due.getTime() - begin).toBeLessThan((75 + 30 + 120 + 2) * 1000);
  });

  it('that is scheduled too late for today begins tomorrow', () => {
    const now = from('2027-05-01T05:59:30Z');
    expect(nextTurn(daily, { expectedMs: 60_000, seed: 'a' }, now, now)?.due).toEqual(from('2027-05-02T06:00Z'));
  });
});

describe('an interval', () => {
  it('begins before its time, by at most a minute, always by the same', () => {
    const pace = { expectedMs: 20_000, seed: 'a' };
    const leads = ['2027-05-01T10:00Z', '2027-05-01T10:05Z'].map(
      (due) => Date.parse(due) - beginOf(often, from(due), pace).getTime(),
    );
    expect(leads[0]).toBe(leads[1]);
    expect(leads[0]).toBeLessThan(62_000);
    expect(leads[0]).toBeGreaterThanOrEqual(2_000);
  });
});

describe('a turn that has come', () => {
  const pace = { expectedMs: 20_000, seed: 'a' };
  const turn = { due: from('2027-05-01T10:00Z'), begin: from('2027-05-01T09:59:50Z') };

  it('is served by one run, and the next turn is the next time that is due', () => {
    const { serves, missed, next } = beginningOf(often, pace, turn, from('2027-05-01T09:59:50Z'));
    expect([serves, missed, next?.due]).toEqual([turn.due, 0, from('2027-05-01T10:05Z')]);
  });

  it('after downtime is served once for all that was missed', () => {
    const now = from('2027-05-01T12:02Z');
    const { serves, missed, next } = beginningOf(often, pace, turn, now);
    expect([serves, missed, next?.due]).toEqual([from('2027-05-01T12:00Z'), 25, from('2027-05-01T12:05Z')]);
  });

  it('after weeks of downtime is found as quickly, and counted to 100', () => {
    const now = from('2027-06-20T12:02Z');
    const { serves, missed, next } = beginningOf(often, pace, turn, now);
    expect([serves, missed, next?.due]).toEqual([now, 100, from('2027-06-20T12:05Z')]);
  });

  it('serves every promise exactly once, however late and irregular the clock ticks', () => {
    const course = fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(course, fc.constantFrom(...zones), (waits, zone) => {
        const one = plan({ kind: 'every', minutes: 15 }, zone);
        let now = from('2027-03-27T20:00Z').getTime();
        let next = nextTurn(one, pace, new Date(now), new Date(now));
        let served = 0;
        for (const wait of waits) {
          now += wait;
          if (!next || next.begin.getTime() > now) continue;
          const beginning = beginningOf(one, pace, next, new Date(now));
          expect(beginning.serves.getTime()).toBeGreaterThan(served);
          expect(beginning.serves.getTime()).toBeGreaterThanOrEqual(next.due.getTime());
          expect(beginning.next?.begin.getTime()).toBeGreaterThan(now);
          expect(beginning.next?.due.getTime()).toBeGreaterThan(beginning.serves.getTime());
          served = beginning.serves.getTime();
          ({ next } = beginning);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a list', () => {
  it('counts as late when two refreshes that were due have not come, and had time to', () => {
    expect(lateFromOf(often, from('2027-05-01T10:00Z'), 40_000)).toEqual(from('2027-05-01T10:10:40Z'));
    expect(lateFromOf(daily, from('2027-05-01T06:00Z'), 60_000)).toEqual(from('2027-05-03T06:01Z'));
  });

  it('is not late when nothing is due any more', () => {
    expect(lateFromOf({ ...daily, stopDate: '2027-05-01' }, from('2027-05-01T06:00Z'), null)).toBeNull();
  });
});
