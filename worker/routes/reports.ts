import {
  Deleted,
  Preview,
  PreviewInput,
  Report,
  ReportChange,
  ReportInput,
  ReportList,
  type Destination,
  type Run,
} from '../../shared/api.ts';
import { deleteIdleReport, insertReport, updateIdleReport, visibleReports, type ReportRow } from '../db/reports.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { changedInput, checkedQuestion, toInput } from './report-input.ts';
import { bodyRoute, route, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };

const toReport = (row: ReportRow, lastRun: Run | undefined): Report => ({
  id: row.id,
  ...toInput(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  lastRun: lastRun ?? null,
});

async function withLastRuns({ deps }: Parts, rows: readonly ReportRow[]): Promise<Report[]> {
  const runs = await deps.lastRuns(rows.map(({ id }) => id));
  return rows.map((row) => toReport(row, runs.get(row.id)));
}

async function one(parts: Parts, row: ReportRow): Promise<Report> {
  const run = (await parts.deps.lastRuns([row.id])).get(row.id);
  return toReport(row, run);
}

/** Line breaks and the like; Google refuses them in a tab name, or makes something else of them. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** @throws Failure `invalid-request`, `spreadsheet-not-linked`, or `forbidden` when another workspace linked it */
async function checkDestination({ access }: Parts, caller: Caller, workspaceId: string, to: Destination | null) {
  if (to === null) return;
  if (CONTROL.test(to.tab)) {
    throw new Failure('invalid-request', 'The field "destination.tab" is wrong: a tab name is one line of plain text.');
  }
  const spreadsheet = await access.requireProof(caller, to.spreadsheet);
  if (spreadsheet.workspace_id === workspaceId) return;
  throw new Failure(
    'forbidden',
    'Another team linked this spreadsheet first: only they can add reports to it. You can refresh those that are there.',
  );
}

const storedDestination = (destination: Destination | null) => ({
  spreadsheet_id: destination?.spreadsheet ?? null,
  tab: destination?.tab ?? null,
});

async function create(parts: Parts, caller: Caller, input: ReportInput): Promise<Report> {
  const { deps, access } = parts;
  const connection = await access.connection(caller, input.connectionId);
  const { dataset, scope, columns } = checkedQuestion(deps, connection, input);
  await checkDestination(parts, caller, connection.workspace_id, input.destination);
  const row = await insertReport(deps.db, {
    workspace_id: connection.workspace_id,
    name: input.name,
    connection_id: connection.id,
    dataset,
    scope: JSON.stringify(scope),
    columns: JSON.stringify(columns),
    ...storedDestination(input.destination),
    write_mode: input.writeMode,
    created_by: caller.subject,
  });
  return toReport(row, undefined);
}

/** What was published belongs to the tab it went to: in another tab the report begins anew. */
function movedFrom(before: Destination | null, after: Destination | null) {
  const isSame = before?.spreadsheet === after?.spreadsheet && before?.tab === after?.tab;
  return isSame ? {} : { ...storedDestination(after), sheet_id: null, generation: 0, published_at: null };
}

async function change(parts: Parts, caller: Caller, id: string, asked: ReportChange): Promise<Report> {
  const { deps, access } = parts;
  const row = await access.ownReport(caller, id);
  const before = toInput(row);
  const after = changedInput(before, asked);
  const connection = await access.connection(caller, after.connectionId);
  const { dataset, scope, columns } = checkedQuestion(deps, connection, after);
  if (asked.destination !== undefined) await checkDestination(parts, caller, row.workspace_id, after.destination);
  const changed = await updateIdleReport(deps.db, row, {
    name: after.name,
    connection_id: connection.id,
    dataset,
    scope: JSON.stringify(scope),
    columns: JSON.stringify(columns),
    write_mode: after.writeMode,
    ...movedFrom(before.destination, after.destination),
  });
  if (!changed) throw new Failure('conflict', 'This report is being refreshed: cancel that or wait, then change it.');
  return await one(parts, changed);
}

async function remove({ deps, access }: Parts, caller: Caller, id: string) {
  const row = await access.ownReport(caller, id);
  const isDeleted = await deleteIdleReport(deps.db, row);
  if (isDeleted) return { deleted: true };
  throw new Failure('conflict', 'This report is being refreshed: cancel that or wait, then delete it.');
}

async function preview({ deps, access }: Parts, caller: Caller, { connectionId, ...input }: PreviewInput) {
  const connection = await access.connection(caller, connectionId);
  const { dataset, scope, columns } = checkedQuestion(deps, connection, input);
  return await deps.preview(connection, { connectionId, dataset, scope, columns });
}

const PROVIDER_FAILURES = [
  'provider-auth',
  'provider-not-found',
  'provider-bad-request',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-unexpected-shape',
] as const;

function singleRoutes(parts: Parts): Route[] {
  const { access } = parts;
  return [
    route({
      method: 'get',
      path: '/v1/reports/{id}',
      summary: 'One report, with its newest run',
      answer: { status: 200, schema: Report },
      handle: async ({ caller, id }) => await one(parts, await access.report(caller, id)),
    }),
    bodyRoute(ReportChange, {
      method: 'patch',
      path: '/v1/reports/{id}',
      summary: 'Change a report; fields that are left out stay',
      answer: { status: 200, schema: Report },
      failures: ['conflict', 'forbidden', 'spreadsheet-not-linked'],
      handle: ({ caller, id, body }) => change(parts, caller, id, body),
    }),
    route({
      method: 'delete',
      path: '/v1/reports/{id}',
      summary: 'Delete a report and its history; the tab stays as it is',
      answer: { status: 200, schema: Deleted },
      failures: ['conflict', 'forbidden'],
      handle: ({ caller, id }) => remove(parts, caller, id),
    }),
  ];
}

/** Saved questions: connection, dataset, scope, columns, destination. */
export function reportRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/reports',
      summary: 'Reports of the workspace, and those of spreadsheets the caller has proved',
      answer: { status: 200, schema: ReportList },
      handle: async ({ caller }) => ({
        reports: await withLastRuns(parts, await visibleReports(deps.db, await access.viewerOf(caller))),
      }),
    }),
    bodyRoute(ReportInput, {
      method: 'post',
      path: '/v1/reports',
      summary: 'Save a report',
      answer: { status: 201, schema: Report },
      failures: ['forbidden', 'spreadsheet-not-linked'],
      handle: ({ caller, body }) => create(parts, caller, body),
    }),
    bodyRoute(PreviewInput, {
      method: 'post',
      path: '/v1/reports/preview',
      summary: 'The first 20 rows a report would bring in; nothing is written or kept',
      answer: { status: 200, schema: Preview },
      failures: PROVIDER_FAILURES,
      handle: ({ caller, body }) => preview(parts, caller, body),
    }),
    ...singleRoutes(parts),
  ];
}
