import { forgetDeadCalls } from '../db/call-line.ts';
import type { Database } from '../db/connection.ts';
import { forgetIdleBuckets } from '../db/rate-buckets.ts';
import { abandonedRuns, dropOldDownloads } from '../db/runs.ts';
import type { Log } from '../log.ts';
import type { RunQueue } from './run-queue.ts';

const EVERY_MS = 1_000;
/** Rows kept for a download are erased after this time; docs/privacy.md names it. */
const DOWNLOAD_MINUTES = 15;

/**
 * Looks once a second for runs nobody works on (a process was killed, the queue lost them, their wait is over) and wakes the
 * queue for them; erases downloads nobody fetched, and what calls to Google left behind. Any number of processes may sweep.
 *
 * @returns a function that stops it and waits for the sweep that is going on.
 */
export function startSweeping(db: Database, queue: RunQueue, log: Log): () => Promise<void> {
  let current = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    current = sweep(db, queue)
      .catch((error: unknown) => log.warn({ err: error }, 'sweep'))
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await current;
  };
}

async function sweep(db: Database, queue: RunQueue): Promise<void> {
  for (const run of await abandonedRuns(db)) await queue.wake(run);
  await dropOldDownloads(db, DOWNLOAD_MINUTES);
  await forgetDeadCalls(db);
  await forgetIdleBuckets(db);
}
