import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod/mini';
import { Connection, Report, Run, Spreadsheet, type ReportInput } from '../../shared/api.ts';
import { scopes } from '../../sandbox/google/actor.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { testDatabase, type TestDatabase } from '../helpers/database.ts';

export const OWNER = { email: 'owner@example.org' };

/** The built worker as a process of its own, beside stand-ins in this one. */
export type Stage = {
  sandbox: Sandbox;
  database: TestDatabase;
  spreadsheetId: string;
  /** The workers' folder. */
  dir: string;
  /** Starts a worker and waits until it answers. */
  startWorker(): Promise<WorkerProcess>;
  /** Link, account and report, as the sidebar makes them. */
  prepare(worker: WorkerProcess, report?: Partial<ReportInput>): Promise<Report>;
  /** The values of the tab's cells as entered, header included. */
  grid(tab: string): readonly (readonly unknown[])[];
  close(): Promise<void>;
};

export type WorkerProcess = {
  readonly url: string;
  /** ID token of the owner, as sent with each call. */
  readonly token: string;
  readonly process: ChildProcess;
  readonly output: string[];
  call<T>(method: string, path: string, schema: z.ZodMiniType<T>, body?: unknown): Promise<T>;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** `quota`: whether Google counts calls a minute. */
export async function openStage(redisUrl: string | null, { quota = true } = {}): Promise<Stage> {
  const database = await testDatabase();
  const sandbox = await startSandbox({ quota });
  const dir = mkdtempSync(join(tmpdir(), 'willcall-stage-'));
  chmodSync(dir, 0o755);
  const { google, providers } = sandbox;
  const keyFile = join(dir, 'writer.json');
  writeFileSync(keyFile, JSON.stringify(google.writerKey));
  const environment = {
    PATH: process.env['PATH'],
    WILLCALL_DIR: dir,
    PORT: '0',
    PUBLIC_URL: 'https://willcall.example.org',
    LOG_LEVEL: 'info',
    DATABASE_URL: database.url,
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    GOOGLE_AUDIENCES: google.audience,
    GOOGLE_KEYS_URL: `${google.origin}/oauth2/v3/certs`,
    GOOGLE_SHEETS_ORIGIN: google.origin,
    GOOGLE_WRITER_KEY_FILE: keyFile,
    PROVIDER_ORIGINS: JSON.stringify({ tixngo: providers.tixngo.origin }),
  };
  const workers: WorkerProcess[] = [];
  const file = google.files.create(OWNER.email, 'Guest list', { timeZone: 'Europe/Zurich' });
  return {
    sandbox,
    database,
    spreadsheetId: file.id,
    dir,
    async startWorker() {
      const token = await google.idToken(OWNER);
      const worker = await spawnWorker(environment, token);
      workers.push(worker);
      return worker;
    },
    prepare: async (worker, report) => await prepare(sandbox, file.id, worker, report),
    grid: (tab) => gridOf(sandbox, file.id, tab),
    async close() {
      for (const worker of workers) await worker.kill();
      await sandbox.close();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function spawnWorker(environment: NodeJS.ProcessEnv, token: string): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['dist/willcall.js', 'start'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      const ready = /is ready after .*on this machine (http:\S+)/.exec(line);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}:\n${output.join('\n')}`)));
  });
  return {
    url,
    token,
    process: child,
    output,
    async call(method, path, schema, body) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return schema.parse(answer);
    },
    async kill(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

async function prepare(sandbox: Sandbox, googleId: string, worker: WorkerProcess, change: Partial<ReportInput> = {}) {
  const { providers } = sandbox;
  const linked = await worker.call('POST', '/v1/spreadsheets', Spreadsheet, { spreadsheetId: googleId });
  asOwnerShareAndProve(sandbox, googleId, linked);
  await worker.call('POST', `/v1/spreadsheets/${linked.id}/proof`, Spreadsheet);
  const connection = await worker.call('POST', '/v1/connections', Connection, {
    provider: 'tixngo',
    label: 'Box office',
    credentials: { ...providers.tixngo.credentials },
  });
  return await worker.call('POST', '/v1/reports', Report, {
    name: 'Tickets',
    sources: [{ connectionId: connection.id, scope: { appId: providers.tixngo.appId, eventId: 'spring-gala-2027' } }],
    dataset: 'tickets',
    columns: [],
    destination: { spreadsheet: linked.id, tab: 'Tickets' },
    writeMode: 'replace',
    ...change,
  });
}

function asOwnerShareAndProve({ google }: Sandbox, googleId: string, linked: Spreadsheet): void {
  const actor = { email: OWNER.email, scopes: [scopes.spreadsheets] };
  const permissions = google.files.get(googleId)?.permissions ?? [];
  google.files.setPermissions(googleId, [
    ...permissions,
    { id: 'writer', type: 'user', role: 'writer', emailAddress: linked.writerEmail },
  ]);
  if (!linked.proof) throw new Error('nothing to prove');
  const developerMetadata = {
    metadataKey: linked.proof.key,
    metadataValue: linked.proof.value,
    visibility: 'DOCUMENT',
    location: { spreadsheet: true },
  };
  const requests = [{ createDeveloperMetadata: { developerMetadata } }];
  google.files.open(actor, googleId, 'write').batchUpdate(actor, { requests });
}

function gridOf({ google }: Sandbox, googleId: string, tab: string): readonly (readonly unknown[])[] {
  const actor = { email: OWNER.email, scopes: [scopes.spreadsheets] };
  const book = google.files.open(actor, googleId, 'read');
  const { values = [] } = book.getValues(`'${tab}'`, { valueRenderOption: 'UNFORMATTED_VALUE' });
  return values;
}

/** Waits until a run of the report is over, through whichever worker answers. */
export async function untilOver(worker: WorkerProcess, runId: string, seconds = 120): Promise<Run> {
  for (let tries = 0; tries < seconds * 5; tries += 1) {
    const run = await worker.call('GET', `/v1/runs/${runId}`, Run);
    if (run.status !== 'queued' && run.status !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the run does not end');
}
