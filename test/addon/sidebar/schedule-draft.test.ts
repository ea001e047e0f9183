import { describe, expect, it } from 'vitest';
import { ScheduleInput, type Timing } from '../../../shared/schedules.ts';
import { createFormat } from '../../../addon/sidebar/format.ts';
import {
  newSchedule,
  scheduleDraftOf,
  scheduleErrors,
  scheduleInputOf,
  type ScheduleDraft,
} from '../../../addon/sidebar/schedule-draft.ts';
import { scheduleLine, timingSays } from '../../../addon/sidebar/schedule-says.ts';
import { scheduleOf } from '../fake-schedules.ts';

const format = createFormat('en_GB', 'Europe/Amsterdam');
const blank = newSchedule('Europe/Amsterdam');
const timings: Timing[] = [
  { kind: 'every', minutes: 15, between: { from: '09:00', until: '23:00' } },
  { kind: 'every', minutes: 60, between: null },
  { kind: 'daily', readyBy: '07:30' },
  { kind: 'weekly', days: ['mon', 'sat'], at: '18:00' },
  { kind: 'cron', expression: '30 6 * * 1-5' },
  { kind: 'event', doors: '2027-05-01T19:30', fromMinutes: -90, untilMinutes: 360, everyMinutes: 1, otherwise: null },
  {
    kind: 'event',
    doors: '2027-05-01T19:30',
    fromMinutes: -120,
    untilMinutes: 360,
    everyMinutes: 5,
    otherwise: { kind: 'daily', readyBy: '08:00' },
  },
];

describe('the form of a schedule', () => {
  it.each(timings)('gives back what is saved: %j', (timing) => {
    const input = { timing, timeZone: 'Europe/Zurich', startDate: '2027-01-01', stopDate: null, pauseAfter: 3 };
    const sent = scheduleInputOf(scheduleDraftOf(scheduleOf('r', input)));
    expect(sent).toEqual(input);
    expect(ScheduleInput.safeParse(sent).success).toBe(true);
  });

  it('is sound as it begins, whatever kind is chosen, but for the doors', () => {
    const kinds: ScheduleDraft['kind'][] = ['every', 'daily', 'weekly'];
    for (const kind of kinds) expect(scheduleErrors({ ...blank, kind })).toEqual({});
    expect(scheduleErrors({ ...blank, kind: 'event' })).toEqual({ doors: 'Say when the doors open.' });
  });

  it.each<[Partial<ScheduleDraft>, string]>([
    [{ kind: 'every', isBetween: true, from: '' }, 'between'],
    [{ kind: 'daily', readyBy: '' }, 'readyBy'],
    [{ kind: 'weekly', days: [] }, 'days'],
    [{ kind: 'event', doors: '2027-05-01T19:30', hoursBefore: NaN }, 'hoursBefore'],
    [{ kind: 'event', doors: '2027-05-01T19:30', hoursBefore: -7, hoursAfter: 6 }, 'hoursAfter'],
    [{ kind: 'event', doors: '2027-05-01T19:30', otherwise: 'daily', readyBy: '' }, 'readyBy'],
    [{ kind: 'daily', startDate: '2027-05-02', stopDate: '2027-05-01' }, 'stopDate'],
    [{ kind: 'daily', pauseAfter: 0 }, 'pauseAfter'],
  ])('names what is wrong in %j', (change, field) => {
    expect(Object.keys(scheduleErrors({ ...blank, ...change }))).toContain(field);
  });
});

describe('the line about a schedule', () => {
  const now = Date.parse('2027-05-01T12:00:00Z');
  const input: ScheduleInput = { timing: { kind: 'every', minutes: 15 }, timeZone: 'UTC' };

  it('says when it is next due', () => {
    expect(scheduleLine(scheduleOf('r', input), now, format)).toEqual({
      text: 'Every 15 minutes · next 14:15',
      tone: 'quiet',
    });
  });

  it('says that it stopped, that it is late, that it is over', () => {
    const because = { since: '', because: 'failures' } as const;
    expect(scheduleLine(scheduleOf('r', input, { paused: because, failures: 5 }), now, format).text).toBe(
      'Stopped refreshing by itself after 5 failures in a row',
    );
    const lateFrom = new Date(now - 1).toISOString();
    expect(scheduleLine(scheduleOf('r', input, { lateFrom }), now, format).tone).toBe('warning');
    expect(scheduleLine(scheduleOf('r', input, { nextDue: null }), now, format).text).toBe('Every 15 minutes · over');
  });

  it('says each kind of timing as people do', () => {
    expect(timings.map((timing) => timingSays(timing, format))).toEqual([
      'Every 15 minutes from 09:00 to 23:00',
      'Every hour',
      'Every day by 07:30',
      'Mon and Sat at 18:00',
      'At times a program set',
      'Around the event on 1 May 2027',
      'Around the event on 1 May 2027',
    ]);
    expect(timingSays({ kind: 'weekly', days: ['wed', 'mon', 'tue'], at: '08:00' }, format)).toBe('Mon–Wed at 08:00');
  });
});
