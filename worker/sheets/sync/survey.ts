import { Failure } from '../../failure.ts';
import { withoutFormulas } from '../fill-down.ts';
import { isKeyColumn } from '../key-column.ts';
import type { View } from '../look.ts';
import type { Memory } from '../memory.ts';
import type { PublishJob } from '../publish-job.ts';
import { refuseAboveHeader } from './above-header.ts';
import type { Contents, Line } from './contents.ts';
import { differences, isChanged, suspects, type Difference } from './diff.ts';
import { bystandersIn, linesBelow } from './hand-typed.ts';
import { match, type Match } from './match.ts';
import { readKeys, readLines, type Place } from './read-lines.ts';
import { readRemoved } from './read-removed.ts';
import { newRemoved, type RemovedTab } from './removed-tab.ts';
import { syncColumns } from './sync-columns.ts';
import type { SyncGoal } from './sync-goal.ts';

/** What the tab holds, set against what it should hold. */
export type Survey = {
  readonly contents: Contents;
  readonly match: Match;
  readonly differences: readonly Difference[];
  readonly removed: RemovedTab;
  /** Rows that nothing is written into, and some below the list, with their cells. */
  readonly bystanders: readonly Line[];
};

const TRIES = 4;

/**
 * Reads the tab as far as a sync must know it: its keys, and of its rows those that may have changed, leave, or may be blank.
 * `memory` null: every row.
 *
 * @throws Failure `key-column-gone`; `tab-busy` when people move rows each time between two reads.
 */
export async function survey(job: PublishJob, view: View, goal: SyncGoal, memory: Memory | null): Promise<Survey> {
  const place = placeOf(view);
  const { guard } = job.how.writing;
  const rules = { guard: job.how.isGuarded ? guard : null, memory: job.how.memory };
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { lines, header, above } = await readKeys(job, place);
    const keyed = match(lines, goal, rules);
    const wanted = wantedRows(
      lines,
      keyed,
      suspects(keyed, goal, memory, job.how.hash).map(({ line }) => line),
    );
    const below = linesBelow(lines, { top: place.block.top, gridRows: place.tab.gridRows });
    const beside = new Set([...bystandersIn(lines, keyed), ...below].map(({ row }) => row));
    const all = await readLines(job, place, [...lines, ...below], new Set([...wanted, ...beside]));
    if (all === null) continue;
    const read = all.slice(0, lines.length);
    const matched = match(read, goal, rules);
    const pattern = (read.find(({ key }) => key !== null) ?? read[0])?.cells ?? [];
    const isMoving = matched.leaving.length + matched.fresh.length > 0;
    const back = new Set(matched.fresh.map((index) => goal.keys[index] ?? ''));
    refuseAboveHeader(place.tab, above, back);
    const removed = isMoving ? await readRemoved(job, view, back) : newRemoved(view.tab, 0, view.titles, true);
    const places = syncColumns(place.tab, place.block.columns, goal.columns).before.map(
      (column) => column?.index ?? null,
    );
    const compared = matched.pairs.filter(({ line }) => line.cells !== null);
    return {
      contents: { ...place, lines: read, header, pattern: fillable(job, pattern) },
      match: matched,
      differences: differences(compared, goal, places, {
        heldBack: matched.heldBack,
        isOther: (pair) => isChanged(pair, goal, job.how.memory, job.how.hash),
      }),
      removed,
      bystanders: all.filter(({ row }) => beside.has(row)),
    };
  }
  throw busy();
}

/** Formulas that new rows may take over. */
const fillable = ({ client }: PublishJob, first: Contents['pattern']) =>
  client.facts.pasteFormulaMovesReferences ? first : withoutFormulas(first);

/** @returns the end of a run that people did not let finish. */
export function busy(): Failure {
  return new Failure(
    'tab-busy',
    'Rows of the tab were moved again and again while it was refreshed, so Willcall stopped.',
  );
}

function placeOf({ tab }: View): Place {
  const key = tab.block?.columns.find(isKeyColumn);
  if (tab.block && key) return { tab, block: tab.block, keyColumn: key.index };
  throw new Failure(
    'key-column-gone',
    `The column "Willcall key" was deleted from the tab "${tab.title}": without it Willcall cannot tell which row is whose, so nothing was written.`,
  );
}

/** Rows below the list may be blank ones of ours; the first one shows the user's formulas. */
function wantedRows(lines: readonly Line[], { leaving }: Match, suspected: readonly Line[]): Set<number> {
  const last = lines.findLastIndex(({ key }) => key !== null);
  const first = lines.find(({ key }) => key !== null);
  const others = [...leaving, ...lines.slice(last + 1), ...(first ? [first] : [])];
  return new Set([...suspected, ...others].map(({ row }) => row));
}
