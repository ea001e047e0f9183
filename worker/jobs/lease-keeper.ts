import type { Database } from '../db/connection.ts';
import { LeaseLost, renewLease, type Lease } from '../db/runs.ts';
import { Stopped } from './job-outcome.ts';

/** How often a lease is renewed; also how soon a cancelled run notices. */
const RENEW_MS = 1_000;

/**
 * Keeps a lease alive while `work` goes on. The signal given to it fires with `Stopped` when the run is cancelled or this
 * process shuts down, and with `LeaseLost` when somebody else has taken over.
 */
export async function withLease<T>(
  db: Database,
  lease: Lease,
  shutdown: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onShutdown = () => stop.abort(new Stopped('shutdown'));
  shutdown.addEventListener('abort', onShutdown, { once: true });
  if (shutdown.aborted) onShutdown();
  const timer = setInterval(() => void renew(db, lease, stop), RENEW_MS);
  try {
    return await work(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearInterval(timer);
    shutdown.removeEventListener('abort', onShutdown);
  }
}

async function renew(db: Database, lease: Lease, stop: AbortController): Promise<void> {
  try {
    const { cancelRequested } = await renewLease(db, lease);
    if (cancelRequested) stop.abort(new Stopped('cancelled'));
  } catch (error) {
    // A database that is away for a moment is no reason to stop: the epoch is checked again before anything is written.
    if (error instanceof LeaseLost) stop.abort(error);
  }
}
