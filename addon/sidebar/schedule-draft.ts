import {
  EVENT_MINUTES,
  EVERY_MINUTES,
  PAUSE_AFTER,
  type OrdinaryTiming,
  type Schedule,
  type ScheduleInput,
  type ScheduleOffers,
  type Timing,
  type Weekday,
} from '../../shared/schedules.ts';
import { words } from './words.ts';

/** `code`: made by a program in a form this sidebar only keeps. */
export type OrdinaryKind = 'every' | 'daily' | 'weekly' | 'code';
export type TimingKind = OrdinaryKind | 'event' | 'off';

/** What the form of a schedule holds while it is filled in; what does not belong to the chosen kind waits. "" where nothing is chosen yet. */
export type ScheduleDraft = {
  kind: TimingKind;
  minutes: (typeof EVERY_MINUTES)[number];
  isBetween: boolean;
  from: string;
  until: string;
  readyBy: string;
  days: Weekday[];
  at: string;
  expression: string;
  /** Wall clock, "2027-05-01T19:30". */
  doors: string;
  hoursBefore: number;
  hoursAfter: number;
  eventMinutes: (typeof EVENT_MINUTES)[number];
  /** On other days than the event's. */
  otherwise: OrdinaryKind | 'off';
  timeZone: string;
  startDate: string;
  stopDate: string;
  pauseAfter: number;
};

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A form in which nothing is chosen but what most want. @param timeZone the spreadsheet's. */
export function newSchedule(timeZone: string): ScheduleDraft {
  return {
    kind: 'off',
    minutes: 60,
    isBetween: false,
    from: '08:00',
    until: '22:00',
    readyBy: '08:00',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    at: '08:00',
    expression: '',
    doors: '',
    hoursBefore: 2,
    hoursAfter: 6,
    eventMinutes: 5,
    otherwise: 'off',
    timeZone,
    startDate: '',
    stopDate: '',
    pauseAfter: PAUSE_AFTER,
  };
}

/** A form with what is saved. */
export function scheduleDraftOf({ timing, timeZone, startDate, stopDate, pauseAfter }: Schedule): ScheduleDraft {
  const rest = { startDate: startDate ?? '', stopDate: stopDate ?? '', pauseAfter };
  return { ...newSchedule(timeZone), ...rest, ...timingDraft(timing) };
}

function timingDraft(timing: Timing): Partial<ScheduleDraft> {
  if (timing.kind !== 'event') return { ...ordinaryDraft(timing), kind: kindOf(timing) };
  const { doors, fromMinutes, untilMinutes, everyMinutes, otherwise } = timing;
  return {
    ...(otherwise && ordinaryDraft(otherwise)),
    kind: 'event',
    doors,
    hoursBefore: -fromMinutes / 60,
    hoursAfter: untilMinutes / 60,
    eventMinutes: everyMinutes,
    otherwise: otherwise ? kindOf(otherwise) : 'off',
  };
}

const kindOf = ({ kind }: OrdinaryTiming): OrdinaryKind => (kind === 'cron' ? 'code' : kind);

function ordinaryDraft(timing: OrdinaryTiming): Partial<ScheduleDraft> {
  switch (timing.kind) {
    case 'every':
      return { minutes: timing.minutes, isBetween: Boolean(timing.between), ...timing.between };
    case 'daily':
      return { readyBy: timing.readyBy };
    case 'weekly':
      return { days: [...timing.days], at: timing.at };
    case 'cron':
      return { expression: timing.expression };
  }
}

/** The same with the shortest interval that is offered around an event, and an offered one on other days. */
export function fitting(draft: ScheduleDraft, { intervals }: ScheduleOffers): ScheduleDraft {
  const isOffered = (minutes: number): boolean => intervals.some((offer) => offer.minutes === minutes && offer.offered);
  const { minutes, eventMinutes } = draft;
  return {
    ...draft,
    minutes: isOffered(minutes) ? minutes : ([...EVERY_MINUTES].reverse().find(isOffered) ?? minutes),
    eventMinutes: isOffered(eventMinutes) ? eventMinutes : (EVENT_MINUTES.find(isOffered) ?? eventMinutes),
  };
}

/** What is sent. @throws RangeError when there is no schedule. */
export function scheduleInputOf(draft: ScheduleDraft): ScheduleInput {
  if (draft.kind === 'off') throw new RangeError('no schedule');
  return {
    timing: draft.kind === 'event' ? eventTiming(draft) : ordinaryTiming(draft, draft.kind),
    timeZone: draft.timeZone,
    startDate: draft.startDate || null,
    stopDate: draft.stopDate || null,
    pauseAfter: draft.pauseAfter,
  };
}

function ordinaryTiming(draft: ScheduleDraft, kind: OrdinaryKind): OrdinaryTiming {
  const { minutes, isBetween, from, until, readyBy, days, at, expression } = draft;
  if (kind === 'every') return { kind, minutes, between: isBetween ? { from, until } : null };
  if (kind === 'daily') return { kind, readyBy };
  if (kind === 'weekly') return { kind, days: WEEKDAYS.filter((day) => days.includes(day)), at };
  return { kind: 'cron', expression };
}

function eventTiming(draft: ScheduleDraft): Timing {
  const { doors, hoursBefore, hoursAfter, eventMinutes, otherwise } = draft;
  return {
    kind: 'event',
    doors,
    fromMinutes: Math.round(-hoursBefore * 60),
    untilMinutes: Math.round(hoursAfter * 60),
    everyMinutes: eventMinutes,
    otherwise: otherwise === 'off' ? null : ordinaryTiming(draft, otherwise),
  };
}

/** Sentences by field. */
export function scheduleErrors(draft: ScheduleDraft): Record<string, string> {
  const { kind, startDate, stopDate, pauseAfter } = draft;
  const { schedule: text } = words;
  const isPauseSound = Number.isInteger(pauseAfter) && pauseAfter >= 1 && pauseAfter <= 100;
  return {
    ...ordinaryErrors(draft, kind === 'event' ? draft.otherwise : kind),
    ...(kind === 'event' && eventErrors(draft)),
    ...(startDate && stopDate && stopDate < startDate && { stopDate: text.backwards }),
    ...(!isPauseSound && { pauseAfter: text.wrongPause }),
  };
}

/** A week, in hours. */
const MOST_HOURS = 168;

function eventErrors({ doors, hoursBefore, hoursAfter }: ScheduleDraft): Record<string, string> {
  const { schedule: text } = words;
  const isSound = (hours: number): boolean => Number.isFinite(hours) && Math.abs(hours) <= MOST_HOURS;
  return {
    ...(!doors && { doors: text.missingDoors }),
    ...(!isSound(hoursBefore) && { hoursBefore: text.wrongHours }),
    ...(!(isSound(hoursAfter) && -hoursBefore < hoursAfter) && { hoursAfter: text.wrongHours }),
  };
}

function ordinaryErrors(draft: ScheduleDraft, kind: TimingKind): Record<string, string> {
  const { isBetween, from, until, readyBy, days, at } = draft;
  const { schedule: text } = words;
  const missing: Partial<Record<TimingKind, Record<string, string>>> = {
    every: isBetween && !(from && until) ? { between: text.missingTime } : {},
    daily: readyBy ? {} : { readyBy: text.missingTime },
    weekly: { ...(days.length === 0 && { days: text.missingDay }), ...(!at && { at: text.missingTime }) },
  };
  return missing[kind] ?? {};
}
