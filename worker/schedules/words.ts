import type { Timing, Weekday } from '../../shared/schedules.ts';
import type { Plan } from './next-due.ts';

const NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** A schedule as people say it: "every day, ready by 08:00 (Europe/Zurich), from 2027-05-01". */
export function scheduleWords({ timing, timeZone, startDate, stopDate }: Plan): string {
  const dates = [startDate === null ? '' : `, from ${startDate}`, stopDate === null ? '' : `, until ${stopDate}`];
  return `${timingWords(timing)} (${timeZone})${dates.join('')}`;
}

function timingWords(timing: Timing): string {
  switch (timing.kind) {
    case 'every': {
      const { between } = timing;
      return `${stepWords(timing.minutes)}${between ? ` between ${between.from} and ${between.until}` : ''}`;
    }
    case 'daily':
      return `every day, ready by ${timing.readyBy}`;
    case 'weekly':
      return `${listed(timing.days.map((day) => NAMES[day]))} at ${timing.at}`;
    case 'cron':
      return `by "${timing.expression}"`;
    case 'event': {
      const { doors, fromMinutes, untilMinutes, everyMinutes, otherwise } = timing;
      const hours = `from ${offsetWords(fromMinutes)} to ${offsetWords(untilMinutes)} the doors open on ${doors.replace('T', ' at ')}`;
      return `${stepWords(everyMinutes)} ${hours}${otherwise ? `; otherwise ${timingWords(otherwise)}` : ''}`;
    }
  }
}

function stepWords(minutes: number): string {
  if (minutes === 60) return 'every hour';
  return minutes === 1 ? 'every minute' : `every ${minutes} minutes`;
}

function offsetWords(minutes: number): string {
  if (minutes === 0) return 'when';
  const size = Math.abs(minutes);
  const length = size % 60 === 0 ? `${size / 60} h` : `${size} min`;
  return `${length} ${minutes < 0 ? 'before' : 'after'}`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
