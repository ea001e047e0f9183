import { createPostgresBackend, Queue, Worker, withBackend, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../log.ts';

/** Work on one run. The signal fires when this process is told to stop, or the queue gave the job to somebody else. */
export type RunProcessor = (runId: string, signal: AbortSignal) => Promise<void>;

/** What wakes workers up. It may deliver a run twice or late: the lease in the database decides who works on it. */
export type RunQueue = {
  /** `epoch` makes waking twice for the same state one job. */
  wake(run: { id: string; epoch: number }, delayMs?: number): Promise<void>;
  work(process: RunProcessor, concurrency: number): Promise<void>;
  /** Stops taking work, aborts what is going on, waits for it, disconnects. */
  close(): Promise<void>;
};

const NAME = 'runs';
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

/** A queue on Redis or Valkey when `redisUrl` is given, else on Postgres. `prefix` keeps deployments on one server apart. */
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
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  redis.on('error', onError);
  const queue = new Queue(NAME, { connection: redis, prefix });
  queue.on('error', onError);
  await queue.waitUntilReady();
  return {
    queue,
    startWorker(process, concurrency) {
      const worker = new Worker(NAME, process, { connection: redis, prefix, concurrency, ...WORKER_OPTIONS });
      worker.on('error', onError);
      return worker;
    },
    async disconnect() {
      redis.disconnect();
    },
  };
}

function queueOf(parts: Parts, log: Log): RunQueue {
  const stop = new AbortController();
  const workers: Pick<Worker, 'close'>[] = [];
  return {
    async wake({ id, epoch }, delayMs = 0) {
      const options = { jobId: `${id}-${epoch}`, delay: delayMs, removeOnComplete: true, removeOnFail: true };
      await parts.queue.add('run', { runId: id }, options);
    },
    async work(process, concurrency) {
      const worker = parts.startWorker(async (job) => await safely(process, job, stop.signal, log), concurrency);
      workers.push(worker);
      await worker.waitUntilReady();
    },
    async close() {
      stop.abort();
      await Promise.all(workers.map(async (worker) => await worker.close()));
      await parts.queue.close();
      await parts.disconnect();
    },
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
