import { ScheduleInput } from '../../shared/schedules.ts';
import { UsageError } from './command-error.ts';
import type { FlagKinds, Flags } from './flags.ts';

export const SCHEDULE_FLAGS = {
  report: 'text',
  every: 'text',
  between: 'text',
  'ready-by': 'text',
  days: 'text',
  at: 'text',
  cron: 'text',
  doors: 'text',
  from: 'text',
  until: 'text',
  each: 'text',
  zone: 'text',
  start: 'text',
  stop: 'text',
  'pause-after': 'text',
  pause: 'switch',
  resume: 'switch',
  off: 'switch',
  offers: 'switch',
  json: 'switch',
  help: 'switch',
} as const satisfies FlagKinds;

export const SCHEDULE_HELP = `willcall schedule --report ID [options] — when a report is refreshed by itself; without options: how it is now

  --report ID        id or name of the report; willcall reports lists them

  --every MINUTES    5, 15 or 60; with --between 09:00-18:00 only then
  --ready-by TIME    each day, through by then: 08:00
  --days LIST        on these days of the week, at --at TIME: mon,wed,fri
  --cron "…"         minute, hour, day of the month, month, day of the week
  --doors TIME       around an event whose doors open then, 2027-05-01T19:30: from --from -2h until --until +6h,
                     --each 1, 5, 15 or 60 minutes; one of the above beside it holds on other days

  --zone ZONE        such as Europe/Zurich; default: that of the schedule before, or of the spreadsheet
  --start DATE       first day, --stop DATE last day
  --pause-after N    after so many failures in a row (5) it is paused

  --pause, --resume  stop it for a while
  --off              take it away
  --offers           how often the report can be refreshed, and why not more often
  --json             answers as the API has them
`;

const one = (flags: Flags, name: string): string | undefined => flags.get(name)?.[0];

/** What else than a new schedule is asked for. */
export type ScheduleDeed = 'show' | 'pause' | 'resume' | 'off' | 'offers';
const DEEDS = ['pause', 'resume', 'off', 'offers'] as const;
/** What belongs to every deed. */
const COMMON = ['report', 'json'];

/** A new schedule as far as the flags say it. `timeZone`: null when it is to be found out. */
export type ScheduleOrder = Omit<ScheduleInput, 'timeZone'> & { readonly timeZone: string | null };

/**
 * Reads the flags of `willcall schedule`.
 *
 * @throws UsageError naming the flag.
 */
export function readScheduleOrder(flags: Flags): ScheduleDeed | ScheduleOrder {
  const [deed, ...more] = DEEDS.filter((name) => flags.has(name));
  const others = [...flags.keys()].filter((name) => !COMMON.includes(name) && name !== deed);
  if (deed && (more.length > 0 || others.length > 0)) {
    throw new UsageError(`--${deed} goes alone: leave --${others[0] ?? more[0] ?? ''} out.`);
  }
  if (deed) return deed;
  if (others.length === 0) return 'show';
  return orderOf(flags);
}

function orderOf(flags: Flags): ScheduleOrder {
  const pauseAfter = one(flags, 'pause-after');
  const input = {
    timing: timingOf(flags),
    timeZone: one(flags, 'zone') ?? 'UTC',
    startDate: one(flags, 'start') ?? null,
    stopDate: one(flags, 'stop') ?? null,
    ...(pauseAfter !== undefined && { pauseAfter: wholeNumber('pause-after', pauseAfter) }),
  };
  const checked = ScheduleInput.safeParse(input);
  if (!checked.success) throw new UsageError(misfit(String(checked.error.issues[0]?.path.join('.') ?? '')));
  return { ...checked.data, timeZone: one(flags, 'zone') ?? null };
}

const EXPECTED: readonly [string, string][] = [
  ['timing.minutes', '--every: 5, 15 or 60 is expected.'],
  ['timing.everyMinutes', '--each: 1, 5, 15 or 60 is expected.'],
  ['timing.between', '--between: two times are expected, such as 09:00-18:00.'],
  ['timing.readyBy', '--ready-by: a time is expected, such as 08:00.'],
  ['timing.days', '--days: days are expected, such as mon,wed,fri.'],
  ['timing.at', '--at: a time is expected, such as 08:00.'],
  ['timing.expression', '--cron: five fields are expected, such as "30 6 * * 1-5".'],
  ['timing.doors', '--doors: day and time are expected, such as 2027-05-01T19:30.'],
  ['timing.fromMinutes', '--from: at most a week before or after, such as -2h.'],
  ['timing.untilMinutes', '--until: at most a week before or after, such as +6h.'],
  ['startDate', '--start: a day is expected, such as 2027-05-01.'],
  ['stopDate', '--stop: a day is expected, such as 2027-05-31.'],
  ['pauseAfter', '--pause-after: a number from 1 to 100 is expected.'],
];

function misfit(path: string): string {
  const plain = path.replace('timing.otherwise.', 'timing.');
  return (
    EXPECTED.find(([start]) => plain.startsWith(start))?.[1] ?? 'This is no schedule. See willcall schedule --help.'
  );
}

/** Not checked yet. */
function timingOf(flags: Flags): object {
  const ordinary = ordinaryOf(flags);
  const doors = one(flags, 'doors');
  if (doors === undefined) {
    for (const name of ['from', 'until', 'each']) {
      if (flags.has(name)) throw new UsageError(`--${name} belongs to --doors: give that too.`);
    }
    if (ordinary) return ordinary;
    throw new UsageError('Say when: --every, --ready-by, --days with --at, --cron or --doors.');
  }
  return {
    kind: 'event',
    doors,
    fromMinutes: offsetOf('from', one(flags, 'from') ?? '-2h'),
    untilMinutes: offsetOf('until', one(flags, 'until') ?? '+6h'),
    everyMinutes: wholeNumber('each', one(flags, 'each') ?? '1'),
    otherwise: ordinary,
  };
}

function ordinaryOf(flags: Flags): object | null {
  const [kind, ...more] = (['every', 'ready-by', 'days', 'cron'] as const).filter((name) => flags.has(name));
  if (more[0]) throw new UsageError(`Give either --${kind} or --${more[0]}.`);
  refuseLoose(flags);
  if (kind === undefined) return null;
  const text = one(flags, kind) ?? '';
  const timings = {
    every: () => everyOf(flags, text),
    'ready-by': () => ({ kind: 'daily', readyBy: text }),
    cron: () => ({ kind: 'cron', expression: text }),
    days: () => ({ kind: 'weekly', days: text.toLowerCase().split(','), at: one(flags, 'at') }),
  };
  return timings[kind]();
}

function refuseLoose(flags: Flags): void {
  if (flags.has('between') && !flags.has('every')) throw new UsageError('--between belongs to --every: give that too.');
  if (flags.has('at') !== flags.has('days')) throw new UsageError('--days and --at belong together: give both.');
}

function everyOf(flags: Flags, minutes: string): object {
  const [from = '', until = ''] = (one(flags, 'between') ?? '').split('-');
  const between = flags.has('between') ? { from, until } : null;
  return { kind: 'every', minutes: wholeNumber('every', minutes), between };
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`--${flag}: a whole number is expected.`);
}

/** "-2h", "+90min", "0" in minutes. */
function offsetOf(flag: string, text: string): number {
  const match = /^([+-]?\d{1,5})(h|min|m)?$/.exec(text);
  if (!match) throw new UsageError(`--${flag}: hours or minutes are expected, such as -2h or +90min.`);
  return Number(match[1]) * (match[2] === 'h' ? 60 : 1);
}
