import type { Value } from '../../shared/records.ts';
import { keyCell } from './key-column.ts';
import { readKeptRows } from './kept-rows.ts';
import type { View } from './look.ts';
import type { Memory } from './memory.ts';
import type { PublishJob } from './publish-job.ts';
import type { PublishSource } from './publish-options.ts';
import { filledAfter, filledName, holdBack, type Guarded } from './sync/hold-back.ts';

/**
 * Holds back, in a list that is written anew, what looks like a mistake of the ticketing system: the rows of such a source that are
 * in the tab stay, and columns that would become blank keep what they show. The tab is read only when hashes say that much is gone.
 *
 * @returns the job to carry out: with fewer rows to go. @throws SheetError
 */
export async function guardedCopy(job: PublishJob, view: View): Promise<PublishJob> {
  const { how, sources } = job;
  const { memory, writing, isGuarded } = how;
  const guard = isGuarded && how.mode === 'replace' ? writing.guard : null;
  if (guard === null || memory === null || view.tab.block === null) return job;
  const goal = goalOf(job);
  const isSuspicious =
    missing(job, memory) > guard.few || holdBack({ had: NONE, goes: NONE, goal }, { guard, memory }) !== null;
  if (!isSuspicious) return job;
  const { had, goes } = await removalsOf(job, view);
  const heldBack = holdBack({ had, goes, goal }, { guard, memory });
  const isHeld = ({ id }: PublishSource) => heldBack?.removals.some(({ source }) => source === id) === true;
  return {
    ...job,
    heldBack,
    sources: sources.map((source) => (isHeld(source) ? { ...source, isAll: false } : source)),
  };
}

const NONE: ReadonlyMap<string, number> = new Map();

function goalOf({ columns, sources }: Pick<PublishJob, 'columns' | 'sources'>): Guarded {
  const coverage = new Map(
    sources.map(({ id, rows, isAll = true }) => [id, rows !== null && isAll ? 'all' : 'some'] as const),
  );
  const counts = new Map(sources.map(({ id, keys }) => [id, keys.length]));
  return { columns, coverage, counts, filled: filledOf({ columns, sources }) };
}

/** For each source and column, in how many rows it holds something. */
function filledOf({ columns, sources }: Pick<PublishJob, 'columns' | 'sources'>): Record<string, number> {
  const isFilled = (value: Value = null) => value !== null && value !== '';
  const counts = sources.flatMap((source) =>
    columns.map(({ id }, column) => {
      const rows = source.rows?.filter((row) => isFilled(row[column])).length ?? 0;
      return [filledName(source.id, id), rows] as const;
    }),
  );
  return Object.fromEntries(counts);
}

/** Rows that were published last and are not among those to publish now. */
function missing({ how, sources }: PublishJob, { rows }: Memory): number {
  const here = new Set(hashesOf(sources, how.hash));
  return [...rows.keys()].filter((key) => !here.has(key)).length;
}

function hashesOf(sources: readonly PublishSource[], hash: PublishJob['how']['hash']): string[] {
  return sources.flatMap(({ id, keys }) => keys.map((key) => hash(keyCell({ source: id, key }))));
}

/** Rows in the tab by source, and how many of them would leave. */
async function removalsOf(job: PublishJob, { tab }: View) {
  const ids = job.sources.map(({ id }) => id);
  const kept = await readKeptRows(
    job.client,
    { spreadsheetId: job.spreadsheetId, tab },
    { sources: ids, columns: [] },
    job.call,
  );
  const had = new Map([...kept].map(([id, rows]) => [id, rows.size]));
  const whole = job.sources.filter(({ rows, isAll = true }) => rows !== null && isAll);
  const goes = new Map(whole.map(({ id, keys }) => [id, countOthers(kept.get(id)?.keys() ?? [], keys)]));
  return { had, goes };
}

function countOthers(rows: Iterable<string>, keys: readonly string[]): number {
  const stays = new Set(keys);
  return [...rows].filter((key) => !stays.has(key)).length;
}

/** What the next publish of the list compares with: which rows there are, and which columns held something. */
export function memoryOfCopy({ how, sources, columns, generation, heldBack }: PublishJob): Memory | null {
  if (how.mode !== 'replace') return null;
  const unread = sources.filter(({ rows, isAll = true }) => rows === null || !isAll);
  const stays =
    unread.length > 0 || heldBack ? (how.memory?.rows ?? new Map<string, string>()) : new Map<string, string>();
  const rows = new Map([...stays, ...hashesOf(sources, how.hash).map((key) => [key, key] as const)]);
  const filled = filledAfter(goalOf({ columns, sources }), how.memory, heldBack ?? null);
  // no hash of a row, only of its key: who keeps the list up to date from now on looks at all cells
  return { generation, fingerprint: '', filled, rows };
}
