import type { Certificate, Scope } from '../../shared/api.ts';
import { pickColumns, type Column } from '../../shared/columns.ts';
import type { Database } from '../db/connection.ts';
import { withRetry } from '../db/connection.ts';
import { reportSource, type ReportSource } from '../db/report-sources.ts';
import { finishRun, type RunOutcome } from '../db/run-end.ts';
import { postponeRun, takeLease, writeProgress, type Lease } from '../db/run-lease.ts';
import { type RunRow } from '../db/runs.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Dataset } from '../providers/provider.ts';
import { certify, pull, pullStart, type Ask, type PullCursor } from '../providers/pull.ts';
import type { Sealer } from '../security/sealing.ts';
import type { Publish } from '../google-sheets.ts';
import { CollectedRows } from './collected-rows.ts';
import { outcomeOf } from './job-outcome.ts';
import { withLease, type Held } from './lease-keeper.ts';
import { createPageStore, type PageStore } from './page-store.ts';

/** Lease-takings without a page of progress after which a run counts as one that only ever crashes. */
const CRASHES_ALLOWED = 10;

export type RunDeps = {
  readonly db: Database;
  readonly log: Log;
  readonly sealer: Sealer;
  /** Name of this process in leases. */
  readonly owner: string;
  /** Dataset and way to ask for a report's connection; opens its credentials. @throws Failure */
  readonly source: (from: ReportSource, signal: AbortSignal) => { dataset: Dataset; ask: Ask };
  readonly publish: Publish;
};

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
  let reason = shutdown;
  try {
    await withLease(db, lease, { shutdown, isOpen: run.in_last_call }, async (held) => {
      reason = held.signal;
      await work(deps, run, lease, held);
    });
    return null;
  } catch (error) {
    const outcome = outcomeOf(error, reason, run.ran_ms + performance.now() - takenAt);
    log.info({ runId, outcome: outcome.kind, ...(outcome.kind === 'failed' ? { err: error } : {}) }, 'run stopped');
    return await withRetry(() => conclude(db, lease, outcome));
  }
}

async function conclude(db: Database, lease: Lease, outcome: ReturnType<typeof outcomeOf>): Promise<number | null> {
  if (outcome.kind === 'lost') return null;
  if (outcome.kind === 'postponed') {
    await postponeRun(db, lease, outcome.waitMs);
    return outcome.waitMs;
  }
  const end: RunOutcome =
    outcome.kind === 'failed'
      ? { status: 'failed', code: outcome.code, message: outcome.message }
      : { status: 'cancelled' };
  await finishRun(db, lease, end, false);
  return null;
}

async function work(deps: RunDeps, run: RunRow, lease: Lease, held: Held): Promise<void> {
  const { signal } = held;
  if (run.crashes > CRASHES_ALLOWED)
    throw new Failure('internal', 'Willcall stopped again and again while refreshing this report.');
  const from = await withRetry(() => reportSource(deps.db, run.report_id));
  if (!from) throw new Failure('not-found', 'This report was deleted.');
  const { dataset, ask } = deps.source(from, signal);
  const columns = pickColumns(dataset.columns, from.report.columns);
  const rows = new CollectedRows(from.report.columns);
  const pages = createPageStore(
    deps.db,
    { id: run.id, workspaceId: run.workspace_id },
    await pageKey(deps, run, lease),
  );
  const cursor = await read({ dataset, ask, scope: from.report.scope, rows, pages, lease, signal });
  const certificate = certify(cursor, rows.known);
  const end = await publishRows(deps, { run, from, columns, rows, certificate, lease, held });
  await withRetry(() => finishRun(deps.db, lease, end, from.spreadsheet === null));
}

/** The run's own key for its staged rows; made once, so that a resumed run can open what was staged before. */
async function pageKey({ db, sealer }: RunDeps, run: RunRow, lease: Lease): Promise<Buffer> {
  const context = { kind: 'run-key', id: run.id, workspaceId: run.workspace_id };
  if (run.page_key) return sealer.unwrapKey(run.page_key, context);
  const { key, wrapped } = sealer.newKey(context);
  await withRetry(() => writeProgress(db, lease, { page_key: wrapped, phase: 'reading' }));
  return key;
}

type Reading = {
  dataset: Dataset;
  ask: Ask;
  scope: Scope;
  rows: CollectedRows;
  pages: PageStore;
  lease: Lease;
  signal: AbortSignal;
};

async function read({ dataset, ask, scope, rows, pages, lease, signal }: Reading): Promise<PullCursor> {
  let cursor = pullStart;
  let number = 0;
  for await (const page of pages.read()) {
    rows.restore(page.readings);
    ({ cursor, number } = page);
  }
  for await (const page of pull({ dataset, scope, ask, known: rows.known, now: new Date() }, cursor)) {
    signal.throwIfAborted();
    rows.add(page.readings);
    number += 1;
    const staged = number;
    await withRetry(() => pages.stage(lease, staged, page, rows.size));
    cursor = page.cursor;
  }
  return cursor;
}

type Publishing = {
  run: RunRow;
  from: ReportSource;
  columns: Column[];
  rows: CollectedRows;
  certificate: Certificate;
  lease: Lease;
  held: Held;
};

async function publishRows(deps: RunDeps, publishing: Publishing): Promise<RunOutcome> {
  const { run, from, columns, rows, certificate, lease, held } = publishing;
  const { report, spreadsheet } = from;
  const values = rows.values();
  const done = { status: 'done' as const, certificate, rows: values.length };
  if (!spreadsheet || report.tab === null) return { ...done, published: null };
  await withRetry(() => writeProgress(deps.db, lease, { phase: 'publishing', rows: values.length }));
  const generation = report.generation + 1;
  const { sheetId } = await deps.publish({
    spreadsheetId: spreadsheet.google_id,
    reportId: report.id,
    runId: run.id,
    tab: report.tab,
    sheetId: report.sheet_id,
    columns,
    rows: values,
    generation,
    certificateNote: sentenceOf(certificate),
    ...held,
  });
  return { ...done, published: { reportId: report.id, generation, sheetId } };
}

/** Completeness in the organizer's words, for the note on the first header cell. */
function sentenceOf({ complete, rows, providerTotal, dropped }: Certificate): string {
  const of = providerTotal === null ? '' : ` of ${providerTotal}`;
  const left = dropped === 0 ? '' : ` ${dropped} were left out because they are deleted.`;
  return complete ? `All ${rows + dropped}${of} read.${left}` : `Not complete: ${rows + dropped}${of} read.${left}`;
}
