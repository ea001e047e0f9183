import { withRetry, type Database } from '../db/connection.ts';
import { enterLastCall, LeaseLost, renewLease, type Lease } from '../db/run-lease.ts';
import { Stopped } from './job-outcome.ts';

/** How often a lease is renewed; also how soon the holder of a cancelled run notices. */
const RENEW_MS = 1_000;

/** What the holder of a lease works with. */
export type Held = {
  /** Fires with `LeaseLost` when the run was cancelled or taken over, with `Stopped` when it or this process is to stop. */
  readonly signal: AbortSignal;
  /** Right before a write. @throws LeaseLost, Stopped */
  assertOwner(): Promise<void>;
  /** Right before the write that makes the rows visible. @throws LeaseLost, Stopped */
  assertLast(): Promise<void>;
};

type Keeping = {
  db: Database;
  lease: Lease;
  stop: AbortController;
  /** The last call of an earlier holder may have gone through: to be found out before the run is cancelled. */
  isOpen: boolean;
};

/** Keeps a lease alive while `work` goes on. `isOpen`: the outcome of an earlier holder's last call is not known. */
export async function withLease<T>(
  db: Database,
  lease: Lease,
  { shutdown, isOpen }: { shutdown: AbortSignal; isOpen: boolean },
  work: (held: Held) => Promise<T>,
): Promise<T> {
  const keeping: Keeping = { db, lease, stop: new AbortController(), isOpen };
  const { stop } = keeping;
  const onShutdown = () => stop.abort(new Stopped('shutdown'));
  shutdown.addEventListener('abort', onShutdown, { once: true });
  if (shutdown.aborted) onShutdown();
  const renewing = keepRenewing(keeping);
  try {
    return await work(heldOf(keeping));
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearInterval(renewing);
    shutdown.removeEventListener('abort', onShutdown);
  }
}

function heldOf(keeping: Keeping): Held {
  const { db, lease, stop } = keeping;
  const assert = async (renew: typeof renewLease) => {
    const { cancelRequested } = await withRetry(() => renew(db, lease));
    keeping.isOpen = false;
    if (cancelRequested) throw new Stopped('cancelled');
  };
  return {
    signal: stop.signal,
    assertOwner: async () => await assert(renewLease),
    assertLast: async () => await assert(enterLastCall),
  };
}

function keepRenewing(keeping: Keeping): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    // a database that is away lets calls pile up
    if (busy) return;
    busy = true;
    void renew(keeping).finally(() => {
      busy = false;
    });
  }, RENEW_MS);
}

async function renew(keeping: Keeping): Promise<void> {
  const { db, lease, stop } = keeping;
  try {
    const { cancelRequested } = await renewLease(db, lease);
    if (cancelRequested && !keeping.isOpen) stop.abort(new Stopped('cancelled'));
  } catch (error) {
    // A database that is away for a moment is no reason to stop: the epoch is checked again before anything is written.
    if (error instanceof LeaseLost) stop.abort(error);
  }
}
