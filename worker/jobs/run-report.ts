import type { Column } from '../../shared/columns.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Database } from '../db/connection.ts';
import { withRetry } from '../db/connection.ts';
import { findReport, type ReportRow } from '../db/reports.ts';
import { publishedRows } from '../db/published-rows.ts';
import { finishRun, type RunOutcome } from '../db/run-end.ts';
import { postponeRun, takeLease, writeProgress, type Lease, type TakenRun } from '../db/run-lease.ts';
import { publishedColumns } from '../db/runs.ts';
import { scheduleOf } from '../db/schedules.ts';
import { withoutPersonalCounts } from '../erasure/cleared-memory.ts';
import { Failure } from '../failure.ts';
import { dueTold } from '../schedules/schedule-view.ts';
import type { Memory } from '../sheets/memory.ts';
import { isPutOff, outcomeOf, type JobOutcome } from './job-outcome.ts';
import { withLease, type Held } from './lease-keeper.ts';
import { createPageStore } from './page-store.ts';
import { publishAudiences } from './publish-audiences.ts';
import { publishRun } from './publish-run.ts';
import { sealChanges, type KeptChanges } from './run-changes.ts';
import { queuePlace } from './queue-place.ts';
import { readSources } from './read-sources.ts';
import { tellStatus } from './tell-status.ts';
import { rememberRun } from './remember-run.ts';
import type { RunDeps } from './run-deps.ts';
import { factsOfRun } from './run-facts.ts';

export type { RunDeps } from './run-deps.ts';

/** Lease-takings without a page of progress after which a run counts as one that only ever crashes. */
const CRASHES_ALLOWED = 10;

/**
 * Works on a run until it ends, is given back, or is taken over: pull, stage each page, certify, publish, close.
 * May be called for any run at any time, by several processes: only the holder of the lease does anything.
 *
 * @returns milliseconds after which the run wants to be woken again, or null.
 */
export async function runReport(deps: RunDeps, runId: string, shutdown: AbortSignal): Promise<number | null> {
  const { db, log, owner } = deps;
  const run = await withRetry(() => takeLease(db, runId, owner));
  if (!run) return null;
  const lease = { runId, epoch: run.epoch };
  const takenAt = performance.now();
  const ranMs = () => run.ran_ms + performance.now() - takenAt;
  let reason = shutdown;
  try {
    const end = await withLease(db, lease, { shutdown, isOpen: run.in_last_call }, async (held) => {
      reason = held.signal;
      return await work(deps, run, lease, { ...held, ranMs });
    });
    await tellStatus(deps, run, end, shutdown);
    return null;
  } catch (error) {
    const outcome = outcomeOf(error, reason, ranMs());
    log.info({ runId, outcome: outcome.kind, ...(outcome.kind === 'failed' ? { err: error } : {}) }, 'run stopped');
    const { waitMs, end } = await withRetry(() => conclude(db, run, lease, outcome));
    if (end) await tellStatus(deps, run, end, shutdown);
    return waitMs;
  }
}

type Conclusion = { readonly waitMs: number | null; readonly end: RunOutcome | null };

async function conclude(db: Database, run: TakenRun, lease: Lease, outcome: JobOutcome): Promise<Conclusion> {
  if (outcome.kind === 'lost') return { waitMs: null, end: null };
  if (outcome.kind === 'postponed') {
    await postponeRun(db, lease, outcome.waitMs);
    return { waitMs: outcome.waitMs, end: null };
  }
  const end: RunOutcome = outcome.kind === 'failed' ? await failed(db, run, outcome) : { status: 'cancelled' };
  await finishRun(db, lease, end, false);
  return { waitMs: null, end };
}

/** What people did in the tab: nothing was written, and only they can decide. */
const HELD: readonly ErrorCode[] = ['key-column-gone', 'tab-busy', 'tab-blocked', 'tab-protected'];
const AWAY: readonly ErrorCode[] = ['provider-unavailable', 'provider-misdirected'];

/** A tab that was filled before is the last good copy: the run is stale when its ticketing system is away, failed when a person must act. */
function statusOf(code: ErrorCode, hasCopy: boolean): 'held' | 'stale' | 'failed' {
  if (HELD.includes(code)) return 'held';
  return hasCopy && AWAY.includes(code) ? 'stale' : 'failed';
}

async function failed(
  db: Database,
  run: TakenRun,
  { code, message }: Extract<JobOutcome, { kind: 'failed' }>,
): Promise<RunOutcome> {
  const report = await findReport(db, run.report_id);
  const hasCopy = (report?.generation ?? 0) > 0;
  const of = report && code.startsWith('provider-') ? report.id : null;
  return { status: statusOf(code, hasCopy), code, message, of };
}

async function work(
  deps: RunDeps,
  run: TakenRun,
  lease: Lease,
  held: Held & { ranMs: () => number },
): Promise<RunOutcome> {
  const { db, open, sealer, titleOf, publish } = deps;
  const { signal, ranMs } = held;
  if (run.crashes > CRASHES_ALLOWED)
    throw new Failure('internal', 'Willcall stopped again and again while refreshing this report.');
  const { sources, all, audiences, collected, ...shown } = await factsOfRun(deps, run);
  const { report, spreadsheet, hash } = shown;
  const readings = await readSources({
    sources,
    open: (source) => open({ ...source, dataset: report.dataset, spreadsheet }, signal),
    titleOf,
    columns: collected,
    filters: report.filters,
    pages: createPageStore(db, { id: run.id, workspaceId: run.workspace_id }, await pageKey(deps, run, lease)),
    lease,
    signal,
    now: run.started_at ?? new Date(),
    hash,
    isFatal: (error) => isPutOff(error, ranMs()),
  });
  if (spreadsheet) await withRetry(() => writeProgress(db, lease, { phase: 'publishing' }));
  const found = readings.some(({ failure }) => failure) ? await foundBefore(db, report, all) : [];
  const memory = await memoryOf(db, report, all);
  const seal = (changes: KeptChanges) => sealChanges(sealer, run, changes);
  const onQueued = queuePlace(async (ahead) => await writeProgress(db, lease, { queue_ahead: ahead }));
  const job = {
    ...shown,
    publish,
    run,
    readings,
    found,
    memory,
    seal,
    titleOf,
    held,
    nextDue: dueTold(await withRetry(() => scheduleOf(db, report.id))),
  };
  const end = await publishRun({ ...job, onQueued });
  await publishAudiences({ ...deps, ...job, onQueued, all, audiences }, end);
  await rememberRun(deps, run, report, readings);
  await withRetry(() => finishRun(db, lease, end, spreadsheet === null));
  return end;
}

/** What the last publish left to compare with. */
async function memoryOf(db: Database, { id, cleared_at }: ReportRow, all: readonly Column[]): Promise<Memory | null> {
  const memory = await withRetry(() => publishedRows(db, id));
  return memory && cleared_at !== null ? withoutPersonalCounts(memory, all) : memory;
}

/** The columns in the tab that an expanding one stood for: rows that stay keep what they have in them. */
async function foundBefore(db: Database, report: ReportRow, all: readonly Column[]): Promise<Column[]> {
  const published = await withRetry(() => publishedColumns(db, report));
  return published.filter(({ id }) => !all.some((column) => column.id === id));
}

/** The run's own key for its staged rows; made once, so that a resumed run can open what was staged before. */
async function pageKey({ db, sealer }: RunDeps, run: TakenRun, lease: Lease): Promise<Buffer> {
  const context = { kind: 'run-key', id: run.id, workspaceId: run.workspace_id };
  if (run.page_key) return sealer.unwrapKey(run.page_key, context);
  const { key, wrapped } = sealer.newKey(context);
  await withRetry(() => writeProgress(db, lease, { page_key: wrapped, phase: 'reading' }));
  return key;
}
