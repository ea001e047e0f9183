import { forgetDeadCalls } from '../db/call-line.ts';
import type { Database } from '../db/connection.ts';
import { forgetIdleBuckets } from '../db/rate-buckets.ts';
import { abandonedRuns, dropOldDownloads } from '../db/runs.ts';
import type { Log } from '../log.ts';
import type { RunQueue } from './run-queue.ts';

const EVERY_MS = 1_000;
/** Rows kept for a download are erased after this time; docs/privacy.md names it. */
const DOWNLOAD_MINUTES = 15;

/** Something to look after every second. It may be called by several processes at once, and must not take long. */
export type SweepTask = () => Promise<void>;

/**
 * Looks once a second for runs nobody works on (a process was killed, the queue lost them, their wait is over) and wakes the
 * queue for them; erases downloads nobody fetched, and what calls to Google left behind. Any number of processes may sweep.
 * `tasks` come after that; one that fails does not keep the others from their turn.
 *
 * @returns a function that stops it and waits for the sweep that is going on.
 */
export function startSweeping(
  db: Database,
  queue: RunQueue,
  log: Log,
  tasks: readonly SweepTask[] = [],
): () => Promise<void> {
  let current = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    current = eachInTurn([() => sweep(db, queue), ...tasks], log).finally(() => {
      busy = false;
    });
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await current;
  };
}

async function eachInTurn(tasks: readonly SweepTask[], log: Log): Promise<void> {
  for (const task of tasks) {
    await task().catch((error: unknown) => log.warn({ err: error }, 'sweep'));
  }
}

async function sweep(db: Database, queue: RunQueue): Promise<void> {
  for (const run of await abandonedRuns(db)) await queue.wake(run);
  await dropOldDownloads(db, DOWNLOAD_MINUTES);
  await forgetDeadCalls(db);
  await forgetIdleBuckets(db);
}
