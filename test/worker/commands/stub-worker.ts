import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  Connection,
  ConnectionInput,
  Report,
  ReportInput,
  Run,
  type ApiError,
  type Certificate,
} from '../../../shared/api.ts';
import type { RunChanges } from '../../../shared/changes.ts';
import type { Value } from '../../../shared/records.ts';
import { writingWith } from '../../../shared/writing.ts';

const NO_RETENTION = { retention: null, retentionDue: null, clearedAt: null };
const NOW = '2027-03-01T12:00:00.000Z';

export type StubOptions = {
  /** Answers of `GET /v1/runs/{id}` one after the other; the last one stays. */
  states?: Partial<Run>[];
  rows?: Value[][];
  /** Lines of the download, when they are not the rows. */
  download?: (response: ServerResponse) => void;
  /** Requests that are refused, such as `POST /v1/reports`. */
  refuse?: Record<string, { status: number; code: ApiError['code']; message: string }>;
  connections?: Connection[];
  reports?: Report[];
  /** What the run changed. */
  changes?: RunChanges;
  token?: string;
};

/** A worker as the CLI sees it: it speaks shared/api.ts and remembers what it was asked. */
export type StubWorker = {
  url: string;
  /** Method and path of each request, ids replaced by `{id}`. */
  asked: string[];
  bodies: { connection?: ConnectionInput; report?: ReportInput; order?: unknown; decision?: unknown };
  close(): void;
};

export const CERTIFICATE: Certificate = {
  fetched: 2,
  distinct: 2,
  dropped: 0,
  filtered: 0,
  rows: 2,
  providerTotal: 2,
  complete: true,
  rowErrors: 0,
  catchUps: 1,
  stepsBack: 0,
  notes: [],
  sources: [],
};

const IDLE: Run = {
  id: randomUUID(),
  reportId: randomUUID(),
  status: 'queued',
  phase: 'waiting',
  rows: 0,
  pages: 0,
  total: null,
  startedAt: null,
  finishedAt: null,
  estimatedEnd: null,
  certificate: null,
  columns: null,
  generation: null,
  sheetId: null,
  error: null,
  changes: null,
  hold: null,
  queue: null,
  version: 1,
};

export const connection = (provider: Connection['provider'], label: string): Connection => ({
  id: randomUUID(),
  provider,
  label,
  waitsForKey: false,
  keyAsked: null,
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
});

type Answer = { status: number; body: unknown };

export async function startStubWorker(options: StubOptions = {}): Promise<StubWorker> {
  const stub: StubWorker = { url: '', asked: [], bodies: {}, close: () => undefined };
  const { rows = [] } = options;
  const done = { status: 'done', phase: 'finished', rows: rows.length, certificate: CERTIFICATE } as const;
  const states = [...(options.states ?? [done])];
  let isCancelled = false;
  const nextState = (): Run => {
    const state = states.length > 1 ? states.shift() : states[0];
    return Run.parse(isCancelled ? { ...IDLE, status: 'cancelled', phase: 'finished' } : { ...IDLE, ...state });
  };
  const routes: Record<string, (body: unknown) => Answer> = {
    'GET /healthz': () => ({ status: 200, body: { ok: true } }),
    'GET /v1/connections': () => ({ status: 200, body: { connections: options.connections ?? [] } }),
    'POST /v1/connections': (body) => {
      const input = (stub.bodies.connection = ConnectionInput.parse(body));
      return { status: 201, body: connection(input.provider, input.label) };
    },
    'POST /v1/reports': (body) => {
      const input = (stub.bodies.report = ReportInput.parse(body));
      const times = {
        createdAt: NOW,
        updatedAt: NOW,
        staleSince: null,
        lastRun: null,
        editors: 'refresh',
        version: 1,
        ...NO_RETENTION,
      };
      const kept = {
        id: IDLE.reportId,
        filters: input.filters ?? {},
        filtersApplied: [],
        hold: null,
        schedule: null,
        ...times,
      };
      const written = { writeMode: input.writeMode ?? 'sync', writing: writingWith(input.writing) };
      return { status: 201, body: Report.parse({ ...input, ...kept, ...written }) };
    },
    'GET /v1/reports': () => ({ status: 200, body: { reports: options.reports ?? [] } }),
    'POST /v1/reports/{id}/runs': (body) => {
      stub.bodies.order = body;
      return { status: 202, body: IDLE };
    },
    'POST /v1/reports/{id}/hold': (body) => {
      stub.bodies.decision = body;
      return { status: 200, body: { ...options.reports?.[0], lastRun: IDLE } };
    },
    'GET /v1/reports/{id}/runs': () => ({ status: 200, body: { runs: [IDLE, nextState()] } }),
    'GET /v1/runs/{id}/changes': () => ({ status: 200, body: options.changes }),
    'GET /v1/runs/{id}': () => ({ status: 200, body: nextState() }),
    'DELETE /v1/runs/{id}': () => {
      isCancelled = true;
      return { status: 200, body: { ...IDLE, status: 'running' } };
    },
    'DELETE /v1/reports/{id}': () => ({ status: 200, body: { deleted: true } }),
    'DELETE /v1/connections/{id}': () => ({ status: 200, body: { deleted: true } }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = keyOf(request);
    stub.asked.push(key);
    const body = await text(request);
    const refusal = mayAsk(request, key, options) ? options.refuse?.[key] : UNKNOWN_TOKEN;
    if (refusal) return send(response, { status: refusal.status, body: { ...refusal, requestId: 'req-1' } });
    if (key === 'GET /v1/runs/{id}/rows') return download(response, options, rows);
    send(response, routes[key]?.(body && JSON.parse(body)) ?? { status: 404, body: {} });
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  stub.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  stub.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return stub;
}

const UNKNOWN_TOKEN = { status: 401, code: 'unauthorized', message: 'This token has expired.' } as const;

function mayAsk({ headers }: IncomingMessage, key: string, { token = 'a-token' }: StubOptions): boolean {
  return key === 'GET /healthz' || headers.authorization === `Bearer ${token}`;
}

const keyOf = ({ method, url = '' }: IncomingMessage): string =>
  `${method} ${url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '{id}')}`;

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function download(response: ServerResponse, options: StubOptions, rows: Value[][]): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  if (options.download) return options.download(response);
  response.end(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
