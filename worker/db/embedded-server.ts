import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config.ts';
import type { Place } from './embedded-place.ts';
import { postgresOn } from './process-start.ts';

/** Fixed settings; statements and their details stay out of the server's log, they can hold personal data. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** A server we started. `exited` settles when it ends, whoever ended it. */
export type Server = { process: ChildProcess; exited: Promise<void> };

const tail = (file: string) =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n') : '';

/** Own session (`detached`): Ctrl-C goes to us alone, we stop the database last. Log in a file: it outlives us. */
function spawnServer({ native, dataDir, account }: Place, port: number, settings: Record<string, string>): Server {
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(`${dataDir}.log`, 'w', 0o600);
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', dataDir, '-p', String(port), ...flags], {
    ...account,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { process: child, exited };
}

/** Postgres writes "ready" into the last line of its pid file when it takes connections. */
function isReady(dataDir: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/**
 * Starts Postgres and waits until it takes connections (at most 60 s: recovery after a crash takes its time).
 *
 * @returns null when it ended at once because of its port.
 * @throws ConfigError with the end of its log.
 */
export async function startServer(
  place: Place,
  port: number,
  settings: Record<string, string>,
): Promise<Server | null> {
  const server = spawnServer(place, port, settings);
  let ended = false;
  void server.exited.then(() => (ended = true));
  const deadline = Date.now() + 60_000;
  while (!isReady(place.dataDir, server.process.pid)) {
    if (ended || Date.now() > deadline) {
      const last = tail(`${place.dataDir}.log`);
      if (ended && /could not bind|could not create any TCP/.test(last)) return null;
      if (!ended) await stopServer(server);
      throw new ConfigError(`The embedded Postgres did not start on ${place.dataDir}:\n${last}`);
    }
    await sleep(20);
  }
  return server;
}

async function endsWithin(exited: Promise<void>, ms: number): Promise<boolean> {
  const patience = new AbortController();
  const late = sleep(ms, false, { signal: patience.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), late]);
  patience.abort();
  return ended;
}

/** Stops Postgres: politely, then at once (it recovers from its journal at the next start). */
export async function stopServer({ process: child, exited }: Server): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    if (await endsWithin(exited, 10_000)) return;
  }
}

async function isGoneWithin(dataDir: string, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (postgresOn(dataDir).length > 0) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // it ended by itself
    }
  }
}

/**
 * Clears up after a worker that was killed: stops a Postgres that still works on our data, and removes its pid file, whose
 * number may belong to another program by now (or to a dead process nobody collected), which keeps Postgres from starting.
 *
 * @returns the pid of the server it stopped, or null.
 */
export async function stopOrphan(dataDir: string): Promise<number | null> {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const wasRunning = postgresOn(dataDir).includes(pid);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signalAll(wasRunning ? [pid] : postgresOn(dataDir), signal);
    if (await isGoneWithin(dataDir, 10_000)) {
      rmSync(file, { force: true });
      return wasRunning ? pid : null;
    }
  }
  throw new ConfigError(
    `A Postgres left behind on ${dataDir} (process ${pid}) does not end. End it, then start again.`,
  );
}
