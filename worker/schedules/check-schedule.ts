import { isCalendarDate, isTimeZone } from '../../shared/dates.ts';
import { PAUSE_AFTER, type ScheduleInput, type Timing } from '../../shared/schedules.ts';
import { cronOf, nextDueOf, type Plan } from './next-due.ts';

/** A schedule with nothing left out. */
export type CheckedSchedule = Plan & { readonly pauseAfter: number };

/** A field that does not fit; the message names it and says what is expected. */
export class ScheduleMisfit extends Error {
  override readonly name = 'ScheduleMisfit';

  constructor(field: string, expected: string) {
    super(`The field "${field}" is wrong: ${expected}`);
  }
}

/**
 * Checks what the schema cannot.
 *
 * @throws ScheduleMisfit
 */
export function checkedSchedule(input: ScheduleInput, now: Date): CheckedSchedule {
  const { timing, timeZone, startDate = null, stopDate = null, pauseAfter = PAUSE_AFTER } = input;
  checkZone(timeZone);
  checkDates(startDate, stopDate);
  checkTiming(timing, timeZone, 'timing');
  const plan = { timing, timeZone, startDate, stopDate };
  if (nextDueOf(plan, now) === null) throw new ScheduleMisfit('timing', neverSaid(plan));
  return { ...plan, pauseAfter };
}

function neverSaid({ timing, stopDate }: Plan): string {
  if (stopDate !== null) return `no refresh would be due any more until ${stopDate}. Choose a later stopDate.`;
  if (timing.kind === 'event') return 'the hours around this event are over. Choose another time for "doors".';
  return 'no refresh would ever be due at such times.';
}

function checkZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return;
  throw new ScheduleMisfit('timeZone', 'the name of a time zone is expected, such as "Europe/Zurich".');
}

function checkDates(startDate: string | null, stopDate: string | null): void {
  for (const [field, date] of Object.entries({ startDate, stopDate })) {
    if (date !== null && !isCalendarDate(date)) throw new ScheduleMisfit(field, 'there is no such day.');
  }
  if (startDate !== null && stopDate !== null && stopDate < startDate)
    throw new ScheduleMisfit('stopDate', 'it lies before the startDate.');
}

function checkTiming(timing: Timing, timeZone: string, field: string): void {
  if (timing.kind === 'cron') checkCron(timing.expression, timeZone, `${field}.expression`);
  if (timing.kind === 'weekly' && new Set(timing.days).size < timing.days.length)
    throw new ScheduleMisfit(`${field}.days`, 'a day is named twice.');
  if (timing.kind !== 'event') return;
  if (!isCalendarDate(timing.doors.slice(0, 10))) throw new ScheduleMisfit(`${field}.doors`, 'there is no such day.');
  if (timing.untilMinutes <= timing.fromMinutes)
    throw new ScheduleMisfit(`${field}.untilMinutes`, 'it lies before fromMinutes.');
  if (timing.otherwise) checkTiming(timing.otherwise, timeZone, `${field}.otherwise`);
}

const CRON =
  'five fields are expected: minute, hour, day of the month, month, day of the week, such as "30 6 * * 1-5" for 06:30 on workdays.';

function checkCron(expression: string, timeZone: string, field: string): void {
  // names such as @daily and the fields other programs add have no place here; "?" would stand for the moment it is read
  if (expression.split(/\s+/).length !== 5 || expression.includes('?')) throw new ScheduleMisfit(field, CRON);
  try {
    cronOf(expression, timeZone);
  } catch {
    throw new ScheduleMisfit(field, CRON);
  }
}
