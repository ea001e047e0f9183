import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import { Failure } from '../failure.ts';
import { toCellsInPieces } from './cells.ts';
import type { SheetsClient } from './client.ts';
import { lookAt, type View } from './look.ts';
import { planReplace, type Goal, type Source } from './plan.ts';
import { freeCells, preflight } from './preflight.ts';
import { cellOf, type SheetRequest } from './requests.ts';
import { isSheetError } from './sheet-error.ts';
import { fillStaging, newStaging, openStaging, settled, type Staging } from './staging.ts';
import type { CallOptions } from './transport.ts';

export type PublishOptions = {
  readonly client: SheetsClient;
  /** Google's id of the spreadsheet. */
  readonly spreadsheetId: string;
  readonly reportId: string;
  readonly runId: string;
  /** Title of the tab in the report's settings, and Google's id of the tab it was published to last. */
  readonly tab: string;
  readonly sheetId: number | null;
  readonly columns: readonly Column[];
  /** In the order of `columns`. */
  readonly rows: readonly (readonly Value[])[];
  /** Default: the spreadsheet's own. */
  readonly timeZone?: string | undefined;
  /** Number of the state that is published now. */
  readonly generation: number;
  /** One sentence about completeness for the first header note, without a time: the same content must stay identical. */
  readonly certificateNote: string;
  /** Called right before every write; throws when another process took the run over. */
  readonly assertOwner: () => Promise<void>;
  /** The same before the one write that makes the rows visible; after it nobody can cancel. Default: assertOwner. */
  readonly assertLast?: () => Promise<void>;
  readonly signal: AbortSignal;
  /** Rows handed to Google so far. */
  readonly onProgress?: (rows: number) => void;
  /** Largest body in bytes: of a publish in one call, and of one call that prepares rows. Default 2 MB, as Google advises. */
  readonly maxBytes?: number;
};

/** `calls` and `bytes`: requests sent to Google, and what was in their bodies. `cut`, `replaced`: cells, see CellTable. */
export type Published = {
  readonly sheetId: number;
  readonly generation: number;
  readonly rows: number;
  readonly calls: number;
  readonly bytes: number;
  readonly cut: number;
  readonly replaced: number;
};

const MAX_BYTES = 2_000_000;
/** Google refuses bodies over 10 MiB. */
const HARD_MAX_BYTES = 9_000_000;
const TRIES = 4;

type Job = PublishOptions & { readonly goal: Goal; readonly call: CallOptions; readonly write: CallOptions };

/**
 * Makes the rows the content of the report's tab, all or nothing: one call while it is small; otherwise the rows are prepared in a
 * hidden tab of the same spreadsheet and swapped in by one call. A publish that this run already did is recognised and not repeated,
 * and an open outcome is settled by reading the marker back. Until the last call succeeds the tab is as it was.
 *
 * @throws Failure when a check fails or Google refuses; whatever `assertOwner` throws; the signal's reason when aborted in time.
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const sent = { calls: 0, bytes: 0 };
  const onSent = (bytes: number) => {
    sent.calls += 1;
    sent.bytes += bytes;
  };
  const call: CallOptions = { signal: options.signal, onSent };
  const view = await look(options, call);
  const cells = await toCellsInPieces(options.columns, options.rows, options.timeZone ?? view.timeZone, async () => {
    await setImmediate();
    options.signal.throwIfAborted();
  });
  const job: Job = { ...options, goal: goalOf(options, cells), call, write: { ...call, before: options.assertOwner } };
  const sheetId = isPublished(view, job) ? view.tab.sheetId : await write(job, view);
  options.onProgress?.(cells.rows.length);
  const { cut, replaced } = cells;
  return { sheetId, generation: options.generation, rows: cells.rows.length, ...sent, cut, replaced };
}

function look({ client, spreadsheetId, reportId, sheetId, tab }: PublishOptions, call: CallOptions): Promise<View> {
  return lookAt(client, { spreadsheetId, reportId, sheetId, title: tab }, call);
}

function goalOf(options: PublishOptions, cells: Goal['cells']): Goal {
  const { spreadsheetId, reportId, runId, generation, tab: title, columns, certificateNote: certificate } = options;
  if (columns.length === 0) throw new Failure('invalid-request', 'Columns: choose at least one.');
  // the same for every try of this run, so that Google takes only one of them
  const markerId = (createHash('sha256').update(runId).digest().readUInt32BE() % (2 ** 31 - 1)) + 1;
  return { spreadsheetId, reportId, runId, generation, title, columns, cells, certificate, markerId };
}

function isPublished({ tab }: View, { runId, generation }: PublishOptions): boolean {
  return tab.marker?.run === runId && tab.marker.generation === generation;
}

async function write(job: Job, view: View): Promise<number> {
  const { goal, columns, maxBytes = MAX_BYTES } = job;
  // room and area are the same wherever the values come from, and without values the plan costs nothing
  const plan = planReplace(view.tab, goal, { kind: 'staged', sheetId: 0 });
  const stagingCells = goal.cells.rows.length * columns.length;
  const hasRoom = freeCells(view, plan, stagingCells) >= 0;
  if (fits(goal, maxBytes) || (!hasRoom && fits(goal, HARD_MAX_BYTES))) {
    preflight(view, plan, goal, 0);
    return await swap(job, { kind: 'inline' }, view);
  }
  preflight(view, plan, goal, stagingCells);
  return await writeStaged(job, view, maxBytes);
}

/** Whether the rows are small enough for one call. */
function fits({ cells }: Goal, maxBytes: number): boolean {
  let bytes = 0;
  for (const row of cells.rows) {
    bytes += Buffer.byteLength(JSON.stringify(row.map(cellOf)));
    if (bytes > maxBytes) return false;
  }
  return true;
}

async function writeStaged(job: Job, view: View, maxBytes: number): Promise<number> {
  const { client, spreadsheetId, reportId, runId, goal, columns, onProgress } = job;
  let mayExist = false;
  const before = async () => {
    await job.assertOwner();
    mayExist = true;
  };
  const options = {
    client,
    spreadsheetId,
    mark: { report: reportId, run: runId },
    rows: goal.cells.rows,
    columns: columns.length,
    maxBytes,
    call: { ...job.write, before },
    onRows: (rows: number) => onProgress?.(rows),
  };
  const staging = newStaging();
  try {
    await openStaging(options, staging, view).catch(async (error: unknown) => {
      // what a run before us left over may just have been removed by that run itself
      if (view.staging.length === 0 || !isSheetError(error, 'bad-request')) throw error;
      await openStaging(options, staging, await look(job, job.call));
    });
    await fillStaging(options, staging);
    return await swap(job, { kind: 'staged', sheetId: staging.sheetId }, null);
  } catch (error) {
    if (mayExist) await removeStaging(job, staging);
    throw error;
  }
}

/** The one call after which everybody sees the new rows. `seen`: what was read a moment ago, or null to read now. */
async function swap(job: Job, source: Source, seen: View | null): Promise<number> {
  let view = seen ?? (await look(job, job.call));
  for (let attempt = 1; ; attempt++) {
    if (isPublished(view, job)) return view.tab.sheetId;
    job.signal.throwIfAborted();
    const requests = swapRequests(job, source, view);
    try {
      const before = job.assertLast ?? job.assertOwner;
      await job.client.batchUpdate(job.spreadsheetId, requests, { ...job.write, before, unstoppable: true });
      return view.tab.sheetId;
    } catch (error) {
      if (attempt >= TRIES) throw error;
      view = await lookAgain(job, view, error, attempt);
    }
  }
}

/**
 * After a failed swap only the spreadsheet knows whether it went through; that is read even when the run was cancelled meanwhile.
 *
 * @throws the error itself when trying again cannot help.
 */
async function lookAgain(job: Job, before: View, error: unknown, attempt: number): Promise<View> {
  const isRefused = isSheetError(error, 'bad-request');
  if (!isRefused && !isSheetError(error, 'ambiguous', 'unavailable')) throw error;
  if (!isRefused) await job.client.pause(1000 * 2 ** (attempt - 1));
  const view = await look(job, { ...job.call, signal: undefined });
  const seen = ({ tab, staging }: View) => JSON.stringify([tab, staging]);
  if (isRefused && seen(view) === seen(before)) throw error;
  return view;
}

function swapRequests({ goal }: Job, source: Source, view: View): SheetRequest[] {
  const isSource = (sheetId: number) => source.kind === 'staged' && source.sheetId === sheetId;
  const prepared = view.staging.find(({ sheetId }) => isSource(sheetId));
  if (source.kind === 'staged' && !prepared) {
    throw new Failure(
      'conflict',
      'The hidden tab with the prepared rows was deleted meanwhile, so nothing was written. Refresh again.',
    );
  }
  const plan = planReplace(view.tab, goal, source);
  preflight(view, plan, goal, prepared?.cells ?? 0);
  const leftOver = view.staging.filter(({ sheetId }) => !isSource(sheetId));
  const remove = ({ sheetId }: { sheetId: number }): SheetRequest => ({ deleteSheet: { sheetId } });
  return [...leftOver.map(remove), ...plan.requests, ...(prepared ? [remove(prepared)] : [])];
}

/** Best effort, also after a cancel; what stays is found and removed by the next run. */
async function removeStaging({ client, spreadsheetId, call: options }: Job, { sheetId }: Staging): Promise<void> {
  // the owner is not asked: a hidden tab of ours does no harm to be gone, whoever has the run now
  const call = { ...options, signal: AbortSignal.timeout(5000) };
  const fields = 'sheets(properties(sheetId))';
  const isGone = async () => {
    const book = await client.get(spreadsheetId, { fields }, call);
    return !book.sheets.some((sheet) => sheet.properties.sheetId === sheetId);
  };
  const remove = () => client.batchUpdate(spreadsheetId, [{ deleteSheet: { sheetId } }], call);
  await settled(client, remove, isGone, call.signal).catch(() => undefined);
}
