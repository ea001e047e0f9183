import { Failure } from '../failure.ts';
import { apart, companionsOf, type Companions, type Facts } from './companions.ts';
import { redraft, type Draft } from './draft.ts';
import type { View } from './look.ts';
import { planOf, type Goal, type Plan, type Source } from './plan.ts';
import { readPattern } from './pattern.ts';
import { preflight } from './preflight.ts';
import { isPublished, look, type PublishJob } from './publish-job.ts';
import type { SheetRequest } from './requests.ts';
import { isSheetError } from './sheet-error.ts';

/**
 * `written`: with what it changed, or null when this run had done it before. `outdated`: the rows that stay are others than those that
 * were prepared, and nothing was written.
 */
export type Swapped =
  | {
      readonly status: 'written';
      readonly sheetId: number;
      readonly draft: Draft;
      readonly summary: Plan['summary'] | null;
      readonly isAtomic: boolean;
    }
  | { readonly status: 'outdated'; readonly view: View; readonly draft: Draft };

const TRIES = 4;

/**
 * The one call after which everybody sees the new rows. `seen`: what was read a moment ago, or null to read now. Each further look
 * reads the rows that stay again.
 *
 * @throws Failure when a check fails or Google refuses; whatever the owner check throws; the signal's reason when aborted in time.
 */
export async function swap(job: PublishJob, source: Source, prepared: Draft, seen: View | null): Promise<Swapped> {
  let view = seen ?? (await look(job));
  let draft = prepared;
  let summary: Plan['summary'] | null = null;
  for (let attempt = 1; ; attempt++) {
    if (isPublished(view, job)) return { status: 'written', sheetId: view.tab.sheetId, draft, summary, isAtomic: true };
    job.signal.throwIfAborted();
    if (view !== seen) draft = await redraft(job, view, draft);
    if (draft !== prepared && source.kind === 'staged') return { status: 'outdated', view, draft };
    const pattern = await readPattern(job, view, draft.goal);
    const plan = planOf(view.tab, draft.goal, source, pattern);
    ({ summary } = plan);
    const along = await companionsOf(job, view, factsOf(plan), attempt > 1);
    const requests = swapRequests(draft.goal, source, view, { ...plan, along });
    try {
      const before = job.assertLast ?? job.assertOwner;
      await job.client.batchUpdate(job.spreadsheetId, requests, { ...job.write, before, unstoppable: true });
      return { status: 'written', sheetId: view.tab.sheetId, draft, summary, isAtomic: true };
    } catch (error) {
      if (attempt >= TRIES) throw error;
      view = await lookAgain(job, view, error, attempt);
    }
  }
}

/** Rows of a list that is written anew are not told one by one. */
function factsOf({ summary, managed }: Plan): Facts {
  return { rows: summary.rows, heldBack: null, cells: managed, log: [] };
}

/**
 * After a failed swap only the spreadsheet knows whether it went through; that is read even when the run was cancelled meanwhile.
 *
 * @throws the error itself when trying again cannot help.
 */
async function lookAgain(job: PublishJob, before: View, error: unknown, attempt: number): Promise<View> {
  const isRefused = isSheetError(error, 'bad-request');
  if (!isRefused && !isSheetError(error, 'ambiguous', 'unavailable')) throw error;
  if (!isRefused) await job.client.pause(1000 * 2 ** (attempt - 1));
  const view = await look({ ...job, call: { ...job.call, signal: undefined } });
  const seen = ({ book, tab, staging }: View) => JSON.stringify([book, tab, staging]);
  // what goes along may be why it was refused: it asks for less the next time
  const isHopeless = attempt > 1 || job.how.status === null;
  if (isRefused && isHopeless && seen(view) === seen(before)) throw error;
  return view;
}

type Complete = Plan & { readonly along: Companions };

function swapRequests(goal: Goal, source: Source, view: View, plan: Complete): SheetRequest[] {
  const isSource = (sheetId: number) => source.kind === 'staged' && source.sheetId === sheetId;
  const prepared = view.staging.find(({ sheetId }) => isSource(sheetId));
  if (source.kind === 'staged' && !prepared) {
    throw new Failure(
      'conflict',
      'The hidden tab with the prepared rows was deleted meanwhile, so nothing was written. Refresh again.',
    );
  }
  preflight(view, plan, goal, (prepared?.cells ?? 0) + plan.along.growth);
  const leftOver = view.staging.filter(({ sheetId }) => !isSource(sheetId));
  const remove = ({ sheetId }: { sheetId: number }): SheetRequest => ({ deleteSheet: { sheetId } });
  const { first, last } = apart(plan.along.requests);
  return [...first, ...leftOver.map(remove), ...plan.requests, ...last, ...(prepared ? [remove(prepared)] : [])];
}
