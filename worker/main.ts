import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createApp } from './app.ts';
import { createClosers, type Closers } from './closers.ts';
import { ConfigError, type Config } from './config.ts';
import { connect, type Database } from './db/connection.ts';
import { startEmbedded } from './db/embedded.ts';
import { forgetOldKeyLinks } from './db/key-links.ts';
import { migrate } from './db/migrate.ts';
import { createErasures } from './erasure/erasures.ts';
import { openGoogleSheets, type GoogleSheets } from './google-sheets.ts';
import { createRunQueue, type RunQueue } from './jobs/run-queue.ts';
import { runDueReports } from './jobs/run-due-reports.ts';
import { runReport } from './jobs/run-report.ts';
import { startSweeping } from './jobs/sweep.ts';
import { listen, localUrlOf } from './listen.ts';
import type { Log } from './log.ts';
import { openNotices, outboxIn, type Places } from './notices/open-notices.ts';
import { createProviderAccess, type ProviderAccess } from './provider-access.ts';
import { publicUrlOf } from './public-url.ts';
import { createHttp, type Http } from './providers/http.ts';
import { catalogueOf, createProviders } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import { enterRehearsal, type Rehearsal } from './rehearsal.ts';
import { appDeps } from './routing.ts';
import { createIdentity } from './security/identity.ts';
import { lookupValues } from './security/lookup-values.ts';
import { openKeyRing } from './security/key-ring.ts';
import { createSealer, type Sealer } from './security/sealing.ts';
import { announceWorker } from './worker-file.ts';

export type StartOptions = {
  config: Config;
  log: Log;
  /** Says something to whoever started this. */
  say: (line: string) => void;
  /** Rehearsal: with its page. */
  playground: boolean;
};

/** A running Willcall. */
export type Willcall = {
  /** Where people reach it. */
  readonly url: string;
  /** Where it answers on this machine. */
  readonly localUrl: string;
  /** Page of the rehearsal, if there is one. */
  readonly playgroundUrl: string | null;
  /** Credentials of the simulated ticketing systems; null outside rehearsal. */
  readonly rehearsal: Rehearsal['providers'] | null;
  /** A token of the rehearsal's organizer. @throws ConfigError outside rehearsal. */
  idToken(): Promise<string>;
  close(): Promise<void>;
};

type Core = { dir: string; databaseUrl: string; db: Database };

/**
 * Starts everything: database, rehearsal when no Google is configured, queue, API.
 *
 * @throws ConfigError when a setting does not allow it; what was started by then is closed again.
 */
export async function startWillcall(options: StartOptions): Promise<Willcall> {
  const closers = createClosers(options.log);
  try {
    const publicUrl = publicUrlFor(options.config);
    const core = await openCore(options, closers);
    const rehearsal = await rehearse(options.config, core, closers);
    const config = { ...(rehearsal?.config ?? options.config), PUBLIC_URL: publicUrl };
    return await serve({ ...options, config }, core, rehearsal, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function openCore({ config, log, say }: StartOptions, closers: Closers): Promise<Core> {
  const dir = resolve(config.WILLCALL_DIR);
  // Files with secrets are closed one by one; as root the database runs as another user, who must get through.
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  let databaseUrl = config.DATABASE_URL;
  if (databaseUrl === undefined) {
    const embedded = await startEmbedded({ dir, log });
    closers.add(embedded.stop);
    if (embedded.note !== undefined) say(embedded.note);
    databaseUrl = embedded.url;
  }
  let isClosing = false;
  // A server that goes down with us says goodbye to connections that are just being closed: nobody needs to read that.
  const onError = (error: Error) => {
    if (!isClosing) log.warn({ err: error }, 'database connection');
  };
  const db = connect(databaseUrl, { onError });
  closers.add(async () => {
    isClosing = true;
    await db.destroy();
  });
  await migrate(db);
  return { dir, databaseUrl, db };
}

/** Only a rehearsal may go without. @throws ConfigError */
const publicUrlFor = (config: Config) =>
  config.GOOGLE_AUDIENCES ? publicUrlOf(config) : config.PUBLIC_URL?.replace(/\/+$/, '');

async function rehearse(config: Config, { dir }: Core, closers: Closers): Promise<Rehearsal | null> {
  if (config.GOOGLE_AUDIENCES) return null;
  const rehearsal = await enterRehearsal(config, join(dir, 'sandbox'));
  closers.add(rehearsal.close);
  return rehearsal;
}

async function serve(
  options: StartOptions,
  core: Core,
  rehearsal: Rehearsal | null,
  closers: Closers,
): Promise<Willcall> {
  const { config, log, say } = options;
  const http = createHttp({ trusted: Object.values(config.PROVIDER_ORIGINS), now: () => new Date() });
  // after the queue, whose runs read through it until they are told to stop
  closers.add(http.close);
  const queue = await createRunQueue({ databaseUrl: core.databaseUrl, redisUrl: config.REDIS_URL }, log);
  closers.add(queue.close);
  const places: Places = { url: '', playground: null };
  const isRehearsal = rehearsal !== null;
  const app = await wire(options, { ...core, http, queue, places, isRehearsal }, closers);
  // whatever leads people here knows one port
  const api = await listen(app, config.HOST, config.PORT, { only: !isRehearsal });
  closers.add(api.close);
  if (api.port !== config.PORT && config.PORT !== 0) say(`Port ${config.PORT} is in use; the worker took ${api.port}.`);
  const localUrl = localUrlOf(config.HOST, api.port);
  const url = config.PUBLIC_URL ?? localUrl;
  const playgroundUrl =
    rehearsal && options.playground ? await rehearsal.openPlayground(url, outboxIn(core.dir), say) : null;
  Object.assign(places, { url, playground: playgroundUrl });
  closers.add(await announceWorker(core.dir, { url: localUrl, rehearsal }));
  return {
    url,
    localUrl,
    playgroundUrl,
    rehearsal: rehearsal?.providers ?? null,
    idToken: rehearsal?.idToken ?? noToken,
    close: closers.closeAll,
  };
}

async function noToken(): Promise<string> {
  throw new ConfigError('Only a rehearsal can sign its organizer in by itself.');
}

const keysOf = ({ WILLCALL_MASTER_KEY: base64, WILLCALL_PREVIOUS_KEYS: previous }: Config, dir: string) =>
  openKeyRing({ dir, base64, previous });

type Wired = Core & { http: Http; queue: RunQueue; places: Places; isRehearsal: boolean };

async function wire({ config, log }: StartOptions, core: Wired, closers: Closers) {
  const { db, http, queue, dir } = core;
  const now = () => new Date();
  const sealer = createSealer(keysOf(config, dir));
  const providers = createProviders(config.PROVIDER_SETTINGS);
  const sheets = await openGoogleSheets({ config, db, log });
  const { readColumn } = sheets;
  const access = createProviderAccess({
    providers,
    http,
    sealer,
    origins: config.PROVIDER_ORIGINS,
    readColumn,
    openLookup: async ({ id, workspace_id: workspaceId }, lookup) =>
      await lookupValues(db, sealer, workspaceId).open(id, lookup),
    now,
  });
  const { columnsOf } = access;
  await workOnRuns({ config, log, db, queue, sealer, providers, access, sheets });
  const erasures = createErasures({ db, log, sealer, client: sheets.client, now, columnsOf });
  closers.add(erasures.close);
  const notices = openNotices({ ...core, config, log, sealer, now }, closers);
  closers.add(
    startSweeping(db, queue, log, [
      ...notices.tasks,
      erasures.tick,
      async () => await forgetOldKeyLinks(db),
      async () => void (await runDueReports({ db, queue, log, now })),
    ]),
  );
  const identity = identityOf(config);
  const stopping = new AbortController();
  closers.add(async () => stopping.abort());
  const parts = {
    config,
    db,
    log,
    sealer,
    identity,
    providers,
    access,
    sheets,
    queue,
    now,
    post: notices.post,
    erasures,
  };
  return createApp(appDeps({ ...parts, stopping: stopping.signal }));
}

const identityOf = ({ GOOGLE_ISSUERS: issuers, GOOGLE_AUDIENCES: audiences = [], GOOGLE_KEYS_URL: keysUrl }: Config) =>
  createIdentity({ issuers, audiences, keysUrl });

type RunParts = Pick<Core, 'db'> & {
  config: Config;
  log: Log;
  queue: RunQueue;
  sealer: Sealer;
  providers: readonly Provider[];
  access: ProviderAccess;
  sheets: GoogleSheets;
};

/** Works on the runs the queue wakes this process for. */
async function workOnRuns({ config, log, db, queue, sealer, providers, access, sheets }: RunParts): Promise<void> {
  const { open, columnsOf, titleOf, usedIn } = access;
  const { publish, writeStatus } = sheets;
  const owner = randomUUID();
  const known = { open, columnsOf, titleOf, usedIn, catalogue: catalogueOf(providers) };
  const deps = { db, log, sealer, owner, ...known, publish, writeStatus };
  await queue.work(async (runId, signal) => {
    const waitMs = await runReport(deps, runId, signal);
    // The sweep wakes it when its wait is over.
    if (waitMs !== null) log.info({ runId, waitMs }, 'run postponed');
  }, config.CONCURRENCY);
}
