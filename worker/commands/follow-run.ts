import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../shared/api.ts';
import { WorkerRefusal, WorkerUnreachable, type WorkerClient } from './worker-client.ts';

/** How often to ask, how long to bear a worker that does not answer, how long a cancelled run may take to stop. */
export type Patience = { readonly pollMs: number; readonly giveUpMs: number; readonly cancelMs: number };

export const PATIENCE: Patience = { pollMs: 400, giveUpMs: 30_000, cancelMs: 5_000 };

export type Following = {
  readonly client: Pick<WorkerClient, 'run' | 'cancelRun'>;
  readonly onRun: (run: Run) => void;
  /** Aborted: the run is cancelled. */
  readonly signal: AbortSignal;
  readonly patience: Patience;
};

/**
 * Follows a run until it is over. A worker that is away for a moment (restarting) is waited for.
 *
 * @throws WorkerRefusal or WorkerUnreachable when that does not end; the signal's reason after the run was cancelled.
 */
export async function followRun(start: Run, following: Following): Promise<Run> {
  try {
    return await follow(start, following);
  } catch (error) {
    if (following.signal.aborted) await cancel(start.id, following).catch(() => undefined);
    throw error;
  }
}

async function follow(start: Run, { client, onRun, signal, patience }: Following): Promise<Run> {
  let run = start;
  let heardAt = Date.now();
  for (;;) {
    onRun(run);
    if (isOver(run)) return run;
    await sleep(patience.pollMs, undefined, { signal });
    try {
      run = await client.run(run.id);
      heardAt = Date.now();
    } catch (error) {
      if (!isPassing(error) || Date.now() - heardAt > patience.giveUpMs) throw error;
    }
  }
}

async function cancel(id: string, { client, patience }: Following): Promise<void> {
  const deadline = Date.now() + patience.cancelMs;
  let run = await client.cancelRun(id);
  while (!isOver(run) && Date.now() < deadline) {
    await sleep(patience.pollMs / 4);
    run = await client.run(id);
  }
}

const isOver = ({ status }: Run): boolean => status !== 'queued' && status !== 'running';

function isPassing(error: unknown): boolean {
  if (error instanceof WorkerUnreachable) return true;
  return error instanceof WorkerRefusal && ['unavailable', 'rate-limited', 'internal'].includes(error.code);
}
