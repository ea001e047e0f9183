import { companionsOf, type Facts } from '../companions.ts';
import { logOf } from './log.ts';
import { serialIn } from '../../../shared/dates.ts';
import { freeTrash } from './trash.ts';
import { isKeyColumn } from '../key-column.ts';
import type { View } from '../look.ts';
import type { Memory } from '../memory.ts';
import { isPublished, look, type PublishJob } from '../publish-job.ts';
import type { Outcome, Published } from '../publish-options.ts';
import { isSheetError, SheetError } from '../sheet-error.ts';
import { sourceOf, type Contents } from './contents.ts';
import { bringBack } from './bring-back.ts';
import { mendsFor, remember, type Bystanders } from './hand-typed.ts';
import { headerIsGone, mendHeader } from './mend-header.ts';
import { memoryOf, outcomeOf } from './outcome.ts';
import { draftSync, type SyncDraft } from './draft-sync.ts';
import { busy, survey } from './survey.ts';
import { syncGoal, type SyncGoal } from './sync-goal.ts';
import { writeSync, type SyncWritten } from './write-sync.ts';

/** A first try, and three more when people moved rows meanwhile. */
const TRIES = 4;
const AMBIGUOUS_TRIES = 4;

/** One sync while it is done: `outcome` tells of the first draft, which may have been written before its answer was lost. */
type Sync = {
  job: PublishJob;
  readonly goal: SyncGoal;
  outcome: Outcome | null;
  troubles: number;
  bystanders: Bystanders | null;
  /** 1 once cells of others were put back: these need one more look, which is no new try. */
  checks: 0 | 1;
};

/** Whether the tab is brought up to date around what people did in it: not a new one, nor one to be written anew. */
export function isSynced({ how }: PublishJob, { tab }: View): boolean {
  if (how.mode !== 'sync' || tab.block === null || tab.marker?.keyed !== true) return false;
  // a list that was being written piece by piece when its run was killed holds guests twice
  if (tab.marker.generation === 0) return false;
  return !how.rebuild || tab.block.columns.some(isKeyColumn);
}

/** What the next sync compares with, after the list was written anew. */
export async function firstMemory(job: PublishJob, { timeZone }: View): Promise<Memory | null> {
  if (job.how.mode !== 'sync') return null;
  const goal = await syncGoal(job, job.timeZone ?? timeZone);
  return memoryOf(goal, job.how, null, { staying: [], heldBack: null, copied: new Set() });
}

/**
 * Brings a tab up to date around everything people did in it: rows are found by their keys, columns by their marks, and only cells that
 * changed are written. Google cannot refuse a write when rows were moved since we looked, so each write brings back the keys of the
 * rows it touched; when one is not where it was expected, everything is read and put right, at most three times.
 *
 * @throws Failure `key-column-gone`, `tab-busy`, or when a check fails or Google refuses; whatever the owner checks throw.
 */
export async function publishSync(job: PublishJob, seen: View): Promise<Published> {
  const goal = await syncGoal(job, job.timeZone ?? seen.timeZone);
  const sync: Sync = { job, goal, outcome: null, troubles: 0, bystanders: null, checks: 0 };
  let view = await withHeader(sync, seen);
  for (let attempt = 1; attempt <= TRIES + sync.troubles + sync.checks; attempt++) {
    const draft = await drafted(sync, view, attempt === 1);
    const done = draft && (await finished(sync, view, draft));
    if (done !== null && done !== 'not-begun') return done;
    if (done === 'not-begun') sync.outcome = null;
    view = await lookAgain(sync, done === 'not-begun' ? null : draft);
  }
  throw busy();
}

/** @returns null when rows were moved while they were read. */
async function drafted(sync: Sync, view: View, isFirst: boolean): Promise<SyncDraft | null> {
  const { job, goal } = sync;
  const known = comparable(job, goal, view);
  const isTrusted = isFirst && !isPublished(view, job) && job.how.repair === null;
  const draft = await draftFor(sync, view, isTrusted ? known : null).catch(unlessMoved);
  if (draft !== null) sync.outcome ??= outcomeOf(draft, job.how, known);
  return draft;
}

/** @returns null when the tab has to be looked at again. */
async function finished(sync: Sync, view: View, draft: SyncDraft): Promise<Published | 'not-begun' | null> {
  if (sync.job.how.repair === 'list') return listed(sync, draft);
  const done = await written(sync, view, draft);
  if (done !== 'as-expected') return done === 'not-begun' ? done : null;
  // rows without a key cannot be told from others in the answer
  if (draft.mends.length > 0) {
    sync.checks = 1;
    return null;
  }
  await freeTrash(sync.job);
  return published(sync, draft);
}

/** Google refuses to read rows that people deleted since we looked. */
function unlessMoved(error: unknown): null {
  if (isSheetError(error, 'bad-request')) return null;
  throw error;
}

/** What is written must be put right, also when the run was cancelled meanwhile; before that it may still be stopped. */
async function lookAgain(sync: Sync, draft: SyncDraft | null): Promise<View> {
  const { job } = sync;
  if (draft) sync.bystanders = remember(sync.bystanders, draft);
  const never = new AbortController().signal;
  const unstoppable = {
    ...job,
    signal: never,
    call: { ...job.call, signal: never },
    write: { ...job.write, signal: never },
  };
  const view = await look(unstoppable);
  if (isPublished(view, job)) sync.job = unstoppable;
  else job.signal.throwIfAborted();
  return draft && isPublished(view, job) ? await bringBack(sync.job, view, draft) : view;
}

async function withHeader({ job, goal }: Sync, view: View): Promise<View> {
  if (!headerIsGone(view) || job.how.repair === 'list') return view;
  await mendHeader(job, view, goal);
  return await look(job);
}

/** What was published last, if it still describes the tab and the rows would be written the same way today. */
function comparable({ how: { memory } }: PublishJob, { fingerprint, columns }: SyncGoal, { tab }: View): Memory | null {
  const isOfTab = memory?.generation === tab.marker?.generation && memory?.fingerprint === fingerprint;
  // a column that people deleted comes back, and must be filled
  const isWhole = columns.every(({ id }) => tab.block?.columns.some((column) => column.id === id));
  // a write of an earlier run that arrived late left its marker, and perhaps its values
  const isAlone = (tab.marker?.strays ?? []).length === 0;
  return isOfTab && isWhole && isAlone ? memory : null;
}

/** Cells people edited are only told, and nothing is written. */
function listed(sync: Sync, draft: SyncDraft): Published {
  const { marker } = draft.contents.tab;
  const done = published(sync, draft);
  const outcome = { ...done.outcome, memory: sync.job.how.memory };
  return { ...done, generation: marker?.generation ?? done.generation, outcome };
}

async function draftFor({ job, goal, bystanders }: Sync, view: View, memory: Memory | null): Promise<SyncDraft> {
  const found = await survey(job, view, goal, memory);
  await refuseMovedColumn(job, view, found.contents);
  const now = serialIn(job.timeZone ?? view.timeZone)(job.how.asOf.toISOString());
  const [first] = goal.columns;
  const mends = mendsFor(bystanders, view, found.bystanders);
  return draftSync({ ...found, mends, goal, now, note: `${first?.description ?? ''}\n\n${goal.certificate}`.trim() });
}

/** No key at all: either people deleted all rows, or they moved the columns since we looked. */
async function refuseMovedColumn(job: PublishJob, view: View, { lines, keyColumn }: Contents): Promise<void> {
  if ((view.tab.marker?.rows ?? 0) === 0 || lines.some(({ key }) => key !== null)) return;
  const { block } = (await look(job)).tab;
  const isThere = block?.columns.some((one) => isKeyColumn(one) && one.index === keyColumn) === true;
  if (!isThere) throw new SheetError('bad-request', 'The key column was moved meanwhile.');
}

/** Whether the tab already is what it should be. */
function isIdle({ differences, match, at, mends }: SyncDraft): boolean {
  return mends.length + differences.length + match.fresh.length + at.deleted.length + at.cleared.length === 0;
}

/** An outcome that Google did not tell, or a refusal because somebody changed the tab meanwhile, is settled by looking again. */
async function written(sync: Sync, view: View, draft: SyncDraft): Promise<SyncWritten> {
  const { job } = sync;
  if (isPublished(view, job) && isIdle(draft)) return 'as-expected';
  try {
    const along = await companionsOf(job, view, factsOf(draft), sync.troubles > 0);
    return await writeSync(job, view, draft, along);
  } catch (error) {
    const isUnclear = isSheetError(error, 'ambiguous', 'unavailable');
    if (!isUnclear && !(isSheetError(error, 'bad-request') && (await isOther(sync, view)))) throw error;
    sync.troubles += 1;
    if (sync.troubles >= AMBIGUOUS_TRIES) throw error;
    if (isUnclear) await job.client.pause(1000 * 2 ** (sync.troubles - 1));
    return 'otherwise';
  }
}

/** What the list is once the draft is written. */
function factsOf(draft: SyncDraft): Facts {
  const { contents, goal, match, at } = draft;
  const { tab, block } = contents;
  return {
    rows: goal.keys.length + match.staying.length,
    heldBack: match.heldBack,
    cells: { sheetId: tab.sheetId, rows: [block.top, block.top + 1 + at.capacity], columns: at.columns.positions },
    log: logOf(draft),
  };
}

/** Whether the spreadsheet is not what it was, or what goes along may have been refused: it asks for less the next time. */
async function isOther({ job, troubles }: Sync, before: View): Promise<boolean> {
  if (troubles === 0 && job.how.status !== null) return true;
  const seen = ({ book, tab }: View) => JSON.stringify([book, tab]);
  return seen(await look(job)) !== seen(before);
}

function published({ job, outcome }: Sync, draft: SyncDraft): Published {
  const { goal, match, contents } = draft;
  const kept = new Map(job.sources.filter(({ rows }) => rows === null).map(({ id }) => [id, 0]));
  for (const { key } of match.staying) {
    const source = sourceOf(key ?? '');
    if (kept.has(source)) kept.set(source, (kept.get(source) ?? 0) + 1);
  }
  const { cut, replaced, rows } = goal.cells;
  return {
    sheetId: contents.tab.sheetId,
    generation: job.generation,
    rows: rows.length + match.staying.length,
    kept: Object.fromEntries(kept),
    ...job.sent,
    cut,
    replaced,
    outcome: outcome ?? outcomeOf(draft, job.how, null),
  };
}
