import { Deleted } from '../../shared/api.ts';
import { ProviderId } from '../../shared/catalogue.ts';
import { Schedule, ScheduleInput, ScheduleOffers } from '../../shared/schedules.ts';
import { findConnection } from '../db/connections.ts';
import type { ReportRow } from '../db/reports.ts';
import { lastRefreshes, refreshesAMinute, scheduleOf, type ScheduleRow } from '../db/schedules.ts';
import { spreadsheetOfWorkspace } from '../db/spreadsheets.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { tellMakerOfSchedule } from '../notices/first-target.ts';
import {
  pauseSchedule,
  putSchedule,
  removeSchedule,
  resumeSchedule,
  type ScheduleChange,
} from '../schedules/change-schedule.ts';
import { checkedSchedule, ScheduleMisfit, type CheckedSchedule } from '../schedules/check-schedule.ts';
import { expectedOf, offersOf, refusalOf, shortestStep, type OfferFacts } from '../schedules/offers.ts';
import { toSchedule } from '../schedules/schedule-view.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import { requireVersion, wantedVersion, withEtag } from './etag.ts';
import { bodyRoute, route, type Asked, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };

const none = () => new Failure('not-found', 'This report has no schedule.');

/** What a change leaves, told in the tab "Willcall" too: a line that is due is red there when nothing comes. */
function told({ deps }: Parts, asked: Asked, row: ScheduleRow | null): Schedule {
  if (row !== null) deps.tellDue(row.report_id);
  return shown(asked, row);
}

const shown = ({ c }: Asked, row: ScheduleRow | null): Schedule => {
  if (row === null) throw none();
  return withEtag(c, row.version, toSchedule(row));
};

/** Whose schedule is changed by whom; `wanted`: the version that is to be changed, null: whichever there is. */
type Change = Pick<Asked, 'caller' | 'id'> & { readonly wanted: number | null };

const asChange = ({ c, caller, id }: Asked): Change => ({ caller, id, wanted: wantedVersion(c) });

/** What to change, by whom; the version that is wanted is compared while nobody else can change it. */
function changeOf({ deps }: Parts, { caller, wanted }: Change, report: ReportRow): ScheduleChange {
  const check = (before: ScheduleRow | null) => requireVersion(wanted, before?.version ?? 0);
  return { report, actor: actorOf(caller), now: deps.now(), check };
}

/** A report of the caller's team whose spreadsheet the caller may have written into: that is what a schedule does. */
async function writableReport({ access }: Parts, { caller, id }: Pick<Asked, 'caller' | 'id'>): Promise<ReportRow> {
  const report = await access.ownReport(caller, id);
  if (report.spreadsheet_id === null)
    throw new Failure('conflict', 'This report has no tab: choose one first, then say when it is refreshed.');
  await access.requireProof(caller, report.spreadsheet_id);
  return report;
}

/** Gives a report a schedule; also used for report files. @throws Failure */
export async function giveSchedule(parts: Parts, change: Change, input: ScheduleInput): Promise<ScheduleRow> {
  const { deps } = parts;
  const report = await writableReport(parts, change);
  const plan = checked(input, deps.now());
  await refuseTooOften(deps, report, plan);
  const isFirst = (await scheduleOf(deps.db, report.id)) === null;
  const row = await putSchedule(deps.db, changeOf(parts, change, report), plan);
  if (isFirst) await tellMakerOfSchedule(deps, change.caller, report.workspace_id);
  deps.tellDue(report.id);
  return row;
}

function checked(input: ScheduleInput, now: Date): CheckedSchedule {
  try {
    return checkedSchedule(input, now);
  } catch (error) {
    if (error instanceof ScheduleMisfit) throw new Failure('invalid-request', error.message, { cause: error });
    throw error;
  }
}

async function refuseTooOften(deps: Deps, report: ReportRow, plan: CheckedSchedule): Promise<void> {
  const step = shortestStep(plan, deps.now());
  const refusal = step === null ? null : refusalOf(step, await factsOf(deps, report));
  if (refusal === null) return;
  throw new Failure('invalid-request', `The field "timing" is wrong: that is too often. ${refusal}`);
}

async function factsOf({ db, now, limitOf }: Deps, report: ReportRow): Promise<OfferFacts> {
  const last = await lastRefreshes(db, report.id);
  const limits = [];
  for (const { connection_id: id } of report.sources) {
    const connection = await findConnection(db, report.workspace_id, id);
    const limit = connection && limitOf(ProviderId.parse(connection.provider));
    if (limit) limits.push(limit);
  }
  const [narrowest = null] = limits.toSorted((a, b) => a.requests / a.minutes - b.requests / b.minutes);
  return {
    durations: last.map(({ ms }) => ms),
    requests: last[0]?.pages ?? 0,
    limit: narrowest,
    othersAMinute: await refreshesAMinute(db, report.id, now()),
  };
}

async function offers({ deps, access }: Parts, { caller, id }: Asked): Promise<ScheduleOffers> {
  const report = await access.report(caller, id);
  const facts = await factsOf(deps, report);
  const expected = expectedOf(facts.durations);
  return {
    expectedSeconds: expected === null ? null : Math.ceil(expected / 1000),
    intervals: offersOf(facts),
    timeZone: await zoneOf(deps, report),
  };
}

async function zoneOf({ db }: Deps, report: ReportRow): Promise<string | null> {
  if (report.spreadsheet_id === null) return null;
  return (await spreadsheetOfWorkspace(db, report.workspace_id, report.spreadsheet_id)).time_zone;
}

/** Takes a report's schedule away; also used for report files. @throws Failure `not-found` when there is none */
export async function takeSchedule(parts: Parts, change: Change) {
  const report = await parts.access.ownReport(change.caller, change.id);
  if (!(await removeSchedule(parts.deps.db, changeOf(parts, change, report)))) throw none();
  parts.deps.tellDue(report.id);
  return { deleted: true };
}

const PATH = '/v1/reports/{id}/schedule';

function stopAndGo(parts: Parts): Route[] {
  const { db } = parts.deps;
  return [
    route({
      method: 'post',
      path: `${PATH}/pause`,
      who: 'member',
      summary: 'Pause a schedule',
      answer: { status: 200, schema: Schedule },
      failures: ['forbidden', 'conflict'],
      handle: async (asked) => {
        const report = await parts.access.ownReport(asked.caller, asked.id);
        return told(parts, asked, await pauseSchedule(db, changeOf(parts, asChange(asked), report)));
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/resume`,
      who: 'member',
      summary: 'Let a paused schedule go on with its next turn',
      answer: { status: 200, schema: Schedule },
      failures: ['forbidden', 'conflict', 'spreadsheet-not-linked'],
      handle: async (asked) => {
        const report = await writableReport(parts, asked);
        return told(parts, asked, await resumeSchedule(db, changeOf(parts, asChange(asked), report)));
      },
    }),
  ];
}

/** When reports are refreshed by themselves. */
export function scheduleRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: PATH,
      who: 'viewer',
      summary: 'When a report is refreshed by itself, and how that goes',
      answer: { status: 200, schema: Schedule },
      handle: async (asked) => {
        const report = await access.report(asked.caller, asked.id);
        return shown(asked, await scheduleOf(deps.db, report.id));
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/offers`,
      who: 'viewer',
      summary:
        'How often a report can be refreshed, by how long that takes and what Google and the ticketing system allow',
      answer: { status: 200, schema: ScheduleOffers },
      handle: (asked) => offers(parts, asked),
    }),
    bodyRoute(ScheduleInput, {
      method: 'put',
      path: PATH,
      who: 'member',
      summary: 'Give a report a schedule, or another one; one that is paused stays paused',
      answer: { status: 200, schema: Schedule },
      failures: ['forbidden', 'conflict', 'spreadsheet-not-linked'],
      handle: async ({ body, ...asked }) => shown(asked, await giveSchedule(parts, asChange(asked), body)),
    }),
    route({
      method: 'delete',
      path: PATH,
      who: 'member',
      summary: 'Take the schedule away: the report is refreshed when somebody asks',
      answer: { status: 200, schema: Deleted },
      failures: ['forbidden', 'conflict'],
      handle: (asked) => takeSchedule(parts, asChange(asked)),
    }),
    ...stopAndGo(parts),
  ];
}
