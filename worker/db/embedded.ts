import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config.ts';
import type { Log } from '../log.ts';
import { choosePlace, type Place } from './embedded-place.ts';
import { startServer, stopOrphan, stopServer, type Server } from './embedded-server.ts';
import { lockFolder } from './folder-lock.ts';

/** Options of {@link startEmbedded}. `settings` are Postgres settings; `openDir` is where closed folders' data go. */
export type EmbeddedOptions = {
  dir: string;
  port?: number;
  log: Log;
  settings?: Record<string, string>;
  openDir?: string;
};

/** A running embedded Postgres. `note` is a sentence the operator should see; `stop` ends it cleanly. */
export type Embedded = { url: string; note?: string; stop(): Promise<void> };

function portOf(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : null;
      probe.close(() => resolve(port));
    });
  });
}

const remembered = (file: string) => (existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0);

function passwordFor(file: string, dataDir: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(dataDir)) {
    throw new ConfigError(
      `The password of the database in ${dataDir} is missing (${file}). Put the file back from your copy.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

function give(path: string, { uid, gid }: Place['account']): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Made under another name and renamed: a start that is killed half way leaves no half database. */
function initialise({ native, dataDir, account }: Place, password: string): void {
  const draft = mkdtempSync(`${dataDir}.new-`);
  const passwordFile = `${draft}.password`;
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    for (const path of [draft, passwordFile]) give(path, account);
    const flags = ['--username=willcall', '--auth=scram-sha-256', '--locale=C', '--encoding=UTF8', '--no-sync'];
    execFileSync(
      join(native, 'bin', 'initdb'),
      [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, '--set=timezone=UTC', ...flags],
      { ...account, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' }, stdio: 'pipe' },
    );
    renameSync(draft, dataDir);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    throw new ConfigError(`The embedded Postgres could not be set up in ${dataDir}. Set DATABASE_URL to use another.`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function checkVersion(dataDir: string): void {
  const version = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version === '18') return;
  throw new ConfigError(
    `The database in ${dataDir} was made by Postgres ${version}; this is Postgres 18. Keep a dump of it, remove the folder, start again.`,
  );
}

async function startOnFreePort(place: Place, wanted: number, settings: Record<string, string>) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = (attempt === 0 ? await portOf(wanted) : null) ?? (await portOf(0));
    const server = port === null ? null : await startServer(place, port, settings);
    if (server && port !== null) return { server, port };
  }
  throw new ConfigError('No free port was found for the embedded Postgres.');
}

/** Keeps the server up until `stop`: a database that dies under us comes back on the same port. */
function supervise(first: Server, restart: () => Promise<Server | null>, log: Log) {
  let server = first;
  let stopping = false;
  const onExit = () => server.process.kill('SIGINT');
  process.once('exit', onExit);
  const watch = async (): Promise<void> => {
    await server.exited;
    while (!stopping) {
      log.warn('The embedded Postgres ended unexpectedly; starting it again.');
      const next = await restart().catch(() => null);
      if (!next) {
        await sleep(1000);
        continue;
      }
      server = next;
      // asked to stop while it was starting
      if (stopping) await stopServer(next);
      else return watch();
    }
  };
  const watching = watch();
  return async () => {
    stopping = true;
    process.off('exit', onExit);
    await stopServer(server);
    await watching;
  };
}

function prepare(dir: string, openDir: string | undefined): { place: Place; password: string } {
  const password = passwordFor(join(dir, 'postgres.password'), join(dir, 'postgres'));
  const place = choosePlace(dir, password, openDir);
  if (!existsSync(place.dataDir)) initialise(place, password);
  checkVersion(place.dataDir);
  return { place, password };
}

async function startLocked({ dir, port, log, settings = {}, openDir }: EmbeddedOptions): Promise<Embedded> {
  const { place, password } = prepare(dir, openDir);
  const orphan = await stopOrphan(place.dataDir);
  if (orphan !== null) log.warn({ pid: orphan }, 'Stopped a Postgres that an earlier, killed start had left running.');
  const portFile = join(dir, 'postgres.port');
  const started = await startOnFreePort(place, port ?? remembered(portFile), settings);
  writeFileSync(portFile, String(started.port), { mode: 0o600 });
  const stop = supervise(started.server, () => startServer(place, started.port, settings), log);
  const url = `postgres://willcall:${password}@127.0.0.1:${started.port}/postgres`;
  return { url, stop, ...(place.note === undefined ? {} : { note: place.note }) };
}

/** The account Postgres must be able to walk through it; what is secret inside has mode 0600 or 0700 itself. */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  mkdirSync(dirname(dir), { recursive: true });
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/**
 * Starts the embedded Postgres on `dir`, listening on 127.0.0.1 only; data survive restarts, the port is remembered.
 * The first start sets the database up (about 4 s), later ones take about a second.
 *
 * @throws ConfigError when the folder is in use (naming the process), or Postgres cannot be set up or started here.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dir = resolve(options.dir);
  makeFolder(dir);
  const lock = lockFolder(dir);
  const release = () => {
    process.off('exit', release);
    lock.release();
  };
  process.once('exit', release);
  try {
    const running = await startLocked({ ...options, dir });
    return { ...running, stop: () => running.stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}
