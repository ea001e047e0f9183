import type { Spreadsheet } from '../answers.ts';
import { apart, type Companions } from '../companions.ts';
import type { View } from '../look.ts';
import { freeCells, preflight } from '../preflight.ts';
import type { Budget } from '../blockers.ts';
import type { PublishJob } from '../publish-job.ts';
import type { Cells } from '../client.ts';
import { mayPaste } from '../facts.ts';
import { fitsOneCall, MAX_BYTES, withPrepared } from '../prepared.ts';
import type { SheetRequest } from '../requests.ts';
import { removeStaging } from '../staging.ts';
import type { Contents, Line } from './contents.ts';
import { isAsExpected, rangesOf } from './expected.ts';
import { readKeys } from './read-lines.ts';
import type { SyncDraft } from './draft-sync.ts';
import { refuseMergesInTheWay } from './merges.ts';
import { planSync, type SyncPlan } from './plan-sync.ts';
import type { Rectangle } from './rectangles.ts';

/** `otherwise`: written while rows were moved; `not-begun`: they were moved before, and nothing was written. */
export type SyncWritten = 'as-expected' | 'otherwise' | 'not-begun';

/**
 * Writes a sync with one call that is all or nothing; what is large is prepared in a hidden tab first.
 *
 * @returns whether every key stood where it was expected when Google wrote, or that rows were moved before anything was written.
 * @throws Failure when a check fails; SheetError, `ambiguous` when Google may have written; what the owner check throws.
 */
export async function writeSync(
  job: PublishJob,
  view: View,
  draft: SyncDraft,
  along: Companions,
): Promise<SyncWritten> {
  const { maxBytes = MAX_BYTES } = job;
  refuseMergesInTheWay(draft);
  const plan = planSync(draft, { kind: 'inline' });
  const stagingCells = draft.staged.length * draft.goal.columns.length;
  const hasRoom = freeCells(view, budgetOf(plan), stagingCells + along.growth) >= 0;
  if (fitsOneCall(cellsIn(draft), maxBytes, !hasRoom || !mayPaste(job.client.facts))) {
    preflight(view, budgetOf(plan), draft.goal, along.growth);
    return await send(job, view, plan, along.requests);
  }
  preflight(view, budgetOf(plan), draft.goal, stagingCells + along.growth);
  return await writeStaged(job, view, draft, along, maxBytes);
}

function budgetOf({ area, growth, columns }: SyncPlan): Budget {
  return { area, summary: { growth, columns } };
}

/** What the rectangles of a draft write, row by row. */
function* cellsIn({ goal, changed, added }: SyncDraft): Generator<Cells[number]> {
  for (const { from, to, rows } of [...changed, ...added] satisfies Rectangle[]) {
    for (const index of rows) yield (goal.cells.rows[index] ?? []).slice(from, to);
  }
}

/** People had time to move rows while theirs were prepared: what is seen in advance needs not be put right afterwards. */
async function writeStaged(
  job: PublishJob,
  view: View,
  draft: SyncDraft,
  along: Companions,
  maxBytes: number,
): Promise<SyncWritten> {
  const { goal, staged, contents } = draft;
  const rows = staged.map((index) => goal.cells.rows[index] ?? []);
  return await withPrepared(job, view, { rows, columns: goal.columns.length, maxBytes }, async (staging) => {
    if (await isMoved(job, contents)) {
      await removeStaging(job.client, job.spreadsheetId, staging, job.call);
      return 'not-begun';
    }
    const plan = planSync(draft, { kind: 'staged', sheetId: staging.sheetId });
    const drop: SheetRequest = { deleteSheet: { sheetId: staging.sheetId } };
    return await send(job, { ...view, staging: [] }, plan, [...along.requests, drop]);
  });
}

async function isMoved(job: PublishJob, contents: Contents): Promise<boolean> {
  const { lines } = await readKeys(job, contents);
  const keys = (of: readonly Line[]) =>
    JSON.stringify(of.flatMap(({ key, row }) => (key === null ? [] : [[row, key]])));
  return keys(lines) !== keys(contents.lines);
}

/** Everything in one call, what goes along included, and the keys of all rows it touched as they are right after it. */
async function send(
  job: PublishJob,
  { staging }: View,
  plan: SyncPlan,
  after: readonly SheetRequest[],
): Promise<SyncWritten> {
  const leftOver = staging.map(({ sheetId }): SheetRequest => ({ deleteSheet: { sheetId } }));
  const { first, last } = apart(after);
  const requests = [...first, ...leftOver, ...plan.requests, ...last];
  const call = { ...job.write, before: job.assertLast ?? job.assertOwner, unstoppable: true };
  const ranges = rangesOf(plan.expected);
  if (ranges.length === 0) {
    await job.client.batchUpdate(job.spreadsheetId, requests, call);
    return 'as-expected';
  }
  const answer: Spreadsheet = await job.client.batchUpdateAndRead(job.spreadsheetId, requests, ranges, call);
  return isAsExpected(plan.expected, answer) ? 'as-expected' : 'otherwise';
}
