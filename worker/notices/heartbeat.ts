import { fetch } from 'undici';
import { claimHeartbeat } from '../db/alive.ts';
import type { Database } from '../db/connection.ts';
import type { Log } from '../log.ts';

const DEADLINE_MS = 10_000;

/**
 * Calls the operator's watcher, once a minute for all processes. It is not called while the database is away or nobody looks after what
 * is due: that is the silence it notices.
 */
export async function beat(db: Database, log: Log, heartbeatUrl: string): Promise<void> {
  if (!(await claimHeartbeat(db))) return;
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const response = await fetch(heartbeatUrl, { signal, redirect: 'follow' });
    await response.body?.cancel();
    if (!response.ok) log.warn({ status: response.status }, 'the watcher at HEARTBEAT_URL refused the call');
  } catch (err) {
    log.warn({ err }, 'the watcher at HEARTBEAT_URL does not answer');
  }
}
