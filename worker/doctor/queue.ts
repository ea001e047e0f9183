import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { reasonOf } from './reason.ts';

const NAME = 'runs';
const OLDEST_REDIS = [6, 2] as const;

/** The queue on Postgres: what waits in it is counted. Nothing is made there. `deadlineMs`: for each answer of the database. */
export async function checkPostgresQueue(databaseUrl: string | null, deadlineMs = 15_000): Promise<Finding> {
  if (databaseUrl === null) return skipped('it is in the database, which is not running');
  const patience = { connectionTimeoutMillis: deadlineMs, query_timeout: deadlineMs };
  const connection = { connectionString: databaseUrl, migrate: false, max: 1, ...patience };
  const queue = new (withBackend(createPostgresBackend).Queue)(NAME, { connection });
  queue.on('error', () => undefined);
  try {
    return ok(`on Postgres; ${await waitingIn(queue)}`);
  } catch (error) {
    const reason = reasonOf(error);
    if (/is not initialized/.test(reason)) return ok('on Postgres; made at the first start');
    return fault(`The queue on Postgres does not answer: ${reason}.`, 'See what is said of the database.');
  } finally {
    await queue.close().catch(() => undefined);
  }
}

async function waitingIn(queue: Pick<Queue, 'getJobCounts'>): Promise<string> {
  const { waiting = 0, delayed = 0, active = 0 } = await queue.getJobCounts('waiting', 'delayed', 'active');
  return `${waiting + delayed} waiting, ${active} being worked on`;
}

type Asked = { readonly redisUrl: string; readonly signal: AbortSignal; readonly prefix?: string };

/** The queue on Redis: reachable, new enough, set not to forget, and what waits in it. Nothing is written. */
export async function checkRedisQueue({ redisUrl, signal, prefix = 'willcall' }: Asked): Promise<Finding> {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  const stop = () => redis.disconnect();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await redis.connect();
    const info = await redis.info();
    const policy = await policyOf(redis, info);
    return judge(info, policy, await redisCounts(redis, prefix));
  } catch (error) {
    signal.throwIfAborted();
    const where = `${redis.options.host}:${redis.options.port}`;
    return fault(
      `REDIS_URL: Redis at ${where} does not answer: ${reasonOf(error)}.`,
      'Start it, let this machine reach it, or correct REDIS_URL (address, account, password). Without the setting the queue is in Postgres.',
    );
  } finally {
    signal.removeEventListener('abort', stop);
    redis.disconnect();
  }
}

async function redisCounts(redis: Redis, prefix: string): Promise<string> {
  const queue = new Queue(NAME, { connection: redis, prefix, skipMetasUpdate: true, skipVersionCheck: true });
  queue.on('error', () => undefined);
  try {
    return await waitingIn(queue);
  } finally {
    await queue.close();
  }
}

/** CONFIG is often closed by whoever hosts Redis; then INFO tells. */
async function policyOf(redis: Redis, info: string): Promise<string | null> {
  const told = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (told !== undefined) return told;
  const answer = await redis.config('GET', 'maxmemory-policy').catch(() => []);
  const policy: unknown = Array.isArray(answer) ? answer[1] : undefined;
  return typeof policy === 'string' ? policy : null;
}

type Server = { readonly name: string; readonly isTooOld: boolean };

function serverOf(info: string): Server {
  const version = /^(?:valkey|redis)_version:(\S+)/m.exec(info)?.[1] ?? '';
  const isValkey = /^valkey_version:|^server_name:valkey/m.test(info);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_REDIS;
  return {
    name: `${isValkey ? 'Valkey' : 'Redis'} ${version}`,
    isTooOld: major < oldest || (major === oldest && minor < oldestMinor),
  };
}

function judge(info: string, policy: string | null, waiting: string): Finding {
  const { name, isTooOld } = serverOf(info);
  if (isTooOld) return fault(`${name} is too old.`, `Use Redis ${OLDEST_REDIS.join('.')} or newer, or Valkey.`);
  if (policy === null) return warning(`${name} does not tell its maxmemory-policy.`, 'See that it is noeviction.');
  if (policy === 'noeviction') return ok(`${name}, noeviction; ${waiting}`);
  return warning(
    `${name} may forget what waits in the queue (maxmemory-policy ${policy}).`,
    'Set it: CONFIG SET maxmemory-policy noeviction, and the same in redis.conf.',
  );
}
