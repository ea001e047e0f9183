import type { Schedule, Timing, Weekday } from '../../shared/schedules.ts';
import type { Format } from './format.ts';
import { WEEKDAYS } from './schedule-draft.ts';
import { listed, words } from './words.ts';

/** The line about a schedule on the card of its report. `tone`: whether somebody should look. */
export type ScheduleLine = { text: string; tone: 'quiet' | 'warning' };

/** @param now milliseconds since 1970. */
export function scheduleLine(schedule: Schedule, now: number, format: Format): ScheduleLine {
  const { line } = words.schedule;
  const { paused, nextDue, lateFrom, failures } = schedule;
  if (paused) {
    const text = paused.because === 'failures' ? line.pausedFailures(format.count(failures)) : line.paused;
    return { text, tone: 'warning' };
  }
  if (lateFrom !== null && Date.parse(lateFrom) <= now) return { text: line.late, tone: 'warning' };
  const says = timingSays(schedule.timing, format);
  return { text: nextDue === null ? line.over(says) : line.next(says, format.since(nextDue, now)), tone: 'quiet' };
}

/** "Every day by 08:00". */
export function timingSays(timing: Timing, format: Format): string {
  const { says } = words.schedule;
  switch (timing.kind) {
    case 'every': {
      const { minutes, between } = timing;
      return (
        says.every(format.count(minutes)) +
        (between ? says.between(format.clock(between.from), format.clock(between.until)) : '')
      );
    }
    case 'daily':
      return says.daily(format.clock(timing.readyBy));
    case 'weekly':
      return says.weekly(daysSay(timing.days), format.clock(timing.at));
    case 'event':
      return says.event(format.day(`${timing.doors.slice(0, 10)}T12:00:00Z`));
    case 'cron':
      return says.code;
  }
}

/** "Mon–Fri", or the days one by one. */
function daysSay(days: readonly Weekday[]): string {
  const names = words.schedule.weekdays;
  const chosen = WEEKDAYS.filter((day) => days.includes(day));
  const first = chosen[0];
  const last = chosen.at(-1);
  if (first === undefined || last === undefined) return '';
  const isRow = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === chosen.length - 1;
  if (isRow && chosen.length > 2) return `${names[first]}–${names[last]}`;
  return listed(chosen.map((day) => names[day]));
}
