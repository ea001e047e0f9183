import type { Spreadsheet } from '../answers.ts';
import type { Companions } from '../companions.ts';
import type { View } from '../look.ts';
import { freeCells, preflight } from '../preflight.ts';
import type { Budget } from '../blockers.ts';
import type { PublishJob } from '../publish-job.ts';
import { cellOf, type SheetRequest } from '../requests.ts';
import { fillStaging, newStaging, openStaging, removeStaging } from '../staging.ts';
import { isAsExpected, rangesOf } from './expected.ts';
import type { SyncDraft } from './draft-sync.ts';
import { refuseMergesInTheWay } from './merges.ts';
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
export async function writeSync(job: PublishJob, view: View, draft: SyncDraft, along: Companions): Promise<boolean> {
  const { maxBytes = MAX_BYTES } = job;
  refuseMergesInTheWay(draft);
  const plan = planSync(draft, { kind: 'inline' });
  const stagingCells = draft.staged.length * draft.goal.columns.length;
  const hasRoom = freeCells(view, budgetOf(plan), stagingCells + along.growth) >= 0;
  if (fits(draft, maxBytes) || (!hasRoom && fits(draft, HARD_MAX_BYTES))) {
    preflight(view, budgetOf(plan), draft.goal, along.growth);
    return await send(job, view, plan, along.requests);
  }
  preflight(view, budgetOf(plan), draft.goal, stagingCells + along.growth);
  return await writeStaged(job, view, draft, along, maxBytes);
}

function budgetOf({ area, growth, columns }: SyncPlan): Budget {
  return { area, summary: { growth, columns } };
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

async function writeStaged(
  job: PublishJob,
  view: View,
  draft: SyncDraft,
  along: Companions,
  maxBytes: number,
): Promise<boolean> {
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
    const drop: SheetRequest = { deleteSheet: { sheetId: staging.sheetId } };
    return await send(job, { ...view, staging: [] }, plan, [...along.requests, drop]);
  } catch (error) {
    await removeStaging(client, spreadsheetId, staging, job.call);
    throw error;
  }
}

/** Everything in one call, what goes along included, and the keys of all rows it touched as they are right after it. */
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
