import {
  Choices,
  Connection,
  ConnectionList,
  ConnectionTest,
  Deleted,
  Preview,
  Report,
  ReportList,
  Run,
  RunList,
  Spreadsheet,
  SpreadsheetList,
  type ConnectionChange,
  type ConnectionInput,
  type PreflightInput,
  type PreviewInput,
  type ReportChange,
  type ReportInput,
  type SpreadsheetChange,
} from '../../shared/api.ts';
import { ProviderList } from '../../shared/catalogue.ts';
import { Preflight, RunChanges, type HoldDecision, type RunOrder } from '../../shared/changes.ts';
import { KeyLink } from '../../shared/linking.ts';
import type { WorkerVersion } from './compatibility.ts';
import { copyCalls } from './copy-api.ts';
import { noticeCalls, personCalls, recordCalls } from './desk-api.ts';
import { scheduleCalls, sharingCalls } from './report-sharing-api.ts';
import { teamCalls } from './team-api.ts';
import { parsed, type Ask, type Send } from './worker-request.ts';

/** Longest wait for an answer: the slowest ticketing system has 30 s, and the worker needs a moment of its own. */
export const PATIENCE_MS = 45_000;

export type WorkerApi = ReturnType<typeof createWorkerApi>;

/** The worker's routes as functions with parsed answers. All reject as `Send` does. */
export function createWorkerApi(send: Send, version?: Pick<WorkerVersion, 'leftOut'>) {
  const ask: Ask = async (schema, question) =>
    parsed(schema, await send({ signal: AbortSignal.timeout(PATIENCE_MS), ...question }), version);
  return {
    ...catalogueCalls(ask),
    ...spreadsheetCalls(ask),
    ...copyCalls(ask),
    ...accountCalls(ask),
    ...reportCalls(ask),
    ...runCalls(ask, send),
    ...teamCalls(ask),
    ...scheduleCalls(ask),
    ...sharingCalls(ask),
    ...noticeCalls(ask),
    ...personCalls(ask),
    ...recordCalls(ask),
  };
}

function catalogueCalls(ask: Ask) {
  return {
    providers: async () => (await ask(ProviderList, { method: 'GET', path: '/v1/providers' })).providers,
  };
}

function spreadsheetCalls(ask: Ask) {
  return {
    spreadsheets: async () => (await ask(SpreadsheetList, { method: 'GET', path: '/v1/spreadsheets' })).spreadsheets,
    linkSpreadsheet: (spreadsheetId: string) =>
      ask(Spreadsheet, { method: 'POST', path: '/v1/spreadsheets', body: { spreadsheetId } }),
    proveSpreadsheet: (id: string) => ask(Spreadsheet, { method: 'POST', path: `/v1/spreadsheets/${id}/proof` }),
    changeSpreadsheet: (id: string, body: SpreadsheetChange) =>
      ask(Spreadsheet, { method: 'PATCH', path: `/v1/spreadsheets/${id}`, body }),
  };
}

function accountCalls(ask: Ask) {
  return {
    accounts: async () => (await ask(ConnectionList, { method: 'GET', path: '/v1/connections' })).connections,
    createAccount: (body: ConnectionInput) => ask(Connection, { method: 'POST', path: '/v1/connections', body }),
    changeAccount: (id: string, body: ConnectionChange) =>
      ask(Connection, { method: 'PATCH', path: `/v1/connections/${id}`, body }),
    testAccount: (id: string) => ask(ConnectionTest, { method: 'POST', path: `/v1/connections/${id}/test` }),
    /** Events or apps of an account whose name or ID holds the text. */
    choices: (id: string, kind: 'events' | 'apps', text: string) =>
      ask(Choices, { method: 'GET', path: `/v1/connections/${id}/${kind}?q=${encodeURIComponent(text)}` }),
    /** Makes a link by which somebody without an account enters the credentials. */
    askForCredentials: (id: string) => ask(KeyLink, { method: 'POST', path: `/v1/connections/${id}/ask` }),
    takeBackAsking: (id: string) => ask(Deleted, { method: 'DELETE', path: `/v1/connections/${id}/ask` }),
    /** With the reports that use it. */
    deleteAccount: (id: string) => ask(Deleted, { method: 'DELETE', path: `/v1/connections/${id}?force=true` }),
  };
}

function reportCalls(ask: Ask) {
  return {
    reports: async () => (await ask(ReportList, { method: 'GET', path: '/v1/reports' })).reports,
    createReport: (body: ReportInput) => ask(Report, { method: 'POST', path: '/v1/reports', body }),
    /** @throws WorkerProblem `conflict` when somebody changed it since it was read. */
    changeReport: ({ id, version }: Report, body: ReportChange) =>
      ask(Report, { method: 'PATCH', path: `/v1/reports/${id}`, body, version }),
    deleteReport: (id: string) => ask(Deleted, { method: 'DELETE', path: `/v1/reports/${id}` }),
    preview: (body: PreviewInput, signal?: AbortSignal) =>
      ask(Preview, { method: 'POST', path: '/v1/reports/preview', body, ...(signal && { signal }) }),
    /** What a full refresh would take and do to the tab; nothing is written. */
    preflight: (body: PreflightInput, signal?: AbortSignal) =>
      ask(Preflight, { method: 'POST', path: '/v1/reports/preflight', body, ...(signal && { signal }) }),
    decideHold: (id: string, decision: HoldDecision['decision']) =>
      ask(Report, { method: 'POST', path: `/v1/reports/${id}/hold`, body: { decision } }),
  };
}

function runCalls(ask: Ask, send: Send) {
  return {
    startRun: (reportId: string, order?: RunOrder) =>
      ask(Run, { method: 'POST', path: `/v1/reports/${reportId}/runs`, ...(order && { body: order }) }),
    /** The newest 20 of a report, newest first. */
    runs: async (reportId: string) =>
      (await ask(RunList, { method: 'GET', path: `/v1/reports/${reportId}/runs` })).runs,
    runChanges: (id: string) => ask(RunChanges, { method: 'GET', path: `/v1/runs/${id}/changes` }),
    run: (id: string) => ask(Run, { method: 'GET', path: `/v1/runs/${id}` }),
    cancelRun: (id: string) => ask(Run, { method: 'DELETE', path: `/v1/runs/${id}` }),
    /** The answer's body is the run's stream of server-sent events; `after` is the last version already known. */
    runEvents: (id: string, after: number, signal: AbortSignal) =>
      send({
        method: 'GET',
        path: `/v1/runs/${id}/events`,
        headers: { accept: 'text/event-stream', 'last-event-id': String(after) },
        signal,
      }),
  };
}
