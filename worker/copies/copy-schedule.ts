import type { Database } from '../db/connection.ts';
import type { ReportRow } from '../db/reports.ts';
import { planOf, type ScheduleRow } from '../db/schedules.ts';
import { pauseSchedule, putSchedule } from '../schedules/change-schedule.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';

type Made = { readonly report: ReportRow; readonly caller: Caller; readonly now: Date };

/**
 * Gives the report of a copy the schedule of the old one, without its days: those were the old event's. One around an event is not
 * copied, because nobody knows yet when the doors of the new one open; of it only what holds on other days is. What a person paused
 * stays paused; what stopped after failures begins anew.
 */
export async function copySchedule(db: Database, { report, caller, now }: Made, old: ScheduleRow): Promise<void> {
  const { timing } = old;
  const ordinary = timing.kind === 'event' ? (timing.otherwise ?? null) : timing;
  if (ordinary === null) return;
  const change = { report, actor: actorOf(caller), now, check: () => undefined };
  const plan = { ...planOf(old), timing: ordinary, startDate: null, stopDate: null, pauseAfter: old.pause_after };
  await putSchedule(db, change, plan);
  if (old.paused_because === 'person') await pauseSchedule(db, change);
}
