import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Run } from '../../shared/api.ts';
import type { Log } from '../log.ts';
import type { AppEnv } from './route.ts';

const LOOK_EVERY_MS = 300;
const HEARTBEAT_MS = 10_000;
/** A stream ends then: the client connects again, with a token and rights that are looked at anew. */
const LONGEST_MS = 10 * 60_000;

/** Nothing on the way keeps, collects or packs the events. */
const UNCHANGED = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' };

/** Where the states of one run come from, when to stop, and what to do at the end. */
export type RunEvents = {
  read: () => Promise<Run>;
  stopping: AbortSignal | undefined;
  log: Log;
  leave: () => void;
  longestMs?: number;
};

const isOver = ({ status }: Run) => status !== 'queued' && status !== 'running';

/** The version the client already has; null when it has none. */
function lastSeen(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

async function send(stream: SSEStreamingApi, run: Run): Promise<void> {
  await stream.writeSSE({ event: 'run', id: String(run.version), data: JSON.stringify(run) });
}

/** Sends each newer state until the run is over or nobody listens; comments in between keep the way open. */
async function follow(stream: SSEStreamingApi, read: () => Promise<Run>, seen: number | null, signal: AbortSignal) {
  let version = seen;
  let quietSince = Date.now();
  for (;;) {
    const run = await read();
    if (signal.aborted) return;
    if (run.version !== version) {
      await send(stream, run);
      version = run.version;
      quietSince = Date.now();
    }
    if (isOver(run)) return;
    if (Date.now() - quietSince >= HEARTBEAT_MS) {
      await stream.write(': still going\n\n');
      quietSince = Date.now();
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/**
 * Answers with the run's states as server-sent events named "run", id = version: the present one at once (unless
 * `Last-Event-ID` shows that the client has it), then each newer one. Ends after the last.
 */
export function runEvents(c: Context<AppEnv>, events: RunEvents): Response {
  const { read, stopping, log, leave, longestMs = LONGEST_MS } = events;
  const seen = lastSeen(c.req.header('last-event-id'));
  const response = streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const over = AbortSignal.timeout(longestMs);
    const signal = AbortSignal.any([gone.signal, over, ...(stopping ? [stopping] : [])]);
    // whatever happens, the stream just ends: the client connects again and gets a proper answer then
    await follow(stream, read, seen, signal).catch((error: unknown) => {
      if (!signal.aborted) log.info({ requestId: c.get('requestId'), err: error }, 'event stream ended');
    });
    leave();
  });
  for (const [name, value] of Object.entries(UNCHANGED)) {
    response.headers.set(name, value);
    // what the context has of its own goes over the response's later
    c.header(name, value);
  }
  return response;
}
