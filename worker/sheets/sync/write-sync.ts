import type { Spreadsheet } from '../answers.ts';
import type { View } from '../look.ts';
import { freeCells, preflight } from '../preflight.ts';
import type { Plan } from '../plan.ts';
import type { PublishJob } from '../publish-job.ts';
import { cellOf, type SheetRequest } from '../requests.ts';
import { fillStaging, newStaging, openStaging, removeStaging } from '../staging.ts';
import { isAsExpected, rangesOf } from './expected.ts';
import type { SyncDraft } from './draft-sync.ts';
import { planSync, type SyncPlan } from './plan-sync.ts';
import type { Rectangle } from './rectangles.ts';

const MAX_BYTES = 2_000_000;
/** Google refuses bodies over 10 MiB. */
const HARD_MAX_BYTES = 9_000_000;

/**
 * Writes a sync with one call that is all or nothing; what is large is prepared in a hidden tab first.
 *
 * @returns whether every key stood where it was expected when Google wrote.
 * @throws Failure when a check fails; SheetError, `ambiguous` when Google may have written; what the owner check throws.
 */
export async function writeSync(job: PublishJob, view: View, draft: SyncDraft): Promise<boolean> {
  const { maxBytes = MAX_BYTES } = job;
  const plan = planSync(draft, { kind: 'inline' });
  const stagingCells = draft.staged.length * draft.goal.columns.length;
  const hasRoom = freeCells(view, budgetOf(plan), stagingCells) >= 0;
  if (fits(draft, maxBytes) || (!hasRoom && fits(draft, HARD_MAX_BYTES))) {
    preflight(view, budgetOf(plan), draft.goal, 0);
    return await send(job, view, plan, []);
  }
  preflight(view, budgetOf(plan), draft.goal, stagingCells);
  return await writeStaged(job, view, draft, maxBytes);
}

function budgetOf({ requests, sheetId, area, growth, columns, rows }: SyncPlan): Plan {
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0, cells: 0 };
  return { requests, sheetId, area, summary: { ...counts, growth, columns, rows } };
}

function fits({ goal, changed, added }: SyncDraft, maxBytes: number): boolean {
  let bytes = 0;
  for (const { from, to, rows } of [...changed, ...added] satisfies Rectangle[]) {
    for (const index of rows)
      bytes += Buffer.byteLength(JSON.stringify((goal.cells.rows[index] ?? []).slice(from, to).map(cellOf)));
    if (bytes > maxBytes) return false;
  }
  return true;
}

async function writeStaged(job: PublishJob, view: View, draft: SyncDraft, maxBytes: number): Promise<boolean> {
  const { client, spreadsheetId, reportId, runId, onProgress } = job;
  const staging = newStaging();
  const options = {
    client,
    spreadsheetId,
    mark: { report: reportId, run: runId },
    rows: draft.staged.map((index) => draft.goal.cells.rows[index] ?? []),
    columns: draft.goal.columns.length,
    maxBytes,
    call: job.write,
    onRows: (rows: number) => onProgress?.(rows),
  };
  try {
    await openStaging(options, staging, view);
    await fillStaging(options, staging);
    const plan = planSync(draft, { kind: 'staged', sheetId: staging.sheetId });
    return await send(job, { ...view, staging: [] }, plan, [{ deleteSheet: { sheetId: staging.sheetId } }]);
  } catch (error) {
    await removeStaging(client, spreadsheetId, staging, job.call);
    throw error;
  }
}

/** Everything in one call, and the keys of all rows it touched as they are right after it. */
async function send(
  job: PublishJob,
  { staging }: View,
  plan: SyncPlan,
  after: readonly SheetRequest[],
): Promise<boolean> {
  const leftOver = staging.map(({ sheetId }): SheetRequest => ({ deleteSheet: { sheetId } }));
  const requests = [...leftOver, ...plan.requests, ...after];
  const call = { ...job.write, before: job.assertLast ?? job.assertOwner, unstoppable: true };
  const ranges = rangesOf(plan.expected);
  if (ranges.length === 0) {
    await job.client.batchUpdate(job.spreadsheetId, requests, call);
    return true;
  }
  const answer: Spreadsheet = await job.client.batchUpdateAndRead(job.spreadsheetId, requests, ranges, call);
  return isAsExpected(plan.expected, answer);
}
