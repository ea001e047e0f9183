import { createHash, randomUUID } from 'node:crypto';
import { Failure } from '../failure.ts';
import { a1 } from './a1.ts';
import type { CellContent } from './requests.ts';
import type { Draft } from './draft.ts';
import type { View } from './look.ts';
import type { Goal } from './plan.ts';
import { look, type PublishJob } from './publish-job.ts';
import { adjacent } from './runs.ts';
import { rowsThatFit, settled } from './staging.ts';
import { swap, type Swapped } from './swap.ts';
import type { Block } from './tab.ts';

const TRIES = 3;

type Written = Extract<Swapped, { status: 'written' }>;

/**
 * Writes a list that finds no room beside the one that is there piece by piece over it: first the room and the remainder, then the
 * values, at last titles, formats and the marker. Until then the tab holds old and new rows; the marker tells it, so that the next
 * run writes everything again if this one is killed. When people move rows meanwhile it begins anew.
 *
 * @throws Failure `no-free-cells` when rows of an account that could not be read would be at risk, `conflict` when people keep moving
 * rows; whatever `swap` throws.
 */
export async function writeInPlace(job: PublishJob, seen: View, draft: Draft, maxBytes: number): Promise<Swapped> {
  refuseKept(draft);
  let view = seen;
  let summary: Written['summary'] = null;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const begun = await begin(job, view, draft);
    if (begun.status !== 'written') return begun;
    summary ??= begun.summary;
    view = await look(job);
    const before = view;
    await fill(job, before, draft.goal, maxBytes);
    view = await look(job);
    if (!isSamePlace(before, view)) continue;
    const done = await swap(job, { kind: 'elsewhere' }, draft, view);
    return done.status === 'written' ? { ...done, summary, isAtomic: false } : done;
  }
  throw new Failure(
    'conflict',
    'People kept moving rows or columns while the list was written piece by piece, so it is not whole. Refresh again.',
  );
}

/** Rows that only the tab holds must not be lost when the run is killed in between. */
function refuseKept({ keptRows }: Draft): void {
  if (![...keptRows.values()].some((rows) => rows.size > 0)) return;
  throw new Failure(
    'no-free-cells',
    'The list does not fit as all or nothing, and it is not written piece by piece while an account cannot be read: its rows are only in the tab. Refresh again when it can.',
  );
}

/** Makes the room. The marker it leaves is of no run and no generation, so that nobody takes the list for whole. */
async function begin(job: PublishJob, view: View, { goal, keptRows }: Draft): Promise<Swapped> {
  const runId = `${job.runId} ${randomUUID()}`;
  const markerId = (createHash('sha256').update(runId).digest().readUInt32BE() % (2 ** 31 - 1)) + 1;
  const unfinished: Draft = { goal: { ...goal, runId, generation: 0, markerId }, keptRows };
  const how = { ...job.how, status: null };
  const first = { ...job, how, runId, generation: 0, assertLast: job.assertOwner };
  return await swap(first, { kind: 'elsewhere' }, unfinished, view);
}

/** Ranges are explicit, so that each call may be repeated. */
async function fill(job: PublishJob, { tab }: View, { cells, columns }: Goal, maxBytes: number): Promise<void> {
  const { client, spreadsheetId, write } = job;
  const { block } = tab;
  if (!block) return;
  const runs = adjacent(columns.map(({ id }) => placeOf(block, id)));
  const first = block.top + 1;
  for (let from = 0; from < cells.rows.length;) {
    const to = from + rowsThatFit(cells.rows, from, maxBytes);
    const rows = cells.rows.slice(from, to);
    const data = runs.map((run) => ({
      range: a1(tab.title, [first + from, first + to], [run.at, run.at + run.to - run.from]),
      values: rows.map((row) => row.slice(run.from, run.to).map(blanked)),
    }));
    const send = () => client.batchUpdateValues(spreadsheetId, data, write);
    await settled(client, send, () => Promise.resolve(false), write.signal);
    job.onProgress?.(to);
    from = to;
  }
}

function placeOf({ columns }: Block, id: string): number {
  const found = columns.find((column) => column.id === id);
  if (found) return found.index;
  throw new Failure('conflict', 'A column was deleted while the list was written piece by piece. Refresh again.');
}

/** In a write of values null leaves what is there. */
function blanked(cell: CellContent): CellContent {
  return cell ?? '';
}

function isSamePlace({ tab: a }: View, { tab: b }: View): boolean {
  const place = ({ block }: View['tab']) =>
    JSON.stringify([block?.top, block?.rows, block?.capacity, block?.columns.map(({ id, index }) => [id, index])]);
  return a.sheetId === b.sheetId && a.title === b.title && place(a) === place(b);
}
