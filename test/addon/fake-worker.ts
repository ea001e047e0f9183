import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  ConnectionInput,
  PreviewInput,
  ReportInput,
  PreflightInput,
  SpreadsheetChange,
  SpreadsheetInput,
  type Report,
  type Run,
} from '../../shared/api.ts';
import { HoldDecision, RunOrder } from '../../shared/changes.ts';
import type { ProviderId } from '../../shared/catalogue.ts';
import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { COPY_ROUTES } from './fake-copies.ts';
import { bound, createPeople, peopleRoutes, type Bound } from './fake-people.ts';
import { REPORT_ROUTES } from './fake-reports.ts';
import {
  addAccount,
  addReport,
  addRun,
  askSpreadsheet,
  changeRun,
  choices,
  createState,
  decideHold,
  found,
  linkSpreadsheet,
  preview,
  proveSpreadsheet,
  runChanges,
  withLastRun,
  type Heard,
  type Refusal,
  type State,
} from './fake-worker-state.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, if-match, last-event-id',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-max-age': '600',
};

/** A worker on loopback that speaks shared/api.ts out of memory; a test decides how runs go on and what is refused. */
export async function startFakeWorker() {
  const state = createState();
  const people = createPeople();
  const routes = {
    ...bound(ROUTES, state),
    ...bound(REPORT_ROUTES, state),
    ...bound(COPY_ROUTES, state),
    ...peopleRoutes(state, people),
  };
  const server = createServer((request, answer) => void handle(state, routes, request, answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    state,
    ...people,
    url: `http://127.0.0.1:${port}`,
    refuse: (route: string, code: ErrorCode, message: string) => state.refusals.set(route, { code, message }),
    /** Moves a run on and tells its listeners. */
    change: (runId: string, change: Partial<Run>) => changeRun(state, runId, change),
    latestRun: () => [...state.runs.values()].at(-1),
    addAccount: (label = 'TIXNGO', provider: ProviderId = 'tixngo') =>
      addAccount(state, { provider, label, credentials: {} }),
    addReport: (input: ReportInput) => addReport(state, input),
    changeReport: (id: string, change: Partial<Report>) =>
      state.reports.set(id, { ...found(state.reports, id), ...change }),
    addRun: (reportId: string, change: Partial<Run> = {}) => addRun(state, reportId, change),
    link: (spreadsheetId: string) => linkSpreadsheet(state, spreadsheetId),
    /** Breaks off every stream, as a network does. */
    cut: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakeWorker = Awaited<ReturnType<typeof startFakeWorker>>;

type Routes = Record<string, Bound>;

async function handle(state: State, routes: Routes, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  if (request.method === 'OPTIONS') return void answer.writeHead(204, CORS).end();
  const heard = await hear(request);
  state.heard.push(heard);
  if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
  const { route, id } = routeOf(heard);
  const refusal = refusalOf(state, heard, route, routes);
  if (refusal) return send(answer, ERRORS[refusal.code].status, { ...refusal, requestId: 'req-42' });
  if (route === STREAM) return stream(state, id, answer);
  send(answer, 200, routes[route]?.(id, heard.body, heard.path));
}

function send(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { ...CORS, 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refusalOf(state: State, { authorization }: Heard, route: string, routes: Routes): Refusal | undefined {
  const isKnown = !state.tokens || state.tokens.has(authorization.replace('Bearer ', ''));
  if (!isKnown) return { code: 'unauthorized', message: 'The token has expired.' };
  const unknown: Refusal = { code: 'not-found', message: `There is no ${route}.` };
  return state.refusals.get(route) ?? (route in routes || route === STREAM ? undefined : unknown);
}

async function hear(request: IncomingMessage): Promise<Heard> {
  const body = await text(request);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization ?? '',
    lastEventId: String(request.headers['last-event-id'] ?? ''),
    body: body ? JSON.parse(body) : undefined,
  };
}

const STREAM = 'GET /v1/runs/:id/events';
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/;

function routeOf({ method, path }: Heard): { route: string; id: string } {
  const [plain = ''] = path.split('?');
  return { route: `${method} ${plain.replace(UUID, ':id')}`, id: UUID.exec(plain)?.[0] ?? '' };
}

type Handle = (state: State, id: string, body: unknown, path: string) => unknown;

const ROUTES: Record<string, Handle> = {
  'GET /v1/providers': ({ catalogue }) => ({ providers: catalogue }),
  'GET /v1/connections': (state) => ({ connections: [...state.accounts.values()] }),
  'POST /v1/connections': (state, _id, body) => addAccount(state, ConnectionInput.parse(body)),
  'GET /v1/connections/:id/events': (state, id, _body, path) => choices(state, id, path),
  'GET /v1/connections/:id/apps': (state, id, _body, path) => choices(state, id, path),
  'PATCH /v1/connections/:id': (state, id) => found(state.accounts, id),
  'POST /v1/connections/:id/test': () => ({ ok: true }),
  'POST /v1/connections/:id/ask': (state, id) => {
    const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
    state.accounts.set(id, { ...found(state.accounts, id), keyAsked: { expiresAt } });
    return { address: 'https://willcall.example.org/enter#not-a-real-secret', expiresAt };
  },
  'DELETE /v1/connections/:id/ask': (state, id) => {
    state.accounts.set(id, { ...found(state.accounts, id), keyAsked: null });
    return { deleted: true };
  },
  'DELETE /v1/connections/:id': (state, id) => ({ deleted: state.accounts.delete(id) }),
  'GET /v1/spreadsheets': (state) => ({ spreadsheets: [...state.spreadsheets.values()] }),
  'POST /v1/spreadsheets': (state, _id, body) => askSpreadsheet(state, SpreadsheetInput.parse(body).spreadsheetId),
  'POST /v1/spreadsheets/:id/proof': (state, id) => proveSpreadsheet(state, id),
  'PATCH /v1/spreadsheets/:id': (state, id, body) => {
    const changed = { ...found(state.spreadsheets, id), ...SpreadsheetChange.parse(body) };
    state.spreadsheets.set(id, changed);
    return changed;
  },
  'GET /v1/reports': (state) => ({ reports: [...state.reports.values()].map((report) => withLastRun(state, report)) }),
  'POST /v1/reports': (state, _id, body) => addReport(state, ReportInput.parse(body)),
  'DELETE /v1/reports/:id': (state, id) => ({ deleted: state.reports.delete(id) }),
  'POST /v1/reports/preview': (state, _id, body) => preview(state, PreviewInput.parse(body)),
  'POST /v1/reports/preflight': (state, _id, body) => (PreflightInput.parse(body), state.preflight),
  'POST /v1/reports/:id/hold': (state, id, body) => decideHold(state, id, HoldDecision.parse(body)),
  'POST /v1/reports/:id/runs': (state, id, body) => {
    const { repair } = RunOrder.parse(body ?? {});
    return addRun(state, id, repair ? { repair } : {});
  },
  'GET /v1/runs/:id/changes': (state, id) => runChanges(state, id),
  'GET /v1/runs/:id': (state, id) => found(state.runs, id),
  'DELETE /v1/runs/:id': (state, id) => {
    queueMicrotask(() =>
      changeRun(state, id, { status: 'cancelled', phase: 'finished', finishedAt: new Date().toISOString() }),
    );
    return found(state.runs, id);
  },
};

function stream(state: State, runId: string, answer: ServerResponse): void {
  answer.writeHead(200, { ...CORS, 'content-type': 'text/event-stream' });
  if (state.isMute) {
    answer.flushHeaders();
    return;
  }
  answer.write(eventOf(found(state.runs, runId)));
  const listener = { runId, tell: (run: Run) => void answer.write(eventOf(run)) };
  state.listeners.add(listener);
  answer.on('close', () => state.listeners.delete(listener));
}

function eventOf(run: Run): string {
  return `id: ${run.version}\nevent: run\ndata: ${JSON.stringify(run)}\n\n`;
}
