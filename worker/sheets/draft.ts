import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { toCellsInPieces, type CellTable } from './cells.ts';
import { Failure } from '../failure.ts';
import { headerNote } from './header-note.ts';
import { isKeyColumn, KEY_COLUMN, keyCell, readKeyCell } from './key-column.ts';
import type { PublishRow } from './kept-row.ts';
import { RUN_AT } from './run-at.ts';
import { isSameRows, readKeptRows, type KeptRows } from './kept-rows.ts';
import type { View } from './look.ts';
import type { Goal } from './plan.ts';
import type { PublishJob } from './publish-job.ts';
import type { PublishSource } from './publish-options.ts';

/** What a publish is to write, going by one look at the tab. */
export type Draft = { readonly goal: Goal; readonly keptRows: KeptRows };

/** @throws SheetError; Failure `invalid-request` when the time zone is unknown, `conflict` when rows would be lost; the signal's reason. */
export async function draftFor(job: PublishJob, view: View): Promise<Draft> {
  return await compose(job, view, await readKept(job, view));
}

/** The draft for another look: the same one as long as the rows that stay are the same. */
export async function redraft(job: PublishJob, view: View, draft: Draft): Promise<Draft> {
  if (keeping(job).length === 0) return draft;
  const keptRows = await readKept(job, view);
  return isSameRows(keptRows, draft.keptRows) ? draft : await compose(job, view, keptRows);
}

/** For each source that could not be read, how many of its rows stay. */
export function keptCounts(job: PublishJob, { keptRows }: Draft): Record<string, number> {
  return Object.fromEntries(unread(job).map(({ id }) => [id, keptRows.get(id)?.size ?? 0]));
}

function unread({ sources }: PublishJob): PublishSource[] {
  return sources.filter(({ rows }) => rows === null);
}

/**
 * Sources of which rows are read from the tab, to be written again: those that were not read, or not wholly. Where rows are only added,
 * all that are there stay by themselves.
 */
function keeping({ sources, how, heldBack }: PublishJob): PublishSource[] {
  if (how.mode === 'append') return [];
  return (heldBack?.blanked ?? []).length > 0 ? [...sources] : sources.filter(isPartly);
}

const isPartly = ({ rows, isAll = true }: PublishSource) => rows === null || !isAll;

/** Without the key column rows that should stay cannot be told from the others; they must not vanish for that. */
function refuseToLose(job: PublishJob, { tab }: View): void {
  const isFindable = tab.block === null || tab.block.columns.some(isKeyColumn);
  if (isFindable || !keeping(job).some(({ hadRows }) => hadRows)) return;
  throw new Failure(
    'conflict',
    `The column "${KEY_COLUMN.title}" was deleted from the tab, so the rows of an account that cannot be read now could not be kept: nothing was written. Refresh when it can be read again.`,
  );
}

async function readKept(job: PublishJob, view: View): Promise<KeptRows> {
  const { tab } = view;
  refuseToLose(job, view);
  const wanted = { sources: keeping(job).map(({ id }) => id), columns: columnsOf(job) };
  return await readKeptRows(job.client, { spreadsheetId: job.spreadsheetId, tab }, wanted, job.call);
}

async function compose(job: PublishJob, view: View, keptRows: KeptRows): Promise<Draft> {
  const columns = columnsOf(job);
  const timeZone = job.timeZone ?? view.timeZone;
  const cells = await toCellsInPieces(columns, rowsOf(job, keptRows), timeZone, async () => {
    await setImmediate();
    job.signal.throwIfAborted();
  });
  return { goal: goalOf(job, columns, withHeldColumns(cells, columns, job.heldBack, keptRows), timeZone), keptRows };
}

/** Columns that would have become blank keep what the tab shows, row by row. */
function withHeldColumns(
  cells: CellTable,
  columns: Goal['columns'],
  heldBack: PublishJob['heldBack'],
  keptRows: KeptRows,
): CellTable {
  const held = columns.flatMap(({ id }, column) => (heldBack?.blanked.includes(id) ? [column] : []));
  if (held.length === 0) return cells;
  const key = columns.findIndex(isKeyColumn);
  const there = (row: CellTable['rows'][number]) => {
    const found = readKeyCell(row[key]);
    return found ? keptRows.get(found.source)?.get(found.key) : undefined;
  };
  const rows = cells.rows.map((row) => {
    const kept = there(row);
    return kept ? row.map((cell, column) => (held.includes(column) ? (kept.cells[column] ?? null) : cell)) : row;
  });
  const someFormat = (column: number) =>
    cells.rows.map((row) => there(row)?.formats[column]).find((format) => format) ?? null;
  const formats = cells.formats.map((format, column) =>
    held.includes(column) ? (format ?? someFormat(column)) : format,
  );
  return { ...cells, rows, formats };
}

function columnsOf({ columns, how }: PublishJob): Goal['columns'] {
  return [...columns, ...(how.mode === 'append' ? [RUN_AT] : []), KEY_COLUMN];
}

/** Source by source, each row with its key. */
function rowsOf({ columns, sources, how }: PublishJob, keptRows: KeptRows): readonly PublishRow[] {
  const runAt = how.mode === 'append' ? [how.asOf.toISOString()] : [];
  return sources.flatMap((source): readonly PublishRow[] => {
    const rows = new Map<string, PublishRow>(isPartly(source) ? keptRows.get(source.id) : []);
    for (const [index, row] of (source.rows ?? []).entries()) {
      const key = source.keys[index] ?? '';
      const keyed = keyCell({ source: source.id, key });
      rows.set(key, [...columns.map((_, column) => row[column] ?? null), ...runAt, keyed]);
    }
    return [...rows.values()];
  });
}

/** `cells` are those of the rows the tab is to have. */
export function goalOf(job: PublishJob, columns: Goal['columns'], cells: CellTable, timeZone: string): Goal {
  const { spreadsheetId, reportId, runId, generation, tab: title, certificateNote, how } = job;
  // the same for every try of this run, so that Google takes only one of them
  const markerId = (createHash('sha256').update(runId).digest().readUInt32BE() % (2 ** 31 - 1)) + 1;
  const { mode, origin, asOf } = how;
  const certificate = headerNote({ description: '', origin, certificate: certificateNote, asOf, timeZone });
  const arePlain = !job.client.facts.insertedRowsTakeFormats;
  return { spreadsheetId, reportId, runId, generation, mode, title, columns, cells, certificate, markerId, arePlain };
}
