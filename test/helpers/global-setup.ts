import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { connect } from '../../worker/db/connection.ts';
import { startEmbedded, type Embedded } from '../../worker/db/embedded.ts';
import { migrate } from '../../worker/db/migrate.ts';
import { createLog } from '../../worker/log.ts';
import { quickFolder } from './quick-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the Postgres server of this test run; test/helpers/database.ts clones its template. */
    postgresUrl: string;
    /** Address of a Redis server of this test run; null where redis-server is not installed. */
    redisUrl: string | null;
  }
}

/** Durability is of no use to a database that lives as long as the tests. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

async function makeTemplate(url: string): Promise<void> {
  const server = connect(url, { max: 1 });
  await sql.raw('create database template_willcall').execute(server);
  await server.destroy();
  const template = connect(url.replace(/\/postgres$/, '/template_willcall'), { max: 1 });
  await migrate(template);
  await template.destroy();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function startRedis(dir: string): Promise<{ url: string; process: ChildProcess } | null> {
  if (!hasRedis()) return null;
  const port = await freePort();
  const flags = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const child = spawn('redis-server', ['--port', String(port), ...flags], { stdio: 'ignore' });
  const deadline = Date.now() + 10_000;
  while (!(await takesConnections(port))) {
    if (Date.now() > deadline) throw new Error('redis-server does not start');
    await sleep(20);
  }
  return { url: `redis://127.0.0.1:${port}`, process: child };
}

async function stopAll(postgres: Embedded, redis: ChildProcess | undefined, dir: string): Promise<void> {
  if (redis && redis.exitCode === null) {
    redis.kill();
    await once(redis, 'exit');
  }
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** One Postgres and one Redis for the whole test run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(quickFolder(), 'willcall-test-'));
  chmodSync(dir, 0o755);
  const log = createLog({ level: 'silent' });
  const [postgres, redis] = await Promise.all([startEmbedded({ dir, log, settings: FAST }), startRedis(dir)]);
  await makeTemplate(postgres.url);
  project.provide('postgresUrl', postgres.url);
  project.provide('redisUrl', redis?.url ?? null);
  return () => stopAll(postgres, redis?.process, dir);
}
