import type { Role } from '../../shared/people.ts';
import { liveApiKey } from '../db/api-keys.ts';
import type { Database } from '../db/connection.ts';
import { findConnection, type ConnectionRow } from '../db/connections.ts';
import { operatorsInvitation } from '../db/invitations.ts';
import { createWorkspaceFor, memberOf, noteEmail } from '../db/members.ts';
import { provedSpreadsheet } from '../db/proofs.ts';
import { seesRun, visibleReport, visibleReportOfRun, type ReportRow, type Viewer } from '../db/reports.ts';
import { linkedSpreadsheet, type SpreadsheetRow } from '../db/spreadsheets.ts';
import { Failure } from '../failure.ts';
import { acceptInvitation } from '../people/join.ts';
import type { Caller } from './identity.ts';

/**
 * Who may do what. Things of other people are answered exactly like things that do not exist.
 * Connections belong to the members of a workspace. Reports are seen by members, and by whoever has proved to be able to edit
 * the spreadsheet they write to, unless the report says otherwise. Nobody makes anything be written into a spreadsheet they have not
 * proved themselves; an API key stands for its workspace, for the spreadsheets that are linked to it. What a route asks of its callers
 * besides is in gate.ts.
 */
export type Access = ReturnType<typeof createAccess>;

/** The workspace somebody belongs to, and as what. `memberId`: null for an API key. */
export type Membership = { readonly workspaceId: string; readonly role: Role | null; readonly memberId: string | null };

const notFound = (what: string) => new Failure('not-found', `There is no such ${what}.`);

const NOT_LINKED =
  'You have not linked this spreadsheet, or not lately: open it, open Willcall in it, and link it (a link holds for a day).';

const noTeam = () => new Failure('forbidden', 'You belong to no team yet: ask an admin of the team to invite you.');

function memberships(db: Database, now: () => Date) {
  const found = async ({ subject, email }: Caller): Promise<Membership | null> => {
    const row = await memberOf(db, subject);
    if (row && row.email !== email) await noteEmail(db, row, email);
    return row ? { workspaceId: row.workspace_id, role: row.role, memberId: row.id } : null;
  };
  return async (caller: Caller): Promise<Membership | null> => {
    const { key, email } = caller;
    if (key) {
      return { workspaceId: key.workspaceId, role: key.scopes.includes('manage') ? 'member' : null, memberId: null };
    }
    const known = await found(caller);
    if (known) return known;
    // the operator's way in: whoever signs in with that address is an admin from then on
    const waiting = await operatorsInvitation(db, email, now());
    if (!waiting) return null;
    await acceptInvitation({ db, now }, caller, waiting.id);
    return await found(caller);
  };
}

function team(db: Database, now: () => Date) {
  const membership = memberships(db, now);
  const workspaceOf = async (caller: Caller) => (await membership(caller))?.workspaceId ?? null;
  const requireMember = async (caller: Caller): Promise<string> => {
    const mine = await membership(caller);
    // what a key may do there is up to its scopes, which the gate has looked at
    if (mine) return mine.workspaceId;
    throw noTeam();
  };
  return {
    /** The caller's workspace and role, or null while they have none. */
    membership,
    /** The caller's workspace, or null while they have none. */
    workspaceOf,
    /** What the caller is in their workspace; null: nothing, or a key that may not change things. */
    role: async (caller: Caller): Promise<Role | null> => (await membership(caller))?.role ?? null,
    /** @returns the caller's workspace. @throws Failure `forbidden` */
    requireMember,
    /** @returns the caller's workspace. @throws Failure `forbidden` */
    async requireAdmin(caller: Caller): Promise<string> {
      const mine = await membership(caller);
      if (mine?.role === 'admin') return mine.workspaceId;
      if (!mine) throw noTeam();
      throw new Failure('forbidden', 'Only an admin of your team can do this. Ask one of them.');
    },
    /** The caller's workspace, made when they have none. */
    async ensureWorkspace(caller: Caller): Promise<string> {
      for (;;) {
        const id = (await workspaceOf(caller)) ?? (await createWorkspaceFor(db, caller));
        if (id !== null) return id;
      }
    },
  };
}

/** @throws Failure `forbidden` when the report only lets people of other teams see it. */
function checkEditors({ workspace_id, editors }: ReportRow, { workspaceId }: Viewer): void {
  if (workspace_id === workspaceId || editors === 'refresh') return;
  throw new Failure(
    'forbidden',
    'The team that made this report lets editors of the spreadsheet look at it only. Ask them to refresh it.',
  );
}

type ViewerOf = (caller: Caller) => Promise<Viewer>;

function reports(db: Database, viewerOf: ViewerOf) {
  const seen = async (viewer: Viewer, id: string): Promise<ReportRow> => {
    const row = await visibleReport(db, viewer, id);
    if (!row) throw notFound('report');
    return row;
  };
  return {
    /** @throws Failure `not-found`, also when the caller may not see it */
    report: async (caller: Caller, id: string): Promise<ReportRow> => await seen(await viewerOf(caller), id),

    /** Whether the caller may see a report. */
    seesReport: async (caller: Caller, id: string) =>
      (await visibleReport(db, await viewerOf(caller), id)) !== undefined,

    /** @throws Failure `not-found`, or `forbidden` when the caller may see it but belongs to another workspace */
    async ownReport(caller: Caller, id: string): Promise<ReportRow> {
      const viewer = await viewerOf(caller);
      const row = await seen(viewer, id);
      if (row.workspace_id === viewer.workspaceId) return row;
      throw new Failure('forbidden', 'Only the team that made this report can change it. You can refresh it.');
    },

    /**
     * A report the caller may have refreshed, as far as the report goes; its spreadsheet takes a proof as well.
     *
     * @throws Failure `not-found`, or `forbidden` when the caller may only see it
     */
    async refreshable(caller: Caller, id: string): Promise<ReportRow> {
      const viewer = await viewerOf(caller);
      const row = await seen(viewer, id);
      checkEditors(row, viewer);
      return row;
    },
  };
}

function runs(db: Database, viewerOf: ViewerOf) {
  const seen = async (viewer: Viewer, runId: string): Promise<ReportRow> => {
    const row = await visibleReportOfRun(db, viewer, runId);
    if (!row) throw notFound('refresh');
    return row;
  };
  return {
    /** @throws Failure `not-found`, also when the caller may not see the run's report */
    reportOfRun: async (caller: Caller, runId: string): Promise<ReportRow> => await seen(await viewerOf(caller), runId),

    /** Whether the caller may (still) see a run; cheap. */
    async seesRun(caller: Caller, runId: string): Promise<boolean> {
      const viewer = await viewerOf(caller);
      // a key is looked at when a request begins: whoever asks again later asks this too
      if (caller.key && !(await liveApiKey(db, caller.key.id, viewer.now))) return false;
      return await seesRun(db, viewer, runId);
    },

    /** A report the caller may have refreshed, and may stop being refreshed. @throws Failure `not-found`, `forbidden` */
    async refreshableOfRun(caller: Caller, runId: string): Promise<ReportRow> {
      const viewer = await viewerOf(caller);
      const row = await seen(viewer, runId);
      checkEditors(row, viewer);
      return row;
    },
  };
}

export function createAccess(db: Database, now: () => Date) {
  const mine = team(db, now);
  const viewerOf = async (caller: Caller): Promise<Viewer> => ({
    subject: caller.subject,
    workspaceId: await mine.workspaceOf(caller),
    now: now(),
  });
  return {
    ...mine,
    viewerOf,
    ...reports(db, viewerOf),
    ...runs(db, viewerOf),

    /** @throws Failure `not-found`, also when it belongs to another workspace */
    async connection(caller: Caller, id: string): Promise<ConnectionRow> {
      const workspaceId = await mine.workspaceOf(caller);
      const row = workspaceId === null ? undefined : await findConnection(db, workspaceId, id);
      if (!row) throw notFound('ticketing account');
      return row;
    },

    /**
     * @param id our id of the spreadsheet.
     * @throws Failure `spreadsheet-not-linked`, whether it exists or not
     */
    async requireProof({ subject, key }: Caller, id: string): Promise<SpreadsheetRow> {
      const row = key
        ? await linkedSpreadsheet(db, key.workspaceId, id)
        : await provedSpreadsheet(db, { spreadsheetId: id, subject }, now());
      if (!row) throw new Failure('spreadsheet-not-linked', NOT_LINKED);
      return row;
    },
  };
}
