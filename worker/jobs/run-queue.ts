import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue, Worker, withBackend, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { ConfigError } from '../config.ts';
import type { Log } from '../log.ts';

/** Work on one run. The signal fires when this process is told to stop, or the queue gave the job to somebody else. */
export type RunProcessor = (runId: string, signal: AbortSignal) => Promise<void>;

/** What wakes workers up. It may deliver a run twice or late: the lease in the database decides who works on it. */
export type RunQueue = {
  /**
   * `epoch` makes waking twice for the same state one job. Does not fail, and does not wait long for a queue that is away: the
   * sweep wakes again.
   */
  wake(run: { id: string; epoch: number }, delayMs?: number): Promise<void>;
  work(process: RunProcessor, concurrency: number): Promise<void>;
  /** Stops taking work, aborts what is going on, waits for it, disconnects; also from a queue that is away. */
  close(): Promise<void>;
};

const NAME = 'runs';
/** A queue that is away is not waited for longer than this: by whoever starts a run, and by a process that ends. */
const WAKE_MS = 1_000;
const CLOSE_MS = 3_000;
/** A start does not wait longer than this for its queue. */
const READY_MS = 10_000;
/** No sentence of a provider may reach the queue: a NUL in an error text is enough to poison a job on Postgres. */
const SAFE_FAILURE = 'the run could not be worked on; see the log';

const WORKER_OPTIONS = {
  lockDuration: 30_000,
  stalledInterval: 5_000,
  // Our own counter of crashes without progress decides when to give up, not the queue's.
  maxStalledCount: 50,
  runRetryDelay: 1_000,
} as const satisfies Partial<WorkerOptions>;

type Parts = {
  queue: Pick<Queue, 'add' | 'close'>;
  startWorker(
    process: (job: { data: unknown }) => Promise<void>,
    concurrency: number,
  ): Pick<Worker, 'close' | 'waitUntilReady'>;
  disconnect(): Promise<void>;
};

/**
 * A queue on Redis or Valkey when `redisUrl` is given, else on Postgres. `prefix` keeps deployments on one server apart.
 *
 * @throws ConfigError when no Redis answers there.
 */
export async function createRunQueue(
  settings: { databaseUrl: string; redisUrl?: string | undefined; prefix?: string },
  log: Log,
): Promise<RunQueue> {
  const onError = (error: Error) => log.warn({ err: error }, 'queue connection');
  const parts =
    settings.redisUrl === undefined
      ? await onPostgres(settings.databaseUrl, onError)
      : await onRedis(settings.redisUrl, settings.prefix ?? 'willcall', onError);
  return queueOf(parts, log);
}

async function onPostgres(databaseUrl: string, onError: (error: Error) => void): Promise<Parts> {
  const backend = withBackend(createPostgresBackend);
  const connection = { connectionString: databaseUrl, migrate: true, max: 4 };
  const queue = new backend.Queue(NAME, { connection });
  queue.on('error', onError);
  await queue.waitUntilReady();
  return {
    queue,
    startWorker(process, concurrency) {
      const worker = new backend.Worker(NAME, process, { connection, concurrency, ...WORKER_OPTIONS });
      worker.on('error', onError);
      return worker;
    },
    disconnect: async () => undefined,
  };
}

async function onRedis(redisUrl: string, prefix: string, onError: (error: Error) => void): Promise<Parts> {
  const connections: Redis[] = [];
  const redis = recorded(new Redis(redisUrl, { maxRetriesPerRequest: null }), connections);
  redis.on('error', onError);
  const queue = new Queue(NAME, { connection: redis, prefix });
  queue.on('error', onError);
  if (!(await within(READY_MS, queue.waitUntilReady()))) {
    for (const connection of connections) connection.disconnect();
    throw new ConfigError(`REDIS_URL: no Redis or Valkey answers at ${redis.options.host}:${redis.options.port}.`);
  }
  return {
    queue,
    startWorker(process, concurrency) {
      const worker = new Worker(NAME, process, { connection: redis, prefix, concurrency, ...WORKER_OPTIONS });
      worker.on('error', onError);
      return worker;
    },
    async disconnect() {
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** BullMQ makes copies of the connection; one of a server that is away would keep the process alive for ever. */
function recorded(redis: Redis, connections: Redis[]): Redis {
  connections.push(redis);
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => recorded(duplicate(override), connections);
  return redis;
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([work.then(() => true), sleep(ms, false, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}

function queueOf(parts: Parts, log: Log): RunQueue {
  const stop = new AbortController();
  const workers: Pick<Worker, 'close'>[] = [];
  const working = new Set<Promise<void>>();
  return {
    wake: wakerOf(parts, log),
    async work(process, concurrency) {
      const worker = parts.startWorker(async (job) => {
        const work = safely(process, job, stop.signal, log);
        working.add(work);
        await work.finally(() => working.delete(work));
      }, concurrency);
      workers.push(worker);
      await worker.waitUntilReady();
    },
    async close() {
      stop.abort();
      await Promise.allSettled(working);
      const closing = Promise.all([...workers, parts.queue].map(async (part) => await part.close())).catch(
        (error: unknown) => log.warn({ err: error }, 'closing the queue'),
      );
      await within(CLOSE_MS, closing);
      await parts.disconnect();
    },
  };
}

function wakerOf({ queue }: Parts, log: Log): RunQueue['wake'] {
  // a queue that is away must not gather the same wish every second
  const asked = new Set<string>();
  return async ({ id, epoch }, delayMs = 0) => {
    const jobId = `${id}-${epoch}`;
    if (asked.has(jobId)) return;
    asked.add(jobId);
    const added = queue
      .add('run', { runId: id }, { jobId, delay: delayMs, removeOnComplete: true, removeOnFail: true })
      .catch((error: unknown) => log.warn({ err: error, runId: id }, 'queue not reached'))
      .finally(() => asked.delete(jobId));
    await within(WAKE_MS, added);
  };
}

async function safely(process: RunProcessor, job: { data: unknown }, signal: AbortSignal, log: Log): Promise<void> {
  const runId = runIdOf(job.data);
  try {
    await process(runId, signal);
  } catch (error) {
    log.error({ err: error, runId }, 'run not worked on');
    throw new Error(SAFE_FAILURE);
  }
}

function runIdOf(data: unknown): string {
  const runId = typeof data === 'object' && data !== null && 'runId' in data ? data.runId : undefined;
  if (typeof runId !== 'string') throw new Error('job without a run');
  return runId;
}
