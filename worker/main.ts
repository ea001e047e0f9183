import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createApp } from './app.ts';
import { ConfigError, type Config } from './config.ts';
import { connect, type Database } from './db/connection.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { createRunQueue, type RunQueue } from './jobs/run-queue.ts';
import { runReport } from './jobs/run-report.ts';
import { startSweeping } from './jobs/sweep.ts';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import { createProviderAccess } from './provider-access.ts';
import { createHttp } from './providers/http.ts';
import { createProviders } from './providers/index.ts';
import { enterRehearsal, type Rehearsal } from './rehearsal.ts';
import { appDeps } from './routing.ts';
import { createIdentity } from './security/identity.ts';
import { readMasterKey } from './security/master-key.ts';
import { createSealer } from './security/sealing.ts';
import { openGoogleSheets } from './google-sheets.ts';
import { announceWorker } from './worker-file.ts';

export type StartOptions = {
  config: Config;
  log: Log;
  /** Says something to whoever started this. */
  say: (line: string) => void;
  playground: boolean;
};

/** A running Willcall. */
export type Willcall = {
  /** Where the worker answers. */
  readonly url: string;
  /** Page of the rehearsal, if there is one. */
  readonly playgroundUrl: string | null;
  /** Credentials of the simulated ticketing systems; null outside rehearsal. */
  readonly rehearsal: Rehearsal['providers'] | null;
  /** A token of the rehearsal's organizer. @throws ConfigError outside rehearsal. */
  idToken(): Promise<string>;
  close(): Promise<void>;
};

/** What is to be closed, in the order it was opened. */
class Closers {
  readonly #closers: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  /** Closes everything, last opened first; one that fails does not keep the others open. */
  async close(log: Log): Promise<void> {
    for (const close of this.#closers.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        log.warn({ err: error }, 'closing');
      }
    }
  }
}

/**
 * Starts everything: database, rehearsal when no Google is configured, queue, API.
 *
 * @throws ConfigError when a setting does not allow it; what was started by then is closed again.
 */
export async function startWillcall(options: StartOptions): Promise<Willcall> {
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close(options.log);
    throw error;
  }
}

async function start(options: StartOptions, closers: Closers): Promise<Willcall> {
  const { log, say } = options;
  const dir = resolve(options.config.WILLCALL_DIR);
  // Files with secrets are closed one by one; as root the database runs as another user, who must get through.
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const databaseUrl = await openDatabase(options, dir, closers);
  const db = connect(databaseUrl, { onError: (error) => log.warn({ err: error }, 'database connection') });
  closers.add(async () => await db.destroy());
  await migrate(db);
  const rehearsal = options.config.GOOGLE_AUDIENCES ? null : await enterRehearsal(options.config, join(dir, 'sandbox'));
  if (rehearsal) closers.add(rehearsal.close);
  const config = rehearsal?.config ?? options.config;
  const queue = await createRunQueue({ databaseUrl, redisUrl: config.REDIS_URL }, log);
  closers.add(queue.close);
  const app = await wire({ ...options, config }, { db, queue, dir }, closers);
  const api = await listen(app, config.HOST, config.PORT);
  closers.add(api.close);
  if (api.port !== config.PORT && config.PORT !== 0) say(`Port ${config.PORT} is in use; the worker took ${api.port}.`);
  const url = config.PUBLIC_URL ?? `http://127.0.0.1:${api.port}`;
  const playgroundUrl = options.playground && rehearsal ? await rehearsal.openPlayground(url) : null;
  closers.add(await announceWorker(dir, { url, rehearsal }));
  const idToken = rehearsal?.idToken ?? noToken;
  const close = async () => await closers.close(log);
  return { url, playgroundUrl, rehearsal: rehearsal?.providers ?? null, idToken, close };
}

async function noToken(): Promise<string> {
  throw new ConfigError('Only a rehearsal can sign its organizer in by itself.');
}

async function openDatabase({ config, log, say }: StartOptions, dir: string, closers: Closers): Promise<string> {
  if (config.DATABASE_URL !== undefined) return config.DATABASE_URL;
  const embedded = await startEmbedded({ dir, log });
  closers.add(embedded.stop);
  if (embedded.note !== undefined) say(embedded.note);
  return embedded.url;
}

type Core = { db: Database; queue: RunQueue; dir: string };

async function wire({ config, log }: StartOptions, { db, queue, dir }: Core, closers: Closers) {
  const now = () => new Date();
  const sealer = createSealer(readMasterKey({ dir, base64: config.WILLCALL_MASTER_KEY }));
  const http = createHttp({ trusted: Object.values(config.PROVIDER_ORIGINS), now });
  closers.add(http.close);
  const providers = createProviders(config.PROVIDER_SETTINGS);
  const access = createProviderAccess({ providers, http, sealer, origins: config.PROVIDER_ORIGINS, now });
  const sheets = await openGoogleSheets({ config, db, log });
  const deps = { db, log, sealer, owner: randomUUID(), source: access.source, publish: sheets.publish };
  await queue.work(async (runId, signal) => {
    const again = await runReport(deps, runId, signal);
    // The sweep wakes it when its wait is over.
    if (again !== null) log.info({ runId, waitMs: again }, 'run postponed');
  }, config.CONCURRENCY);
  closers.add(startSweeping(db, queue, log));
  const identity = createIdentity({
    issuers: config.GOOGLE_ISSUERS,
    audiences: config.GOOGLE_AUDIENCES ?? [],
    keysUrl: config.GOOGLE_KEYS_URL,
  });
  const stopping = new AbortController();
  closers.add(async () => stopping.abort());
  const parts = { config, db, log, sealer, identity, providers, access, sheets, queue, now };
  return createApp(appDeps({ ...parts, stopping: stopping.signal }));
}
