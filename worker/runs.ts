import { isDeepStrictEqual } from 'node:util';
import type { Run } from '../shared/api.ts';
import type { RunChanges, RunOrder } from '../shared/changes.ts';
import type { Column } from '../shared/columns.ts';
import { ERRORS, type ErrorCode } from '../shared/errors.ts';
import type { Database } from './db/connection.ts';
import { requestCancel } from './db/run-end.ts';
import { runChangesOf } from './db/run-changes.ts';
import { queueAcceptance } from './db/report-hold.ts';
import { findReport } from './db/reports.ts';
import { sourcesToRead, type SourceToRead } from './db/report-sources.ts';
import { findRun, lastRunOfEach, OPEN, openRun, runsOfReport, type RunRow } from './db/runs.ts';
import type { ReportKey } from './deps.ts';
import { Failure } from './failure.ts';
import { CollectedRows } from './jobs/collected-rows.ts';
import { openChanges } from './jobs/run-changes.ts';
import { loadRowPolicy } from './jobs/load-row-policy.ts';
import { shownRows, type RowPolicy } from './jobs/row-policy.ts';
import { createPageStore, type PageStore } from './jobs/page-store.ts';
import type { RunQueue } from './jobs/run-queue.ts';
import { rowHashOf } from './security/row-hash.ts';
import type { Sealer } from './security/sealing.ts';
import type { Value } from '../shared/records.ts';

type Starting = { readonly db: Database; readonly queue: Pick<RunQueue, 'wake'> };

/**
 * Queues a run of a report, or answers the one that is open, and wakes a worker.
 *
 * @throws Failure `conflict` when the one that is open was not told to do the same.
 */
export async function startRun(
  { db, queue }: Starting,
  report: ReportKey,
  requestedBy: string,
  order: RunOrder = {},
): Promise<Run> {
  const given = Object.values(order).some(Boolean) ? order : null;
  const run = await openRun(db, { workspaceId: report.workspaceId, reportId: report.id, requestedBy, order: given });
  if (given && !isDeepStrictEqual({ ...run.order }, { ...given }))
    throw new Failure('conflict', 'This report is being refreshed: cancel that or wait, then ask for this again.');
  await queue.wake({ id: run.id, epoch: run.epoch });
  return toRun(run);
}

/**
 * Queues a run that does what the report holds back.
 *
 * @throws Failure `conflict` when a run is open, or nothing is held back.
 */
export async function acceptHold({ db, queue }: Starting, report: ReportKey, requestedBy: string): Promise<Run> {
  const run = await queueAcceptance(db, { id: report.id, workspace_id: report.workspaceId }, requestedBy);
  await queue.wake({ id: run.id, epoch: run.epoch });
  return toRun(run);
}

/** Asks a run to stop. Answers what it is after that; a finished run stays what it was. */
export async function cancelRun(db: Database, id: string): Promise<Run> {
  await requestCancel(db, id);
  return await readRun(db, id);
}

/** @throws Failure `not-found` */
export async function readRun(db: Database, id: string): Promise<Run> {
  const run = await findRun(db, id);
  if (!run) throw new Failure('not-found', 'There is no such refresh.');
  return toRun(run);
}

/**
 * What a run changed in its tab.
 *
 * @throws Failure `conflict` when it is not over, `not-found` when it changed no tab or is too old.
 */
export async function runChanges({ db, sealer }: { db: Database; sealer: Sealer }, id: string): Promise<RunChanges> {
  const run = await findRun(db, id);
  if (!run) throw new Failure('not-found', 'There is no such refresh.');
  if (isOpen(run))
    throw new Failure('conflict', 'This refresh is still going on: what it changed is known at its end.');
  if (!run.changes) throw new Failure('not-found', 'This refresh wrote into no tab.');
  const sealed = await runChangesOf(db, id);
  if (!sealed) throw new Failure('not-found', 'What this refresh changed is not kept any more: only of the newest 20.');
  return { summary: run.changes, ...openChanges(sealer, run, sealed) };
}

const isOpen = ({ status }: RunRow) => OPEN.some((open) => open === status);

/** The newest runs of a report, newest first. */
export async function listRuns(db: Database, reportId: string): Promise<Run[]> {
  return (await runsOfReport(db, reportId)).map(toRun);
}

/** The newest run of each report, by report id. */
export async function lastRuns(db: Database, reportIds: readonly string[]): Promise<Map<string, Run>> {
  const rows = await lastRunOfEach(db, reportIds);
  return new Map(rows.map((row) => [row.report_id, toRun(row)]));
}

/**
 * The rows of a finished run that were kept for a download, as JSON lines: one list of values a row, in the order of the run's columns.
 *
 * @throws Failure when there are none (any more).
 */
export async function* downloadRows(
  { titleOf, ...parts }: Downloading & { titleOf: (provider: string) => string },
  runId: string,
): AsyncGenerator<string> {
  const { db, sealer } = parts;
  const run = await findRun(db, runId);
  if (run?.status !== 'done' || !run.page_key || !run.columns) {
    throw new Failure('not-found', 'The rows of this refresh are not kept any more. Refresh the report again.');
  }
  const { columns } = run;
  const context = { kind: 'run-key', id: run.id, workspaceId: run.workspace_id };
  const key = sealer.unwrapKey(run.page_key, context);
  const pages = createPageStore(db, { id: run.id, workspaceId: run.workspace_id }, key);
  const { policy, offered } = await policyOf(parts, run.report_id);
  const others = policy.looksAt(offered).filter(({ id }) => !columns.some((column) => column.id === id));
  // half a source is no rows of it: the certificate says it was not read
  const sources = (run.certificate?.sources ?? []).map(({ provider, account, status }) =>
    status === 'read' ? new CollectedRows([...columns, ...others], { provider: titleOf(provider), account }) : null,
  );
  yield* linesOf(sources, pages, { columns, policy });
}

type Downloading = {
  readonly db: Database;
  readonly sealer: Sealer;
  /** The columns a report over these accounts can choose from. @throws Failure */
  readonly columnsOf: (dataset: string, connections: readonly SourceToRead['connection'][]) => Column[];
};

/** What may be shown now of rows that were read a while ago. */
async function policyOf({ db, sealer, columnsOf }: Downloading, reportId: string) {
  const report = await findReport(db, reportId);
  if (!report) throw new Failure('not-found', 'This report was deleted.');
  const sources = await sourcesToRead(db, reportId);
  const hash = await rowHashOf(db, sealer, report.workspace_id);
  const connections = sources.map(({ connection }) => connection);
  const offered = connections.length === 0 ? [] : columnsOf(report.dataset, connections);
  return { policy: await loadRowPolicy(db, report, hash), offered };
}

async function* linesOf(
  sources: readonly (CollectedRows | null)[],
  pages: PageStore,
  { columns, policy }: { columns: readonly Column[]; policy: RowPolicy },
) {
  for await (const page of pages.read()) sources[page.source]?.add(page.readings);
  for (const source of sources) {
    // whose tag it was is not kept: rows are looked for in all accounts of the report
    if (source) for (const row of shownRows(policy, source, columns, { tag: null }).rows) yield line(row);
  }
}

const line = (row: Value[]): string => `${JSON.stringify(row)}\n`;

/** A run as the API shows it. */
export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    reportId: row.report_id,
    status: row.status,
    phase: row.phase,
    rows: row.rows,
    pages: row.pages,
    total: row.total,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    estimatedEnd: estimatedEnd(row, new Date()),
    certificate: row.certificate,
    columns: row.columns,
    generation: row.generation,
    sheetId: row.sheet_id,
    error: errorOf(row),
    changes: row.changes,
    hold: row.hold,
    ...(row.order?.repair && { repair: row.order.repair }),
    queue: row.queue_ahead === null ? null : { ahead: row.queue_ahead },
    version: row.version,
  };
}

function errorOf({ error_code, error_message }: RunRow): Run['error'] {
  if (error_code === null) return null;
  const code: ErrorCode = isCode(error_code) ? error_code : 'internal';
  return { code, message: error_message ?? '' };
}

const isCode = (code: string): code is ErrorCode => code in ERRORS;

/** From the speed so far; null while there is nothing to judge by. */
function estimatedEnd({ status, started_at, rows, total }: RunRow, now: Date): string | null {
  if (status !== 'running' || !started_at || !total || rows === 0 || rows > total) return null;
  const elapsed = now.getTime() - started_at.getTime();
  return new Date(started_at.getTime() + (elapsed * total) / rows).toISOString();
}
