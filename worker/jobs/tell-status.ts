import type { Database } from '../db/connection.ts';
import { findReport } from '../db/reports.ts';
import type { RunOutcome } from '../db/run-end.ts';
import { lastRunOfEach, type RunRow } from '../db/runs.ts';
import { scheduleOf } from '../db/schedules.ts';
import { spreadsheetOfWorkspace } from '../db/spreadsheets.ts';
import type { WriteStatus } from '../google-sheets.ts';
import type { Log } from '../log.ts';
import { dueTold } from '../schedules/schedule-view.ts';

/** It is told in passing: nobody waits longer for it. */
const PATIENCE_MS = 20_000;

type Parts = { readonly db: Database; readonly log: Log; readonly writeStatus: WriteStatus };

const STATES = { stale: 'Older than it should be', failed: 'Not refreshed', held: 'Waits for you' } as const;

/** What no publish has told; null: nothing. */
function stateOf(end: RunOutcome): string | null {
  return 'code' in end ? `${STATES[end.status]}: ${end.message}` : null;
}

/**
 * Tells in the tab "Willcall" that a run wrote nothing, if the report has a tab with rows. Changes nothing about the run, which has ended; when a newer run of the report is there, that one tells.
 */
export async function tellStatus(parts: Parts, run: RunRow, end: RunOutcome, shutdown: AbortSignal): Promise<void> {
  const { db } = parts;
  const state = stateOf(end);
  if (state === null) return;
  const signal = AbortSignal.any([shutdown, AbortSignal.timeout(PATIENCE_MS)]);
  await tell(parts, run.report_id, state, { signal, before: async () => await refuseOlder(db, run) });
}

/** Tells in the tab "Willcall" when the next refresh of a report is due, after somebody changed that; the rest of its line stays. */
export async function tellDue(parts: Parts, reportId: string): Promise<void> {
  await tell(parts, reportId, null, { signal: AbortSignal.timeout(PATIENCE_MS), before: async () => undefined });
}

/** Best effort. */
async function tell(
  { db, log, writeStatus }: Parts,
  reportId: string,
  state: string | null,
  call: Parameters<WriteStatus>[2],
): Promise<void> {
  try {
    const report = await findReport(db, reportId);
    if (!report || report.spreadsheet_id === null || report.tab === null || report.generation === 0) return;
    const spreadsheet = await spreadsheetOfWorkspace(db, report.workspace_id, report.spreadsheet_id);
    if (!spreadsheet.status_tab) return;
    const nextDue = dueTold(await scheduleOf(db, report.id));
    const line = { reportId, tab: report.tab, state, asOf: null, rows: null, nextDue };
    const problem = await writeStatus(spreadsheet.google_id, line, call);
    if (problem) log.info({ reportId, err: problem }, 'the status line was not written');
  } catch (err) {
    log.info({ reportId, err }, 'the status line was not written');
  }
}

async function refuseOlder(db: Database, run: RunRow): Promise<void> {
  const [newest] = await lastRunOfEach(db, [run.report_id]);
  if (newest?.id !== run.id) throw new Error('a newer run of the report tells');
}
