import type { ErasurePlace } from '../../shared/erasure.ts';
import { recordDeed, WILLCALL } from '../db/audit.ts';
import { isPassing, withRetry } from '../db/connection.ts';
import { endPlace, PlaceLost, renewPlace, takePlace, type PlaceEnd } from '../db/erasure-lease.ts';
import { erasuresOf, type PlaceRow } from '../db/erasures.ts';
import { Failure } from '../failure.ts';
import { isSheetError } from '../sheets/sheet-error.ts';
import { clearPlace, type Clearance, type Clearing } from './clear-place.ts';
import { forgetColumns, forgetRows } from './forget.ts';
import { listsOf, type ListRow } from './lists.ts';
import { factsOf, type ErasureParts } from './parts.ts';

/** Tries, and seconds before each next one: people who sort a tab go home, Google comes back. */
const WAITS = [5, 20, 60, 300, 900, 3600, 3600, 3600];
/** Then nobody was at work when it was due next: a retention is tried again without anybody asking. */
const NEXT_DAY = 86_400;
/** Takings after which a list counts as one over which processes only ever crash. */
const TAKEN_ALLOWED = 30;
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
  const [list] = await listsOf(db, { workspaceId: place.workspace_id, reportId: place.report_id, mark: place.mark });
  if (!erasure || !list) return await end(parts, place, { state: 'done', waitSeconds: 0, results: [] });
  try {
    if (place.tries % TAKEN_ALLOWED === 0) throw new Failure('internal', CRASHES);
    await clearAndFinish(parts, { place, kind: erasure.kind, list }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PlaceLost || isPassing(error)) throw error;
    const failure = error instanceof Failure ? error : new Failure('internal', OURS, { cause: error });
    if (failure.code === 'internal') parts.log.error({ err: error, place: place.id }, 'a list was not cleared');
    await end(parts, place, failed(place, erasure.kind, list, failure));
  }
}

const OURS = 'Something went wrong on our side, so this list was not cleared.';
const CRASHES = 'Willcall stopped again and again while clearing this list.';

type Work = Pick<Clearance, 'place' | 'kind' | 'list'>;

async function clearAndFinish(parts: ErasureParts, work: Work, signal: AbortSignal): Promise<void> {
  const { place, kind } = work;
  const known = await factsOf(parts, place.report_id);
  // somebody gave the report more time meanwhile
  const isMeant = kind === 'person' || known?.report.cleared_at !== null;
  if (!known || !isMeant) return await end(parts, place, { state: 'done', waitSeconds: 0, results: [] });
  const assertOwner = async () => await renewPlace(parts.db, place);
  const clearing = await clearPlace(parts, { ...work, known, assertOwner, signal });
  await finish(parts, place, { clearing, known, isRetention: kind === 'retention' });
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

/** What may pass is tried again for some hours; then a person is asked, or the next day is waited for where nobody asked. */
function failed({ tries }: PlaceRow, kind: Clearance['kind'], list: ListRow, error: Failure): PlaceEnd {
  const mayPass =
    isSheetError(error, 'rate-limited', 'unavailable', 'ambiguous') ||
    ['tab-busy', 'conflict', 'internal'].includes(error.code);
  const waitSeconds = mayPass ? WAITS[tries - 1] : undefined;
  const isOver = kind === 'person' && waitSeconds === undefined;
  const result: ErasurePlace = {
    reportId: list.reportId,
    report: list.report,
    spreadsheet: list.spreadsheetId,
    spreadsheetTitle: list.spreadsheetTitle,
    kind: list.kind === 'audience' ? 'audience' : 'list',
    tab: '',
    state: waitSeconds === undefined ? 'failed' : 'waiting',
    rows: 0,
    cells: 0,
    beside: 0,
    remark: null,
    problem: { code: error.code, message: error.message },
  };
  return { state: isOver ? 'failed' : 'waiting', waitSeconds: waitSeconds ?? NEXT_DAY, results: [result] };
}
