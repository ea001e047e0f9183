import { randomUUID } from 'node:crypto';
import {
  Run,
  type Choices,
  type Connection,
  type ConnectionInput,
  type PreviewInput,
  type Report,
  type ReportInput,
  type Spreadsheet,
} from '../../shared/api.ts';
import type { ChangeSummary, HoldDecision, Preflight, RowChange, RunChanges } from '../../shared/changes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { writingWith } from '../../shared/writing.ts';
import type { ProviderInfo } from '../../shared/catalogue.ts';
import { choicesOf, previewRows, TICKET_TAILOR, TIXNGO } from './fake-catalogue.ts';

/** A request the worker got. */
export type Heard = { method: string; path: string; authorization: string; lastEventId: string; body: unknown };

export type Refusal = { code: ErrorCode; message: string };

/** What the worker knows, and how a test wants it to behave. */
export type State = {
  catalogue: readonly ProviderInfo[];
  accounts: Map<string, Connection>;
  spreadsheets: Map<string, Spreadsheet>;
  reports: Map<string, Report>;
  runs: Map<string, Run>;
  heard: Heard[];
  /** By "METHOD path-with-:id", used as long as they are there. */
  refusals: Map<string, Refusal>;
  /** Tokens that are accepted; all of them when undefined. */
  tokens: ReadonlySet<string> | undefined;
  listeners: Set<{ runId: string; tell: (run: Run) => void }>;
  total: number | null;
  /** What is told of every tab before it is written, and of every run about its rows. */
  preflight: Preflight;
  rowChanges: RowChange[];
  /** Streams open but say nothing. */
  isMute: boolean;
  delayMs: number;
};

const WRITER = 'writer@willcall-test.example.com';

export function createState(): State {
  return {
    catalogue: [TIXNGO, TICKET_TAILOR],
    accounts: new Map(),
    spreadsheets: new Map(),
    reports: new Map(),
    runs: new Map(),
    heard: [],
    refusals: new Map(),
    tokens: undefined,
    listeners: new Set(),
    total: 12_792,
    preflight: PREFLIGHT,
    rowChanges: [],
    isMute: false,
    delayMs: 0,
  };
}

const PREFLIGHT: Preflight = {
  rows: 12_792,
  isExact: false,
  columns: 9,
  cells: 115_137,
  freeCells: 9_974_000,
  calls: 8,
  seconds: 14,
  atomic: true,
  tab: 'new',
  notices: [],
  personal: ['First name', 'E-mail'],
};

/** What a publish did that changed nothing. */
export const NO_CHANGES: ChangeSummary = {
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 12_480,
  cells: 0,
  calls: 3,
  bytes: 900,
  duplicates: 0,
  edited: 0,
  cut: 0,
  atomic: true,
};

const now = (): string => new Date().toISOString();

export function found<T>(things: ReadonlyMap<string, T>, id: string): T {
  const thing = things.get(id);
  if (!thing) throw new Error(`nothing with id ${id}`);
  return thing;
}

export function addAccount(state: State, { provider, label, credentials }: ConnectionInput): Connection {
  const account = {
    id: randomUUID(),
    provider,
    label,
    waitsForKey: credentials === undefined,
    keyAsked: null,
    createdAt: now(),
    updatedAt: now(),
    version: 1,
  };
  state.accounts.set(account.id, account);
  return account;
}

export function askSpreadsheet(state: State, spreadsheetId: string): Spreadsheet {
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  const known = [...state.spreadsheets.values()].find((other) => other.spreadsheetId === spreadsheetId);
  const spreadsheet: Spreadsheet = {
    id: known?.id ?? randomUUID(),
    spreadsheetId,
    title: known?.title ?? null,
    writerEmail: WRITER,
    state: 'waiting',
    proof: { key: 'willcall-link', value: randomUUID(), expiresAt },
    unshared: null,
    provedUntil: null,
    statusTab: true,
  };
  state.spreadsheets.set(spreadsheet.id, spreadsheet);
  return spreadsheet;
}

export function proveSpreadsheet(state: State, id: string): Spreadsheet {
  const linked: Spreadsheet = { ...found(state.spreadsheets, id), state: 'linked', title: 'Gala 2027', proof: null };
  state.spreadsheets.set(id, linked);
  return linked;
}

export function linkSpreadsheet(state: State, spreadsheetId: string): Spreadsheet {
  return proveSpreadsheet(state, askSpreadsheet(state, spreadsheetId).id);
}

export function addReport(state: State, input: ReportInput): Report {
  const times = { createdAt: now(), updatedAt: now(), staleSince: null };
  const report: Report = {
    id: randomUUID(),
    ...input,
    ...times,
    filters: input.filters ?? {},
    writeMode: input.writeMode ?? 'sync',
    writing: writingWith(input.writing),
    editors: input.editors ?? 'refresh',
    retention: input.retention ?? null,
    retentionDue: null,
    clearedAt: null,
    version: 1,
    hold: null,
    filtersApplied: [],
    schedule: null,
    lastRun: null,
  };
  state.reports.set(report.id, report);
  return report;
}

export function withLastRun(state: State, report: Report): Report {
  const runs = [...state.runs.values()].filter((run) => run.reportId === report.id);
  return { ...report, lastRun: runs.at(-1) ?? null };
}

export function preview({ total, catalogue }: State, input: PreviewInput): unknown {
  const [tickets] = catalogue[0]?.datasets ?? [];
  const columns = (tickets?.columns ?? []).filter((column) => input.columns.includes(column.id));
  return { columns, rows: previewRows(20, columns), total };
}

export function choices(state: State, accountId: string, path: string): Choices {
  const [, kind = '', text = ''] = /\/(events|apps)\?q=(.*)$/.exec(path) ?? [];
  return choicesOf(found(state.accounts, accountId).provider, kind, decodeURIComponent(text));
}

/** Decides on what a report holds back, as the worker does: accepted, a run does it. */
export function decideHold(state: State, id: string, { decision }: HoldDecision): Report {
  const report = found(state.reports, id);
  if (decision === 'accept') addRun(state, id, {});
  else state.reports.set(id, { ...report, hold: report.hold && { ...report.hold, decision: 'rejected' } });
  return withLastRun(state, found(state.reports, id));
}

export function runChanges({ runs, rowChanges }: State, id: string): RunChanges {
  return { summary: found(runs, id).changes ?? NO_CHANGES, changes: rowChanges, truncated: false };
}

export function addRun(state: State, reportId: string, change: Partial<Run>): Run {
  const run: Run = {
    id: randomUUID(),
    reportId,
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
    changes: null,
    hold: null,
    queue: null,
    error: null,
    version: 1,
    ...change,
  };
  state.runs.set(run.id, run);
  return run;
}

export function changeRun(state: State, id: string, change: Partial<Run>): Run {
  const before = found(state.runs, id);
  const run = Run.parse({ ...before, ...change, version: before.version + 1 });
  state.runs.set(id, run);
  for (const { runId, tell } of state.listeners) if (runId === id) tell(run);
  return run;
}
