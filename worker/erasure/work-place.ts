import type { ErasurePlace } from '../../shared/erasure.ts';
import { recordDeed, WILLCALL } from '../db/audit.ts';
import { withRetry } from '../db/connection.ts';
import { endPlace, PlaceLost, renewPlace, takePlace, type PlaceEnd } from '../db/erasure-lease.ts';
import { erasuresOf, type PlaceRow } from '../db/erasures.ts';
import { Failure } from '../failure.ts';
import { isSheetError } from '../sheets/sheet-error.ts';
import { clearPlace, type Clearing } from './clear-place.ts';
import { forgetColumns, forgetRows } from './forget.ts';
import { listsOf, type ListRow } from './lists.ts';
import { factsOf, type ErasureParts } from './parts.ts';

/** Tries, and seconds before each next one: people who sort a tab go home, Google comes back. */
const WAITS = [5, 20, 60, 300, 900, 3600, 3600, 3600];
const RENEW_MS = 3_000;

/**
 * Clears one list, if it is its turn: nobody publishes it meanwhile. Any process may go on where another was stopped.
 *
 * @returns false when there was nothing to do for now.
 */
export async function workPlace(
  parts: ErasureParts,
  id: string,
  owner: string,
  shutdown: AbortSignal,
): Promise<boolean> {
  const { db, log } = parts;
  const place = await withRetry(() => takePlace(db, id, owner));
  if (!place) return false;
  const stop = new AbortController();
  const renewing = setInterval(() => {
    renewPlace(db, place).catch((error: unknown) => {
      if (error instanceof PlaceLost) stop.abort(error);
    });
  }, RENEW_MS);
  try {
    await clearAndEnd(parts, place, AbortSignal.any([shutdown, stop.signal]));
  } catch (error) {
    if (error instanceof PlaceLost) return true;
    if (shutdown.aborted) await endPlace(db, place, { state: 'waiting', waitSeconds: 0, results: place.results });
    else log.error({ err: error, place: id }, 'an erasure stopped');
  } finally {
    clearInterval(renewing);
  }
  return true;
}

async function clearAndEnd(parts: ErasureParts, place: PlaceRow, signal: AbortSignal): Promise<void> {
  const { db } = parts;
  const [erasure] = await erasuresOf(db, place.workspace_id, place.erasure_id);
  const known = await factsOf(parts, place.report_id).catch((error: unknown) => {
    if (error instanceof Failure) return null;
    throw error;
  });
  const [list] = await listsOf(db, { workspaceId: place.workspace_id, reportId: place.report_id, mark: place.mark });
  if (!erasure || !known || !list) return await end(parts, place, { state: 'done', waitSeconds: 0, results: [] });
  try {
    const assertOwner = async () => await renewPlace(db, place);
    const clearing = await clearPlace(parts, { place, kind: erasure.kind, list, known, assertOwner, signal });
    await finish(parts, place, { clearing, known, isRetention: erasure.kind === 'retention' });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PlaceLost || !(error instanceof Failure)) throw error;
    await end(parts, place, failed(place, list, error));
  }
}

type Finished = {
  readonly clearing: Clearing;
  readonly known: NonNullable<Awaited<ReturnType<typeof factsOf>>>;
  readonly isRetention: boolean;
};

/** What is remembered of the rows goes in the same transaction in which the list counts as cleared. */
async function finish(parts: ErasureParts, place: PlaceRow, { clearing, known, isRetention }: Finished): Promise<void> {
  const { db, sealer } = parts;
  const { report, hash, facts } = known;
  const state = clearing.results.some((one) => one.state === 'failed') ? 'failed' : 'done';
  await withRetry(() =>
    db.transaction().execute(async (transaction) => {
      if (place.mark === report.id) {
        await forgetRows(transaction, { report, hash, sealer }, clearing.cleared);
        if (isRetention) await forgetColumns(transaction, report, [...facts.columns.values()]);
      }
      await endIn(transaction, place, { state, waitSeconds: 0, results: clearing.results });
    }),
  );
}

async function end({ db }: ErasureParts, place: PlaceRow, ended: PlaceEnd): Promise<void> {
  await withRetry(() => db.transaction().execute(async (transaction) => await endIn(transaction, place, ended)));
}

async function endIn(db: ErasureParts['db'], place: PlaceRow, ended: PlaceEnd): Promise<void> {
  const isFinished = await endPlace(db, place, ended);
  const [erasure] = isFinished ? await erasuresOf(db, place.workspace_id, place.erasure_id) : [];
  if (!erasure) return;
  const results = erasure.places.flatMap((one) => one.results);
  await recordDeed(db, {
    workspaceId: place.workspace_id,
    actor: WILLCALL,
    action: erasure.kind === 'person' ? 'person.erased' : 'retention.applied',
    object: { kind: 'erasure', id: erasure.id },
    details: {
      by: erasure.sought,
      reports: new Set(results.map(({ reportId }) => reportId)).size,
      rows: results.reduce((sum, { rows }) => sum + rows, 0),
      failed: erasure.places.filter(({ state }) => state === 'failed').length,
    },
  });
}

/** What may pass is tried again for some hours; then a person is asked. */
function failed({ tries }: PlaceRow, list: ListRow, error: Failure): PlaceEnd {
  const waitSeconds = WAITS[tries - 1];
  const mayPass =
    isSheetError(error, 'rate-limited', 'unavailable', 'ambiguous') || ['tab-busy', 'conflict'].includes(error.code);
  const result: ErasurePlace = {
    reportId: list.reportId,
    report: list.report,
    spreadsheet: list.spreadsheetId,
    spreadsheetTitle: list.spreadsheetTitle,
    kind: list.kind === 'audience' ? 'audience' : 'list',
    tab: '',
    state: mayPass && waitSeconds !== undefined ? 'waiting' : 'failed',
    rows: 0,
    cells: 0,
    beside: 0,
    remark: null,
    problem: { code: error.code, message: error.message },
  };
  return { state: result.state, waitSeconds: waitSeconds ?? 0, results: [result] };
}
