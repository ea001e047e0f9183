import { Run, RunList } from '../../shared/api.ts';
import { RunChanges, RunOrder } from '../../shared/changes.ts';
import { recordDeed } from '../db/audit.ts';
import type { ReportRow } from '../db/reports.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { reportDeed } from '../security/deeds.ts';
import { optionalBodyRoute, route, type Route } from './route.ts';
import { runEvents } from './run-events.ts';
import { linesResponse } from './run-rows.ts';
import { createStreamLimits } from './stream-limits.ts';

type Parts = { deps: Deps; access: Access };

/** Seeing a report is not enough to make something be written: that takes the caller's own proof. */
async function start({ deps, access }: Parts, caller: Caller, reportId: string, order: RunOrder) {
  const report = await access.refreshable(caller, reportId);
  if (report.spreadsheet_id !== null) await access.requireProof(caller, report.spreadsheet_id);
  checkOrder(report, order);
  const run = await deps.startRun({ id: report.id, workspaceId: report.workspace_id }, caller.subject, order);
  await recordDeed(deps.db, reportDeed(caller, report, 'report.ran', { run: run.id, ...order }));
  return run;
}

/** @throws Failure `invalid-request` naming the field that means nothing for this report. */
function checkOrder({ tab, write_mode: mode }: ReportRow, order: RunOrder): void {
  const [field] = Object.entries(order).flatMap(([name, value]) => (value ? [name] : []));
  if (field === undefined) return;
  const refuse = (why: string) => {
    throw new Failure('invalid-request', `The field "${field}" is wrong: ${why}`);
  };
  if (tab === null) refuse('this report writes into no tab. Leave it out.');
  if (order.repair && order.rebuild) refuse('the list is either repaired or written anew. Leave one of them out.');
  if (mode === 'append')
    refuse('this report only adds rows below, and leaves those that are there alone. Leave it out.');
}

/** Its keys are of the report's rows: whoever may see the report may see them. */
async function changes({ deps, access }: Parts, caller: Caller, runId: string): Promise<RunChanges> {
  await access.reportOfRun(caller, runId);
  return await deps.runChanges(runId);
}

async function rows({ deps, access }: Parts, caller: Caller, runId: string) {
  const report = await access.reportOfRun(caller, runId);
  if (report.spreadsheet_id !== null) {
    throw new Failure(
      'conflict',
      'The rows of this refresh are in its tab; only reports without a tab keep rows to download.',
    );
  }
  const run = await deps.readRun(runId);
  if (run.status !== 'done')
    throw new Failure('conflict', 'There are no rows to download: this refresh is not done, or did not work.');
  return await linesResponse(deps.runRows(runId));
}

async function visibleRun({ deps, access }: Parts, caller: Caller, runId: string): Promise<Run> {
  await access.reportOfRun(caller, runId);
  return await deps.readRun(runId);
}

async function cancel({ deps, access }: Parts, caller: Caller, runId: string): Promise<Run> {
  const report = await access.refreshableOfRun(caller, runId);
  const run = await deps.cancelRun(runId);
  await recordDeed(deps.db, reportDeed(caller, report, 'report.cancelled', { run: runId }));
  return run;
}

function reportRunRoutes(parts: Parts): Route[] {
  const { deps, access } = parts;
  return [
    optionalBodyRoute(RunOrder, {
      method: 'post',
      path: '/v1/reports/{id}/runs',
      who: 'viewer',
      key: 'refresh',
      summary:
        'Start a run, or answer the one that is going on: a report is refreshed once at a time. "repair" looks for cells people edited in managed columns ("list") and writes them anew ("undo"); "rebuild" writes the list anew although its key column is gone',
      answer: { status: 202, schema: Run },
      failures: ['forbidden', 'spreadsheet-not-linked', 'conflict'],
      handle: ({ caller, id, body }) => start(parts, caller, id, body),
    }),
    route({
      method: 'get',
      path: '/v1/reports/{id}/runs',
      who: 'viewer',
      summary: 'The newest runs of a report',
      answer: { status: 200, schema: RunList },
      handle: async ({ caller, id }) => ({ runs: await deps.listRuns((await access.report(caller, id)).id) }),
    }),
  ];
}

function resultRoutes(parts: Parts): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/runs/{id}/changes',
      who: 'viewer',
      summary:
        'What a run changed in its tab: counts, and the keys and columns of the first 5,000 rows, never values; of the 20 newest runs of a report',
      answer: { status: 200, schema: RunChanges },
      failures: ['conflict'],
      handle: ({ caller, id }) => changes(parts, caller, id),
    }),
    route({
      method: 'get',
      path: '/v1/runs/{id}/rows',
      who: 'viewer',
      summary:
        "The rows of a finished run without a tab: JSON lines, each a list of values in the order of the run's columns",
      answer: { status: 200, content: 'application/x-ndjson' },
      failures: ['conflict'],
      handle: ({ caller, id }) => rows(parts, caller, id),
    }),
  ];
}

/** Executions of reports. */
export function runRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  const streams = createStreamLimits();
  return [
    ...reportRunRoutes(parts),
    route({
      method: 'get',
      path: '/v1/runs/{id}',
      who: 'viewer',
      summary: 'One run',
      answer: { status: 200, schema: Run },
      handle: ({ caller, id }) => visibleRun(parts, caller, id),
    }),
    route({
      method: 'delete',
      path: '/v1/runs/{id}',
      who: 'viewer',
      key: 'refresh',
      summary: 'Cancel a run; the tab stays untouched. A finished run stays what it is',
      answer: { status: 202, schema: Run },
      failures: ['forbidden'],
      handle: ({ caller, id }) => cancel(parts, caller, id),
    }),
    route({
      method: 'get',
      path: '/v1/runs/{id}/events',
      who: 'viewer',
      summary: 'The states of a run as server-sent events named "run", until it is over; honours Last-Event-ID',
      answer: { status: 200, content: 'text/event-stream' },
      failures: ['rate-limited'],
      handle: async ({ c, caller, id }) => {
        await access.reportOfRun(caller, id);
        const leave = streams.enter(caller.subject);
        const read = async () => {
          // whoever is removed meanwhile hears nothing more
          if (!(await access.seesRun(caller, id))) throw new Failure('not-found', 'There is no such refresh.');
          return await deps.readRun(id);
        };
        return runEvents(c, { read, stopping: deps.stopping, log: deps.log, leave });
      },
    }),
    ...resultRoutes(parts),
  ];
}
