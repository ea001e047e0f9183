import { isDeepStrictEqual } from 'node:util';
import { Deleted, Preview, PreviewInput, Report, ReportChange, ReportInput, ReportList } from '../../shared/api.ts';
import { recordDeed } from '../db/audit.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { deleteIdleReport, insertReport, updateIdleReport, visibleReports } from '../db/reports.ts';
import { scheduleOf } from '../db/schedules.ts';
import { rememberUsed } from '../db/used-ids.ts';
import type { Deps, Question } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { lookupValues } from '../security/lookup-values.ts';
import { reportDeed } from '../security/deeds.ts';
import { checkDestination, isElsewhere, movedFrom, storedDestination } from './destination.ts';
import { requireVersion, wantedVersion, withEtag } from './etag.ts';
import { leaveStatus } from './leave-status.ts';
import { PROVIDER_FAILURES } from './provider-failures.ts';
import { changedInput, inputWith, questionOf, toInput } from './report-input.ts';
import { refuseBesideMasked } from './refuse-beside-masked.ts';
import { toReport, withLastRun, withLastRuns } from './report-view.ts';
import { bodyRoute, route, type Route } from './route.ts';

export type ReportParts = { deps: Deps; access: Access };

/** Saves a report; also used for report files. @throws Failure */
export async function createReport(parts: ReportParts, caller: Caller, given: ReportInput): Promise<Report> {
  const input = inputWith(given);
  const { deps, access } = parts;
  const question = await questionOf(access, caller, input);
  const { columns } = deps.checkQuestion(question);
  const workspaceId = workspaceOf(question);
  await checkDestination(access, caller, workspaceId, input.destination);
  refuseColumnWithoutSheet(input);
  const values = {
    workspace_id: workspaceId,
    name: input.name,
    dataset: input.dataset,
    filters: JSON.stringify(question.filters),
    columns: JSON.stringify(columns),
    ...storedDestination(input.destination),
    write_mode: input.writeMode,
    writing: JSON.stringify(input.writing),
    editors: input.editors,
    retention: input.retention && JSON.stringify(input.retention),
    created_by: caller.subject,
  };
  const sources = await lookupValues(deps.db, deps.sealer, workspaceId).seal(input.sources, []);
  const row = await inTransaction(deps.db, async (db) => {
    await refuseBesideMasked(deps, db, input.destination, question, columns);
    const made = await insertReport(db, values, sources);
    await recordDeed(db, reportDeed(caller, made, 'report.created'));
    return made;
  });
  await remember(deps, question);
  return await toReport(deps, row, undefined);
}

async function remember({ db, now, usedIn }: Deps, { sources, dataset }: Question): Promise<void> {
  for (const source of sources) {
    const owner = { workspaceId: source.connection.workspace_id, connectionId: source.connection.id };
    await rememberUsed(db, owner, usedIn({ ...source, dataset }, new Map()), now());
  }
}

/** All are the caller's own, so they are of one workspace. */
function workspaceOf({ sources: [first] }: Question): string {
  if (first) return first.connection.workspace_id;
  throw new Failure('invalid-request', 'The field "sources" is wrong: name at least one ticketing account.');
}

function refuseColumnWithoutSheet({ sources, destination }: ReportInput): void {
  if (destination !== null || sources.every(({ lookup }) => !lookup || !('column' in lookup))) return;
  throw new Failure(
    'invalid-request',
    'Read by a column: choose a tab of the spreadsheet that holds the column first.',
  );
}

async function refuseWhileScheduled({ db }: Deps, id: string): Promise<void> {
  if (await scheduleOf(db, id))
    throw new Failure('conflict', 'This report has a schedule, which needs a tab: take the schedule away first.');
}

/** Another time, or other events, of which nobody knows yet when they end: what is over by then is cleared again. */
function shownAgain({ retention }: ReportChange, before: ReportInput['sources'], after: ReportInput['sources']) {
  if (!isDeepStrictEqual(before, after)) return { cleared_at: null, event_ends_at: null };
  return retention === undefined ? {} : { cleared_at: null };
}

/**
 * Changes a report; also used for report files. `wanted`: the version that is to be changed; null: the one there is.
 *
 * @throws Failure
 */
export async function changeReport(
  parts: ReportParts,
  caller: Caller,
  id: string,
  asked: ReportChange,
  wanted: number | null = null,
): Promise<Report> {
  const { deps, access } = parts;
  const row = await access.ownReport(caller, id);
  const before = toInput(row);
  const after = changedInput(before, asked);
  const question = await questionOf(access, caller, after);
  const { columns } = deps.checkQuestion(question);
  if (asked.destination !== undefined) await checkDestination(access, caller, row.workspace_id, after.destination);
  refuseColumnWithoutSheet(after);
  if (after.destination === null) await refuseWhileScheduled(deps, id);
  const moved = movedFrom(before.destination, after.destination);
  const values = {
    name: after.name,
    dataset: after.dataset,
    filters: JSON.stringify(question.filters),
    columns: JSON.stringify(columns),
    write_mode: after.writeMode,
    writing: JSON.stringify(after.writing),
    editors: after.editors,
    retention: after.retention && JSON.stringify(after.retention),
    ...shownAgain(asked, before.sources, after.sources),
    ...moved,
  };
  const given = await lookupValues(deps.db, deps.sealer, row.workspace_id).seal(after.sources, before.sources);
  const isMoved = isElsewhere(before.destination, after.destination);
  const sources = { list: given, keep: !isMoved && after.dataset === before.dataset };
  const changed = await inTransaction(deps.db, async (db) => {
    await refuseBesideMasked(deps, db, after.destination, question, columns);
    const written = await updateIdleReport(db, row, values, sources);
    // what is not named stays as it was read: another change since then must not be undone by that
    if (written) requireVersion(wanted ?? row.version, written.version - 1);
    if (written) await recordDeed(db, reportDeed(caller, written, 'report.changed', { fields: Object.keys(asked) }));
    return written;
  });
  if (!changed) throw new Failure('conflict', 'This report is being refreshed: cancel that or wait, then change it.');
  if (row.spreadsheet_id !== changed.spreadsheet_id) await leaveStatus(parts, caller, row);
  await remember(deps, question);
  return await withLastRun(deps, changed);
}

async function remove(parts: ReportParts, caller: Caller, id: string) {
  const { deps, access } = parts;
  const row = await access.ownReport(caller, id);
  const isDeleted = await inTransaction(deps.db, async (db) => {
    const isGone = await deleteIdleReport(db, row);
    if (isGone) await recordDeed(db, reportDeed(caller, row, 'report.deleted'));
    return isGone;
  });
  if (isDeleted) {
    await leaveStatus(parts, caller, row);
    return { deleted: true };
  }
  throw new Failure('conflict', 'This report is being refreshed: cancel that or wait, then delete it.');
}

async function preview({ deps, access }: ReportParts, caller: Caller, { spreadsheet, ...asked }: PreviewInput) {
  const question = await questionOf(access, caller, asked);
  const proved = spreadsheet ? await access.requireProof(caller, spreadsheet) : null;
  return await deps.preview(question, proved);
}

function singleRoutes(parts: ReportParts): Route[] {
  const { deps, access } = parts;
  return [
    route({
      method: 'get',
      path: '/v1/reports/{id}',
      who: 'viewer',
      summary: 'One report, with its newest run',
      answer: { status: 200, schema: Report },
      handle: async ({ c, caller, id }) => {
        const report = await withLastRun(deps, await access.report(caller, id));
        return withEtag(c, report.version, report);
      },
    }),
    bodyRoute(ReportChange, {
      method: 'patch',
      path: '/v1/reports/{id}',
      who: 'member',
      summary: 'Change a report; fields that are left out stay. If-Match guards against another change meanwhile',
      answer: { status: 200, schema: Report },
      failures: ['conflict', 'forbidden', 'spreadsheet-not-linked'],
      handle: async ({ c, caller, id, body }) => {
        const report = await changeReport(parts, caller, id, body, wantedVersion(c));
        return withEtag(c, report.version, report);
      },
    }),
    route({
      method: 'delete',
      path: '/v1/reports/{id}',
      who: 'member',
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
      who: 'signed-in',
      summary: 'Reports of the workspace, and those of spreadsheets the caller has proved',
      answer: { status: 200, schema: ReportList },
      handle: async ({ caller }) => ({
        reports: await withLastRuns(deps, await visibleReports(deps.db, await access.viewerOf(caller))),
      }),
    }),
    bodyRoute(ReportInput, {
      method: 'post',
      path: '/v1/reports',
      who: 'member',
      summary: 'Save a report',
      answer: { status: 201, schema: Report },
      failures: ['forbidden', 'spreadsheet-not-linked'],
      handle: ({ caller, body }) => createReport(parts, caller, body),
    }),
    bodyRoute(PreviewInput, {
      method: 'post',
      path: '/v1/reports/preview',
      who: 'member',
      summary: 'The first 20 rows a report would bring in; nothing is written or kept',
      answer: { status: 200, schema: Preview },
      failures: PROVIDER_FAILURES,
      handle: ({ caller, body }) => preview(parts, caller, body),
    }),
    ...singleRoutes(parts),
  ];
}
