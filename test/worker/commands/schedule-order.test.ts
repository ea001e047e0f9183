import { describe, expect, it } from 'vitest';
import { readFlags } from '../../../worker/commands/flags.ts';
import { readScheduleOrder, SCHEDULE_FLAGS } from '../../../worker/commands/schedule-order.ts';

const order = (...words: string[]) => readScheduleOrder(readFlags(['--report', 'Guests', ...words], SCHEDULE_FLAGS));
const REST = { timeZone: null, startDate: null, stopDate: null };

describe('the words of willcall schedule', () => {
  it('show, pause, resume, take away, or ask what is offered', () => {
    expect(order()).toBe('show');
    expect(order('--json')).toBe('show');
    expect(['pause', 'resume', 'off', 'offers'].map((deed) => order(`--${deed}`))).toEqual([
      'pause',
      'resume',
      'off',
      'offers',
    ]);
    expect(() => order('--pause', '--every', '5')).toThrow('--pause goes alone: leave --every out.');
    expect(() => order('--pause', '--resume')).toThrow('--pause goes alone');
  });

  it('say when', () => {
    expect(order('--every', '15')).toEqual({ timing: { kind: 'every', minutes: 15, between: null }, ...REST });
    expect(order('--every', '5', '--between', '09:00-18:00', '--zone', 'Europe/Zurich')).toEqual({
      ...REST,
      timing: { kind: 'every', minutes: 5, between: { from: '09:00', until: '18:00' } },
      timeZone: 'Europe/Zurich',
    });
    expect(order('--ready-by', '08:00', '--start', '2027-05-01', '--stop', '2027-05-31', '--pause-after', '3')).toEqual(
      {
        timing: { kind: 'daily', readyBy: '08:00' },
        timeZone: null,
        startDate: '2027-05-01',
        stopDate: '2027-05-31',
        pauseAfter: 3,
      },
    );
    expect(order('--days', 'Mon,fri', '--at', '18:00')).toMatchObject({
      timing: { kind: 'weekly', days: ['mon', 'fri'], at: '18:00' },
    });
    expect(order('--cron', '30 6 * * 1-5')).toMatchObject({ timing: { kind: 'cron', expression: '30 6 * * 1-5' } });
  });

  it('say when around an event, and otherwise', () => {
    const doors = ['--doors', '2027-05-01T19:30'];
    const event = { kind: 'event', doors: '2027-05-01T19:30', fromMinutes: -120, untilMinutes: 360, everyMinutes: 1 };
    expect(order(...doors)).toEqual({ timing: { ...event, otherwise: null }, ...REST });
    expect(order(...doors, '--from=-90min', '--until', '+2h', '--each', '5', '--ready-by', '08:00')).toEqual({
      timing: {
        ...event,
        fromMinutes: -90,
        untilMinutes: 120,
        everyMinutes: 5,
        otherwise: { kind: 'daily', readyBy: '08:00' },
      },
      ...REST,
    });
  });

  it.each([
    [['--every', '7'], '--every: 5, 15 or 60'],
    [['--every', 'often'], '--every: a whole number'],
    [['--every', '5', '--between', '9-18'], '--between: two times'],
    [['--between', '09:00-18:00'], '--between belongs to --every'],
    [['--ready-by', '8'], '--ready-by: a time'],
    [['--ready-by', '08:00', '--cron', '* * * * *'], 'Give either --ready-by or --cron.'],
    [['--days', 'mon'], '--days and --at belong together'],
    [['--days', 'monday', '--at', '08:00'], '--days: days are expected'],
    [['--each', '5'], '--each belongs to --doors'],
    [['--doors', '2027-05-01T19:30', '--from', 'early'], '--from: hours or minutes'],
    [['--doors', 'tonight'], '--doors: day and time'],
    [['--doors', '2027-05-01T19:30', '--every', '7'], '--every: 5, 15 or 60'],
    [['--ready-by', '08:00', '--start', 'tomorrow'], '--start: a day'],
    [['--ready-by', '08:00', '--pause-after', '0'], '--pause-after: a number from 1 to 100'],
    [['--zone', 'Europe/Zurich'], 'Say when'],
  ])('%j are refused, naming the flag', (words, sentence) => {
    expect(() => order(...words)).toThrow(sentence);
  });
});
