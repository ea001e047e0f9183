import * as z from 'zod/mini';
import {
  ApiError,
  Connection,
  ConnectionList,
  Deleted,
  Report,
  ReportList,
  Run,
  RunList,
  type ConnectionInput,
  type ReportInput,
} from '../../shared/api.ts';
import { AuditPage } from '../../shared/audit.ts';
import { RunChanges, type HoldDecision, type RunOrder } from '../../shared/changes.ts';
import { Erasure, PersonFound, type ErasureInput, type PersonQuery } from '../../shared/erasure.ts';
import { ERRORS } from '../../shared/errors.ts';
import { Value } from '../../shared/records.ts';
import { ReportFileResult, type ReportFileInput } from '../../shared/report-file.ts';
import { Schedule, ScheduleOffers, type ScheduleInput } from '../../shared/schedules.ts';
import { CommandError } from './command-error.ts';
import { linesOf } from './text-lines.ts';

/** Longest wait for an answer: the slowest ticketing system has 30 s, and the worker needs a moment of its own. */
const PATIENCE_MS = 45_000;

/** All tabs of a team are read for it, at Google's pace. */
const SEARCH_MS = 180_000;

const NEXT: Partial<Record<ApiError['code'], string>> = {
  unauthorized: 'Set WILLCALL_TOKEN to an API key, or to a fresh Google ID token.',
  'not-found': 'It may have been deleted in the meantime.',
  'rate-limited': 'Wait a minute and try again.',
};

/** The worker refused, in its own words and with the next step. */
export class WorkerRefusal extends CommandError {
  override readonly name = 'WorkerRefusal';
  readonly code: ApiError['code'];

  constructor({ code, message, requestId }: ApiError) {
    super(`${sentence(code, message)} (request ${requestId})`);
    this.code = code;
  }
}

/** No answer came from the worker. */
export class WorkerUnreachable extends CommandError {
  override readonly name = 'WorkerUnreachable';
}

/** What went wrong and what to do next. */
export function sentence(code: ApiError['code'], message: string): string {
  return `${message} ${NEXT[code] ?? ERRORS[code].next}`;
}

/** Where a worker answers, and how to sign in there; the token is asked for anew each time, because tokens expire. */
export type WorkerAddress = { readonly url: string; readonly token: () => Promise<string> };

export type WorkerClient = ReturnType<typeof createWorkerClient>;

/**
 * The worker's routes as functions with parsed answers.
 * All reject with WorkerRefusal, WorkerUnreachable, or CommandError when something else than the worker answers.
 */
export function createWorkerClient(address: WorkerAddress) {
  const asking =
    (patienceMs: number) =>
    async <T>(schema: z.ZodMiniType<T>, method: Method, path: string, body?: unknown): Promise<T> => {
      const answer = await send(address, { method, path, body, signal: AbortSignal.timeout(patienceMs) });
      return parsed(schema, await answer.json().catch(() => undefined));
    };
  const ask = asking(PATIENCE_MS);
  return {
    connections: async () => (await ask(ConnectionList, 'GET', '/v1/connections')).connections,
    createConnection: (body: ConnectionInput) => ask(Connection, 'POST', '/v1/connections', body),
    deleteConnection: (id: string) => ask(Deleted, 'DELETE', `/v1/connections/${id}`),
    createReport: (body: ReportInput) => ask(Report, 'POST', '/v1/reports', body),
    deleteReport: (id: string) => ask(Deleted, 'DELETE', `/v1/reports/${id}`),
    reports: async () => (await ask(ReportList, 'GET', '/v1/reports')).reports,
    decideHold: (reportId: string, decision: HoldDecision['decision']) =>
      ask(Report, 'POST', `/v1/reports/${reportId}/hold`, { decision }),
    putSchedule: (reportId: string, body: ScheduleInput) =>
      ask(Schedule, 'PUT', `/v1/reports/${reportId}/schedule`, body),
    deleteSchedule: (reportId: string) => ask(Deleted, 'DELETE', `/v1/reports/${reportId}/schedule`),
    turnSchedule: (reportId: string, how: 'pause' | 'resume') =>
      ask(Schedule, 'POST', `/v1/reports/${reportId}/schedule/${how}`),
    scheduleOffers: (reportId: string) => ask(ScheduleOffers, 'GET', `/v1/reports/${reportId}/schedule/offers`),
    /** The team's reports, or one of them, as YAML. */
    reportFile: async (reportId?: string): Promise<string> => {
      const path = reportId === undefined ? '/v1/report-file' : `/v1/report-file?report=${reportId}`;
      return await (await send(address, { method: 'GET', path, signal: AbortSignal.timeout(PATIENCE_MS) })).text();
    },
    applyReportFile: (body: ReportFileInput) => ask(ReportFileResult, 'POST', '/v1/report-file', body),
    audit: (query: Readonly<Record<string, string>>) =>
      ask(AuditPage, 'GET', `/v1/audit?${new URLSearchParams({ ...query }).toString()}`),
    searchPerson: (body: PersonQuery) => asking(SEARCH_MS)(PersonFound, 'POST', '/v1/people/search', body),
    erasePerson: (body: ErasureInput) => asking(SEARCH_MS)(Erasure, 'POST', '/v1/people/erasures', body),
    erasure: (id: string) => ask(Erasure, 'GET', `/v1/people/erasures/${id}`),
    startRun: (reportId: string, order?: RunOrder) => ask(Run, 'POST', `/v1/reports/${reportId}/runs`, order),
    runs: async (reportId: string) => (await ask(RunList, 'GET', `/v1/reports/${reportId}/runs`)).runs,
    runChanges: (runId: string) => ask(RunChanges, 'GET', `/v1/runs/${runId}/changes`),
    run: (id: string) => ask(Run, 'GET', `/v1/runs/${id}`),
    cancelRun: (id: string) => ask(Run, 'DELETE', `/v1/runs/${id}`),
    /** The rows of a finished run, each a list of values in the order of the report's columns. */
    rows: (id: string, signal: AbortSignal) => readRows(address, id, signal),
  };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Question = { method: Method; path: string; body?: unknown; signal: AbortSignal };

async function send({ url, token }: WorkerAddress, { method, path, body, signal }: Question): Promise<Response> {
  const content = body === undefined ? {} : { 'content-type': 'application/json' };
  const init = {
    method,
    headers: { authorization: `Bearer ${await token()}`, ...content },
    body: body === undefined ? null : JSON.stringify(body),
    signal,
    redirect: 'error' as const,
  };
  const answer = await fetch(`${url}${path}`, init).catch((cause: unknown) => {
    throw new WorkerUnreachable(`The worker at ${url} does not answer. Is it running?`, { cause });
  });
  if (!answer.ok) throw await refusalOf(answer, url);
  return answer;
}

async function refusalOf(answer: Response, url: string): Promise<Error> {
  const error = ApiError.safeParse(await answer.json().catch(() => undefined));
  if (error.success) return new WorkerRefusal(error.data);
  return new CommandError(`Something else than a Willcall worker answers at ${url} (status ${answer.status}).`);
}

function parsed<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new CommandError('The worker answered in a way this command does not know. Do both have the same version?', {
    cause: result.error,
  });
}

const Row = z.array(Value);

async function* readRows(address: WorkerAddress, id: string, signal: AbortSignal): AsyncGenerator<Value[]> {
  try {
    const { body } = await send(address, { method: 'GET', path: `/v1/runs/${id}/rows`, signal });
    for await (const line of linesOf(body)) yield parsed(Row, jsonOf(line));
  } catch (error) {
    if (signal.aborted || error instanceof CommandError) throw error;
    throw new WorkerUnreachable('The worker stopped answering before all rows were here. Try again.', { cause: error });
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
