import { randomBytes } from 'node:crypto';
import type { Preview } from '../../../shared/api.ts';
import type { Preflight } from '../../../shared/changes.ts';
import type { ProviderInfo } from '../../../shared/catalogue.ts';
import { standardColumnIds } from '../../../shared/columns.ts';
import { createApp } from '../../../worker/app.ts';
import { createErasures } from '../../../worker/erasure/erasures.ts';
import type { Deps, PreflightAsked } from '../../../worker/deps.ts';
import { Failure } from '../../../worker/failure.ts';
import { createLog } from '../../../worker/log.ts';
import type { Mail, Mailer } from '../../../worker/notices/mailer.ts';
import { createPost } from '../../../worker/notices/post.ts';
import { createWebhooks } from '../../../worker/notices/webhooks.ts';
import { acceptHold, cancelRun, lastRuns, listRuns, readRun, runChanges, startRun } from '../../../worker/runs.ts';
import { createIdentity } from '../../../worker/security/identity.ts';
import { openCredentials } from '../../../worker/security/credentials.ts';
import { createSheetsClient } from '../../../worker/sheets/client.ts';
import { SheetError } from '../../../worker/sheets/sheet-error.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { testDatabase } from '../../helpers/database.ts';
import { tokenIssuer } from '../../helpers/tokens.ts';

export const SECRET = 'sk_live_never_tell_anybody';
export const GOOGLE_ID = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

const text = { type: 'text', personal: 'none', description: '', standard: true } as const;

const nothingElse = { cannotTell: [], filters: [], lookups: [] };

const CATALOGUE: ProviderInfo[] = [
  {
    id: 'tixngo',
    title: 'TIXNGO',
    credentials: [{ id: 'apiKey', title: 'API key', kind: 'secret', required: true, help: '' }],
    datasets: [
      {
        id: 'tickets',
        title: 'Tickets',
        description: '',
        ...nothingElse,
        scope: [{ id: 'eventId', title: 'Event', kind: 'text', required: true, help: '' }],
        columns: [
          { ...text, id: 'ticket-id', title: 'Ticket' },
          { ...text, id: 'barcode', title: 'Barcode', standard: false },
        ],
      },
      {
        id: 'orders',
        title: 'Orders',
        description: '',
        ...nothingElse,
        scope: [],
        columns: [{ ...text, id: 'order-id', title: 'Order' }],
      },
    ],
  },
];

/** Stands for Google's spreadsheets: metadata by spreadsheet id. Absent: not shared with the writer. */
class Marks {
  readonly shared = new Map<string, Map<string, string>>();
  removed: string[] = [];

  share(googleId: string): Map<string, string> {
    const marks = this.shared.get(googleId) ?? new Map<string, string>();
    this.shared.set(googleId, marks);
    return marks;
  }
}

function proofsOf(marks: Marks): Deps['proofs'] {
  return {
    read: async (googleId, key) => {
      const found = marks.shared.get(googleId);
      if (!found) throw new Failure('spreadsheet-not-shared', 'Share it with the writer.');
      return { value: found.get(key) ?? null, title: 'Spring gala', timeZone: 'Europe/Amsterdam' };
    },
    remove: async (googleId, key) => {
      marks.removed.push(key);
      marks.shared.get(googleId)?.delete(key);
    },
  };
}

/** Stands for the checks against real providers: those are tested with them. */
const checkQuestion: Deps['checkQuestion'] = ({ sources, dataset, columns }) => {
  const refuse = (message: string) => {
    throw new Failure('invalid-request', message);
  };
  const known = CATALOGUE[0]?.datasets.find(({ id }) => id === dataset);
  if (!known) return refuse(`What to bring in: TIXNGO offers tickets, orders, not "${dataset}".`);
  const isMissing = sources.some(({ scope }) => dataset === 'tickets' && !scope['eventId']);
  if (isMissing) return refuse('Event: is missing.');
  const twice = columns.find((id, at) => columns.indexOf(id) !== at);
  if (twice) return refuse(`Columns: "${twice}" is chosen twice.`);
  return { columns: columns.length > 0 ? [...columns] : standardColumnIds(known.columns), filtersApplied: [] };
};

const PREFLIGHT: Preflight = {
  rows: 40,
  isExact: false,
  columns: 2,
  cells: 82,
  freeCells: 9_000_000,
  calls: 3,
  seconds: 5,
  atomic: true,
  tab: 'new',
  notices: [],
  personal: [],
};

const preview: Preview = { columns: [], rows: [['0042']], total: 1 };

const quiet = createLog({ level: 'silent' });

/** No spreadsheet can be read: what is done in them is tested elsewhere. */
const noGoogle = createSheetsClient({
  origin: 'http://127.0.0.1:9',
  auth: { accessToken: () => Promise.reject(new SheetError('no-access', 'It is not shared.')) },
  limits: { take: () => Promise.resolve(0), pushBack: () => Promise.resolve() },
  now: () => 0,
  sleep: () => Promise.resolve(),
  log: quiet,
});

/** The app with a real database, real signed tokens, and what it calls pretended. */
export async function createWorld(changes: Partial<Deps> = {}) {
  const [database, google] = await Promise.all([testDatabase(), tokenIssuer()]);
  const { db } = database;
  const lines: string[] = [];
  const marks = new Marks();
  const clock = { now: new Date('2027-05-01T10:00:00Z') };
  const tested: unknown[] = [];
  const refused = new Set<string>();
  const preflights: PreflightAsked[] = [];
  const untold: [string, string][] = [];
  const { issuer, audience, keysUrl } = google;
  const sealer = createSealer(randomBytes(32));
  const queue = { wake: async () => undefined };
  const mails: Mail[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } });
  const now = () => clock.now;
  const mailer: Mailer = { how: 'sent', send: async (mail) => void mails.push(mail), close: () => undefined };
  const webhooks = createWebhooks({ trusted: [], now });
  const places = {
    url: () => 'https://willcall.example',
    tabLink: (googleId: string) => `https://sheets.example/${googleId}`,
  };
  const post = createPost({ db, sealer, log, now, mailer, webhooks, ...places });
  const deps: Deps = {
    db,
    sealer,
    identity: createIdentity({ issuers: [issuer], audiences: [audience], keysUrl }),
    log,
    now: () => clock.now,
    allowedOrigins: /^https:\/\/n-[a-z0-9-]+-script\.googleusercontent\.com$/,
    publicUrl: 'https://willcall.example',
    eventLists: { read: async () => null, forget: () => undefined },
    catalogue: CATALOGUE,
    checkCredentials: (_provider, credentials) => (credentials['apiKey'] ? null : 'API key: is missing.'),
    testConnection: async (connection) => {
      const credentials = openCredentials(sealer, connection);
      if (refused.has(credentials['apiKey'] ?? '')) throw new Failure('provider-auth', 'TIXNGO refused the key.');
      tested.push(credentials);
    },
    checkQuestion,
    preview: async (question) => {
      checkQuestion(question);
      return preview;
    },
    preflight: async (asked) => {
      preflights.push(asked);
      return PREFLIGHT;
    },
    usedIn: () => [],
    limitOf: () => null,
    tellDue: () => undefined,
    writerEmail: 'writer@willcall.example',
    proofs: proofsOf(marks),
    copies: { read: async () => ({ marked: [], keyed: [] }), tell: () => undefined },
    removeStatus: (googleId, reportId) => void untold.push([googleId, reportId]),
    erasures: createErasures({ db, sealer, client: noGoogle, log: quiet, now: () => clock.now, columnsOf: () => [] }),
    post,
    sharedLists: { read: async () => ({ columns: [], rows: [], tag: '' }), forget: () => undefined },
    startRun: (report, requestedBy, order) => startRun({ db, queue }, report, requestedBy, order),
    acceptHold: (report, requestedBy) => acceptHold({ db, queue }, report, requestedBy),
    cancelRun: (id) => cancelRun(db, id),
    readRun: (id) => readRun(db, id),
    runChanges: (id) => runChanges({ db, sealer }, id),
    listRuns: (reportId) => listRuns(db, reportId),
    lastRuns: (ids) => lastRuns(db, ids),
    runRows: async function* () {
      yield '["0042"]\n';
      yield '["0043"]\n';
    },
    ...changes,
  };
  const app = createApp(deps);

  /** Asks as a person; `who` null sends no token. */
  const ask = async (
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const all = new Headers(headers);
    if (who !== null) all.set('authorization', await google.headerOf(who));
    if (body !== undefined && !all.has('content-type')) all.set('content-type', 'application/json');
    const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    return await app.request(path, { method, headers: all, ...(sent !== undefined && { body: sent }) });
  };
  /** Asks and reads the JSON answer. */
  const json = async (who: string | null, method: string, path: string, body?: unknown) => {
    const response = await ask(who, method, path, body);
    const answer: Record<string, unknown> = JSON.parse(await response.text());
    return { status: response.status, answer };
  };
  const idOf = async (who: string, method: string, path: string, body: unknown): Promise<string> => {
    const { status, answer } = await json(who, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return String(answer['id']);
  };
  const connect = (who: string) =>
    idOf(who, 'POST', '/v1/connections', { provider: 'tixngo', label: 'Main', credentials: { apiKey: SECRET } });
  /** Links and proves as somebody who may edit the spreadsheet. */
  const link = async (who: string, googleId = GOOGLE_ID): Promise<string> => {
    const { answer } = await json(who, 'POST', '/v1/spreadsheets', { spreadsheetId: googleId });
    const proof = answer['proof'];
    if (typeof proof === 'object' && proof !== null && 'key' in proof && 'value' in proof) {
      marks.share(googleId).set(String(proof.key), String(proof.value));
      await idOf(who, 'POST', `/v1/spreadsheets/${String(answer['id'])}/proof`, undefined);
    }
    return String(answer['id']);
  };
  const reportInput = (connectionId: string, spreadsheet: string | null) => ({
    name: 'Tickets',
    sources: [{ connectionId, scope: { eventId: 'spring-gala-2027' }, lookup: null }],
    dataset: 'tickets',
    filters: {},
    columns: [],
    destination: spreadsheet === null ? null : { spreadsheet, tab: 'Tickets' },
    writeMode: 'replace',
  });
  const report = (who: string, connectionId: string, spreadsheet: string | null) =>
    idOf(who, 'POST', '/v1/reports', reportInput(connectionId, spreadsheet));
  const close = async () => {
    await google.close();
    await database.drop();
  };
  return {
    app,
    db,
    deps,
    google,
    lines,
    marks,
    clock,
    tested,
    /** API keys the ticketing system does not accept. */
    refused,
    preflights,
    untold,
    mails,
    ask,
    json,
    connect,
    link,
    reportInput,
    report,
    close,
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
