import { pagingStart } from './paging.ts';
import type { Dataset } from './provider.ts';
import type { PullCursor } from './pull-cursor.ts';

const CATCH_UPS = 3;
/** Times a list that does not come together (fewer records than the provider counts) is read from the start. */
const PASSES = 3;
/** Clocks of the provider's machines differ a little: catch-up reads reach back this much further. */
const CLOCK_SLACK_MS = 60_000;

type Reading = { readonly dataset: Pick<Dataset, 'updatedSince'>; readonly parts: number; readonly isLookup: boolean };

/** What comes after the last page of a list: catching up, the list once more, the next list, or the end. */
export function nextPhase(cursor: PullCursor, reading: Reading): PullCursor {
  const stepsBack = cursor.stepsBack + cursor.paging.stepsBack;
  const over = { ...cursor, stepsBack, paging: pagingStart, began: null, changed: 0 };
  if (mayCatchUp(cursor, reading)) {
    const since = new Date(Date.parse(cursor.began ?? '') - CLOCK_SLACK_MS).toISOString();
    const { catchUps, catchUpsInAll } = cursor;
    return { ...over, phase: 'catching-up', since, catchUps: catchUps + 1, catchUpsInAll: catchUpsInAll + 1 };
  }
  if (cursor.seen < (cursor.total ?? 0) && cursor.rowErrors === 0 && cursor.pass < PASSES) {
    return { ...over, phase: 'reading', since: null, pass: cursor.pass + 1, catchUps: 0 };
  }
  return nextPart(over, reading.parts);
}

function mayCatchUp({ phase, changed, catchUps }: PullCursor, { dataset, isLookup }: Reading): boolean {
  const isQuiet = phase === 'catching-up' && changed === 0;
  return dataset.updatedSince !== undefined && !isLookup && catchUps < CATCH_UPS && !isQuiet;
}

function nextPart(cursor: PullCursor, parts: number): PullCursor {
  const { seen, total, totalBefore, rowErrors, missing, surplus, part } = cursor;
  // What could not be read is told as such, and is not missing on top.
  const short = rowErrors > 0 ? 0 : Math.max(0, (total ?? 0) - seen);
  return {
    ...cursor,
    phase: part + 1 < parts ? 'reading' : 'done',
    part: part + 1,
    pass: 1,
    since: null,
    seen: 0,
    total: null,
    totalBefore: totalBefore === null || total === null ? null : totalBefore + total,
    missing: missing + short,
    surplus: surplus + (total === null ? 0 : Math.max(0, seen - total)),
    catchUps: 0,
  };
}
