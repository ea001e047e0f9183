import { Failure } from '../failure.ts';
import { takeOver } from './copies/take-over.ts';
import { draftFor, keptCounts, type Draft } from './draft.ts';
import { guardedCopy, memoryOfCopy } from './guarded-copy.ts';
import { mayPaste } from './facts.ts';
import { writeInPlace } from './in-place.ts';
import type { View } from './look.ts';
import { outcomeOf } from './outcome.ts';
import { planOf } from './plan.ts';
import { freeCells, preflight, refuseOtherMode } from './preflight.ts';
import { isPublished, look, newJob, type PublishJob } from './publish-job.ts';
import type { Published, PublishMode, PublishOptions } from './publish-options.ts';
import { fitsOneCall, MAX_BYTES, withPrepared } from './prepared.ts';
import { removeStaging } from './staging.ts';
import { swap, type Swapped } from './swap.ts';
import { firstMemory, isSynced, publishSync } from './sync/publish-sync.ts';

const TRIES = 4;

type Written = Extract<Swapped, { status: 'written' }>;

/**
 * Makes the rows the content of the report's tab, all or nothing: one call while it is small; otherwise the rows are prepared in a
 * hidden tab of the same spreadsheet and swapped in by one call. A publish that this run already did is recognised and not repeated,
 * and an open outcome is settled by reading the marker back. Until the last call succeeds the tab is as it was. Of a source that
 * could not be read, the rows that the tab holds are read and written again in their place.
 *
 * @throws Failure when a check fails or Google refuses; whatever `assertOwner` throws; the signal's reason when aborted in time.
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const asked = newJob(options);
  await takeOver(asked);
  const view = await look(asked);
  refuseOtherMode(view, options.how.mode);
  if (isSynced(asked, view)) return await publishSync(asked, view);
  refuseRepair(options.how);
  const job = await guardedCopy(asked, view);
  const { sheetId, draft, summary, isAtomic } = await write(job, view, await draftFor(job, view));
  const { cut, replaced } = draft.goal.cells;
  const rows = summary?.rows ?? view.tab.marker?.rows ?? 0;
  options.onProgress?.(draft.goal.cells.rows.length);
  const kept = keptCounts(job, draft);
  const memory = (await firstMemory(job, view)) ?? memoryOfCopy(job);
  const outcome = { ...outcomeOf(summary, isAtomic, view), memory, heldBack: job.heldBack ?? null };
  return { sheetId, generation: options.generation, rows, kept, ...job.sent, cut, replaced, outcome };
}

/** Only a list that is kept up to date remembers what its cells were. */
function refuseRepair({ repair, mode }: PublishMode): void {
  if (repair !== 'list') return;
  if (mode === 'sync')
    throw new Failure('invalid-request', 'The list is not in its tab yet, so there are no edits to look for. Refresh.');
  throw new Failure('invalid-request', 'This list is not compared cell by cell, so there are no edits to look for.');
}

async function write(job: PublishJob, seen: View, first: Draft): Promise<Written> {
  let [view, draft] = [seen, first];
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (isPublished(view, job))
      return { status: 'written', sheetId: view.tab.sheetId, draft, summary: null, isAtomic: true };
    const done = await writeOnce(job, view, draft);
    if (done.status === 'written') return done;
    ({ view, draft } = done);
  }
  throw new Failure(
    'conflict',
    'Rows that stay in the tab were changed again and again while the new ones were prepared, so nothing was written. Refresh again.',
  );
}

async function writeOnce(job: PublishJob, view: View, draft: Draft): Promise<Swapped> {
  const { maxBytes = MAX_BYTES } = job;
  const { goal } = draft;
  // room and area are the same wherever the values come from, and without values the plan costs nothing
  const plan = planOf(view.tab, goal, { kind: 'staged', sheetId: 0 });
  const stagingCells = goal.cells.rows.length * goal.columns.length;
  const hasRoom = freeCells(view, plan, stagingCells) >= 0;
  const canPaste = mayPaste(job.client.facts);
  if (fitsOneCall(goal.cells.rows, maxBytes, !hasRoom || !canPaste)) {
    preflight(view, plan, goal, 0);
    return await swap(job, { kind: 'inline' }, draft, view);
  }
  const wantsInPlace = !canPaste || (!hasRoom && job.how.writing.inPlace);
  if (wantsInPlace && goal.mode !== 'append' && freeCells(view, plan, 0) >= 0) {
    preflight(view, plan, goal, 0);
    return await writeInPlace(job, view, draft, maxBytes);
  }
  preflight(view, plan, goal, stagingCells);
  return await writeStaged(job, view, draft, maxBytes);
}

async function writeStaged(job: PublishJob, view: View, draft: Draft, maxBytes: number): Promise<Swapped> {
  const { cells, columns } = draft.goal;
  return await withPrepared(job, view, { rows: cells.rows, columns: columns.length, maxBytes }, async (staging) => {
    const done = await swap(job, { kind: 'staged', sheetId: staging.sheetId }, draft, null);
    if (done.status === 'written') return done;
    await removeStaging(job.client, job.spreadsheetId, staging, job.call);
    return { ...done, view: await look(job) };
  });
}
