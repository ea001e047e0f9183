import { sql, type Kysely } from 'kysely';
import type { Certificate } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import type { ChangeSummary } from '../../shared/changes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { keepable, keepableJson } from '../keepable.ts';
import type { Memory } from '../sheets/memory.ts';
import { clearTakenOver } from './erasures.ts';
import { writePublishedRows } from './published-rows.ts';
import { markStale, writeSourceStates, type SourceState } from './report-sources.ts';
import { grown, held, LeaseLost, type Lease } from './run-lease.ts';
import { noteTally } from './report-tallies.ts';
import { writeRunChanges } from './run-changes.ts';
import { raiseRunNotices } from './run-notices.ts';
import { noteRunEnd } from './schedule-run-end.ts';
import { lockScheduleOfRun } from './schedules.ts';
import { OPEN } from './runs.ts';
import type { Tally } from './tables-notices.ts';
import type { StoredHold, Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** What became of the tab, and what is remembered of it. */
export type PublishedState = {
  readonly reportId: string;
  readonly workspaceId: string;
  /** Whether the tab was written: not when edited cells were only to be listed. */
  readonly isWritten: boolean;
  readonly generation: number;
  readonly sheetId: number;
  /** Hash of what was asked. */
  readonly fingerprint: string;
  readonly changes: ChangeSummary;
  /** Keys of the rows that changed, sealed. */
  readonly sealedChanges: Buffer;
  readonly hold: StoredHold | null;
  readonly memory: Memory | null;
  /** What its rows come to, for the daily summary; null: not known. */
  readonly tally: Tally | null;
};

export type RunOutcome =
  | {
      status: 'done';
      certificate: Certificate;
      rows: number;
      columns: readonly Column[];
      sources: readonly SourceState[];
      /** What the tab became; null when the rows are kept for a download instead. */
      published: PublishedState | null;
    }
  /** `of`: the report whose tab stays as it was because its ticketing systems could not be read. */
  | { status: 'stale' | 'failed' | 'held'; code: ErrorCode; message: string; of: string | null }
  | { status: 'cancelled' };

/**
 * Ends a run, and notes what was published with its report. Its staged rows are deleted and their key dropped, unless they are
 * kept for a download.
 *
 * @throws LeaseLost
 */
export async function finishRun(db: Db, lease: Lease, outcome: RunOutcome, keepRows: boolean): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const schedule = await lockScheduleOfRun(transaction, lease.runId);
    const run = await held(transaction, lease)
      .set({ ...columnsOf(outcome), ...(keepRows ? {} : { page_key: null }), ...CLOSED })
      .returning(['workspace_id', 'report_id'])
      .executeTakeFirst();
    if (!run) throw new LeaseLost('the run is no longer ours');
    await raiseRunNotices(transaction, { workspaceId: run.workspace_id, reportId: run.report_id }, outcome);
    if (schedule) await noteRunEnd(transaction, schedule, lease.runId);
    if (!keepRows) await transaction.deleteFrom('run_pages').where('run_id', '=', lease.runId).execute();
    if ('of' in outcome && outcome.of !== null) await markStale(transaction, outcome.of);
    if (outcome.status !== 'done' || !outcome.published) return;
    const { reportId, workspaceId, sealedChanges: sealed } = outcome.published;
    await writeRunChanges(transaction, { reportId, workspaceId, runId: lease.runId, sealed });
    if (!outcome.published.isWritten) return;
    await writeSourceStates(transaction, outcome.sources);
    await writePublished(transaction, outcome.published);
  });
}

async function writePublished(db: Db, published: PublishedState): Promise<void> {
  const { generation, sheetId, fingerprint, hold } = published;
  await clearTakenOver(db, published.reportId);
  await db
    .updateTable('reports')
    .set({
      generation,
      sheet_id: sheetId,
      fingerprint,
      hold: hold && keepableJson(hold),
      published_at: sql<Date>`now()`,
    })
    .where('id', '=', published.reportId)
    .execute();
  await writePublishedRows(db, published, published.memory);
  if (published.tally) await noteTally(db, published, published.tally);
}

const CLOSED = {
  phase: 'finished' as const,
  owner: null,
  lease_until: null,
  queue_ahead: null,
  finished_at: sql<Date>`now()`,
  version: grown,
};

function columnsOf(outcome: RunOutcome) {
  if (outcome.status === 'cancelled') return { status: outcome.status };
  if (outcome.status !== 'done') {
    return { status: outcome.status, error_code: outcome.code, error_message: keepable(outcome.message) };
  }
  const { status, rows, published } = outcome;
  const { generation = null, sheetId = null } = published?.isWritten ? published : {};
  return {
    status,
    certificate: keepableJson(outcome.certificate),
    columns: keepableJson(outcome.columns),
    generation,
    sheet_id: sheetId,
    rows,
    changes: published && JSON.stringify(published.changes),
    hold: published?.hold ? keepableJson(published.hold.hold) : null,
  };
}

/**
 * Stops an open run at once, whoever works on it: its lease is void, its rows are erased. Only while the call that makes the rows
 * visible may be under way it is asked to stop, and its holder (or the next one) finds out what became of that call.
 *
 * @returns whether it was open.
 */
export async function requestCancel(db: Db, id: string): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const run = await transaction
      .selectFrom('runs')
      .select('in_last_call')
      .where('id', '=', id)
      .where('status', 'in', [...OPEN])
      .forUpdate()
      .executeTakeFirst();
    if (!run) return false;
    const asked = { cancel_requested: true, not_before: null, version: grown };
    const ended = { status: 'cancelled' as const, page_key: null, epoch: sql<number>`epoch + 1`, ...CLOSED };
    await transaction
      .updateTable('runs')
      .set(run.in_last_call ? asked : ended)
      .where('id', '=', id)
      .execute();
    if (!run.in_last_call) await transaction.deleteFrom('run_pages').where('run_id', '=', id).execute();
    return true;
  });
}
