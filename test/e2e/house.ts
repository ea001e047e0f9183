import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod/mini';
import { ApiError, Connection, Report, Run, Spreadsheet, type ReportInput } from '../../shared/api.ts';
import { scopes } from '../../sandbox/google/actor.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { readConfig } from '../../worker/config.ts';
import { createLog } from '../../worker/log.ts';
import { startWillcall } from '../../worker/main.ts';
import { testDatabase, type TestDatabase } from '../helpers/database.ts';
import { dumpOf } from './traces.ts';

export const OWNER = 'owner@example.org';
/** Small, and with every oddity a ticket can have. */
export const EVENT = 'trap-door-2027';

/** What the worker answered: its JSON, whatever the status. */
export type Answer = { status: number; body: unknown };

export type House = {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly database: TestDatabase;
  /** The worker's log, a JSON object a line. */
  readonly lines: readonly string[];
  ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** @throws Error when the worker refuses. */
  call<T>(method: string, path: string, schema: z.ZodMiniType<T>, body?: unknown): Promise<T>;
  /** A new spreadsheet of the owner. @returns Google's id. */
  book(): string;
  /** Shares it with the writer and proves it, as the sidebar does. @returns our id. */
  link(googleId: string): Promise<string>;
  connect(apiKey?: string): Promise<string>;
  report(change: Partial<ReportInput>): Promise<Report>;
  /** Starts a run and waits until it is over. */
  refresh(reportId: string): Promise<Run>;
  /** What the owner does in the browser. */
  edit(googleId: string, requests: readonly object[]): void;
  /** The values of a tab's cells, header included. */
  cells(googleId: string, tab: string): readonly (readonly unknown[])[];
  /** Ids of spreadsheets whose content, title or sharing changed, in order. */
  readonly changed: string[];
  /** Every row of every table, those of the queue included. */
  dump(): Promise<string>;
  /** The same of our own tables, without runs and the pace of calls to Google. */
  settled(): Promise<string>;
  close(): Promise<void>;
};

/** The worker from its sources in this process, beside stand-ins over real HTTP and a real database. */
export async function openHouse(settings: Record<string, string> = {}): Promise<House> {
  const database = await testDatabase();
  const sandbox = await startSandbox({ quota: false });
  const dir = mkdtempSync(join(tmpdir(), 'willcall-house-'));
  const keyFile = join(dir, 'writer.json');
  writeFileSync(keyFile, JSON.stringify(sandbox.google.writerKey));
  const lines: string[] = [];
  const config = configOf(sandbox, { WILLCALL_DIR: dir, GOOGLE_WRITER_KEY_FILE: keyFile, ...settings });
  const willcall = await startWillcall({
    config: { ...config, DATABASE_URL: settings['DATABASE_URL'] ?? database.url },
    log: createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    say: () => undefined,
    playground: false,
  });
  const token = await sandbox.google.idToken({ email: OWNER });
  const ask = (method: string, path: string, body?: unknown, as = token) =>
    askWorker(willcall.localUrl, as, method, path, body);
  const changed: string[] = [];
  const unwatch = sandbox.google.files.onChange(undefined, ({ fileId }) => void changed.push(fileId));
  const api = apiOf(sandbox, database, ask);
  return {
    ...api,
    ask,
    url: willcall.localUrl,
    sandbox,
    database,
    lines,
    changed,
    dump: async () => await dumpOf(database.db, '.*'),
    settled: async () =>
      await dumpOf(
        database.db,
        '^(workspaces|members|connections|spreadsheets|proofs|reports|report_sources|used_ids|run_pages)$',
      ),
    async close() {
      unwatch();
      await willcall.close();
      await sandbox.close();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function configOf({ google, providers }: Sandbox, settings: Record<string, string>) {
  return readConfig({
    PORT: '0',
    PUBLIC_URL: 'https://willcall.example.org',
    GOOGLE_AUDIENCES: google.audience,
    GOOGLE_KEYS_URL: `${google.origin}/oauth2/v3/certs`,
    GOOGLE_SHEETS_ORIGIN: google.origin,
    PROVIDER_ORIGINS: JSON.stringify({
      tixngo: providers.tixngo.origin,
      'ticket-tailor': providers.ticketTailor.origin,
      paylogic: providers.paylogic.origin,
      oveit: providers.oveit.origin,
      vivenu: providers.vivenu.origin,
    }),
    ...settings,
  });
}

async function askWorker(url: string, token: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(url + path, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
  return { status: response.status, body: await response.json() };
}

function apiOf(sandbox: Sandbox, database: TestDatabase, ask: House['ask']) {
  const { google, providers } = sandbox;
  const actor = { email: OWNER, scopes: [scopes.spreadsheets] };
  const call: House['call'] = async (method, path, schema, body) => {
    const answer = await ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return schema.parse(answer.body);
  };
  const edit: House['edit'] = (googleId, requests) => {
    google.files.open(actor, googleId, 'write').batchUpdate(actor, { requests });
  };
  const connect = async (apiKey: string = providers.tixngo.credentials.apiKey) => {
    const credentials = { ...providers.tixngo.credentials, apiKey };
    const made = await call('POST', '/v1/connections', Connection, { provider: 'tixngo', label: 'Box', credentials });
    return made.id;
  };
  const cells: House['cells'] = (googleId, tab) => {
    const options = { valueRenderOption: 'UNFORMATTED_VALUE' } as const;
    return google.files.open(actor, googleId, 'read').getValues(`'${tab}'`, options).values ?? [];
  };
  return {
    call,
    edit,
    cells,
    connect,
    book: () => google.files.create(OWNER, 'Guest list', { timeZone: 'Europe/Zurich' }).id,
    async link(googleId: string) {
      const known = await call('POST', '/v1/spreadsheets', Spreadsheet, { spreadsheetId: googleId });
      shareWith(sandbox, googleId, known.writerEmail);
      const { key: metadataKey = '', value: metadataValue = '' } = known.proof ?? {};
      const mark = { metadataKey, metadataValue, visibility: 'DOCUMENT', location: { spreadsheet: true } };
      if (known.proof) edit(googleId, [{ createDeveloperMetadata: { developerMetadata: mark } }]);
      await call('POST', `/v1/spreadsheets/${known.id}/proof`, Spreadsheet);
      return known.id;
    },
    async report(change: Partial<ReportInput>) {
      return await call('POST', '/v1/reports', Report, {
        name: 'Tickets',
        sources: change.sources ?? [
          { connectionId: await connect(), scope: { appId: providers.tixngo.appId, eventId: EVENT } },
        ],
        dataset: 'tickets',
        columns: [],
        destination: null,
        writeMode: 'replace',
        ...change,
      });
    },
    async refresh(reportId: string) {
      // Google's pace is kept elsewhere; here it would only make the tests slow
      await database.db.deleteFrom('rate_buckets').execute();
      const { id } = await call('POST', `/v1/reports/${reportId}/runs`, Run);
      for (;;) {
        const run = await call('GET', `/v1/runs/${id}`, Run);
        if (run.finishedAt !== null) return run;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Takes the writer in, or with role null out again. */
export function shareWith(
  { google }: Sandbox,
  googleId: string,
  email: string,
  role: 'writer' | null = 'writer',
): void {
  const permissions = (google.files.get(googleId)?.permissions ?? []).filter(({ id }) => id !== 'willcall');
  const line = role === null ? [] : [{ id: 'willcall', type: 'user' as const, role, emailAddress: email }];
  google.files.setPermissions(googleId, [...permissions, ...line]);
}

/** @throws ZodError when the answer is no error as the API promises it. */
export const errorOf = ({ body }: Answer): ApiError => ApiError.parse(body);
