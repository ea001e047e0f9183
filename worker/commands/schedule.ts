import type { Writable } from 'node:stream';
import type { Report } from '../../shared/api.ts';
import { isOverdue, type Schedule, type ScheduleInput, type ScheduleOffers } from '../../shared/schedules.ts';
import { UsageError } from './command-error.ts';
import { harmless } from './conclude.ts';
import type { Flags } from './flags.ts';
import { readScheduleOrder, type ScheduleDeed, type ScheduleOrder } from './schedule-order.ts';
import type { WorkerClient } from './worker-client.ts';

type Scene = { readonly flags: Flags; readonly client: WorkerClient; readonly stdout: Writable };

/** Shows or changes when a report is refreshed by itself. @throws UsageError naming the flag, CommandError */
export async function performSchedule({ flags, client, stdout }: Scene, report: Report): Promise<void> {
  const order = readScheduleOrder(flags);
  const answer = await answerTo(client, report, order);
  const text = flags.has('json') ? JSON.stringify(answer, null, 2) : linesOf(answer, new Date());
  stdout.write(`${text}\n`);
}

type Answer = { schedule: Schedule | null } | ScheduleOffers;

async function answerTo(client: WorkerClient, report: Report, order: ScheduleDeed | ScheduleOrder): Promise<Answer> {
  const { id } = report;
  if (order === 'show') return { schedule: report.schedule };
  if (order === 'offers') return await client.scheduleOffers(id);
  if (order === 'pause' || order === 'resume') return { schedule: await client.turnSchedule(id, order) };
  if (order === 'off') {
    await client.deleteSchedule(id);
    return { schedule: null };
  }
  return { schedule: await client.putSchedule(id, { ...order, timeZone: await zoneOf(client, report, order) }) };
}

async function zoneOf(
  client: WorkerClient,
  { id, schedule }: Report,
  order: ScheduleOrder,
): Promise<ScheduleInput['timeZone']> {
  const known = order.timeZone ?? schedule?.timeZone ?? (await client.scheduleOffers(id)).timeZone;
  if (known !== null) return known;
  throw new UsageError('--zone is missing: the spreadsheet says none. Give one, such as Europe/Zurich.');
}

function linesOf(answer: Answer, now: Date): string {
  if (!('schedule' in answer)) return offerLines(answer);
  const { schedule } = answer;
  if (!schedule) return 'It is refreshed when somebody asks.';
  return [schedule.says, stateLine(schedule, now), ...pastLines(schedule)].map(harmless).join('\n');
}

function stateLine(schedule: Schedule, now: Date): string {
  const { paused, nextDue, failures, timeZone } = schedule;
  if (paused?.because === 'failures') return `Paused after ${failures} failures in a row. --resume lets it go on.`;
  if (paused) return 'Somebody paused it. --resume lets it go on.';
  if (isOverdue(schedule, now)) return 'It is late: two refreshes that were due have not come.';
  if (nextDue === null) return 'It is over: nothing is due any more.';
  return `Next due ${localTime(nextDue, timeZone)}.`;
}

function pastLines({ skipped, caughtUp, timeZone }: Schedule): string[] {
  const at = (instant: string) => localTime(instant, timeZone);
  return [
    ...(skipped ? [`That of ${at(skipped.due)} was left out: the refresh before was still going on.`] : []),
    ...(caughtUp
      ? [
          `Willcall was away at ${at(caughtUp.due)}: one refresh at ${at(caughtUp.at)} made good for ${caughtUp.missed} missed.`,
        ]
      : []),
  ];
}

function localTime(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

function offerLines({ intervals }: ScheduleOffers): string {
  return intervals
    .map(({ minutes, offered, reason }) => `${offered ? 'yes' : 'no '}  every ${minutes} min  ${harmless(reason)}`)
    .join('\n');
}
