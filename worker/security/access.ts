import type { Database } from '../db/connection.ts';
import { findConnection, type ConnectionRow } from '../db/connections.ts';
import { createWorkspaceFor, workspaceOfSubject } from '../db/members.ts';
import { provedSpreadsheet } from '../db/proofs.ts';
import { visibleReport, visibleReportOfRun, type ReportRow, type Viewer } from '../db/reports.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import { Failure } from '../failure.ts';
import type { Caller } from './identity.ts';

/**
 * Who may do what. Things of other people are answered exactly like things that do not exist.
 * Connections belong to the members of a workspace. Reports are seen by members, and by whoever has proved to be able to edit
 * the spreadsheet they write to. Nobody makes anything be written into a spreadsheet they have not proved themselves.
 */
export type Access = ReturnType<typeof createAccess>;

const notFound = (what: string) => new Failure('not-found', `There is no such ${what}.`);

const NOT_LINKED =
  'You have not linked this spreadsheet, or not lately: open it, open Willcall in it, and link it (a link holds for a day).';

export function createAccess(db: Database, now: () => Date) {
  const workspaceOf = ({ subject }: Caller) => workspaceOfSubject(db, subject);
  const viewerOf = async (caller: Caller): Promise<Viewer> => ({
    subject: caller.subject,
    workspaceId: await workspaceOf(caller),
    now: now(),
  });
  return {
    /** The caller's workspace, or null while they have none. */
    workspaceOf,
    viewerOf,

    /** The caller's workspace, made when they have none. */
    async ensureWorkspace(caller: Caller): Promise<string> {
      for (;;) {
        const id = (await workspaceOf(caller)) ?? (await createWorkspaceFor(db, caller));
        if (id !== null) return id;
      }
    },

    /** @throws Failure `not-found`, also when it belongs to another workspace */
    async connection(caller: Caller, id: string): Promise<ConnectionRow> {
      const workspaceId = await workspaceOf(caller);
      const row = workspaceId === null ? undefined : await findConnection(db, workspaceId, id);
      if (!row) throw notFound('ticketing account');
      return row;
    },

    /** @throws Failure `not-found`, also when the caller may not see it */
    async report(caller: Caller, id: string): Promise<ReportRow> {
      const row = await visibleReport(db, await viewerOf(caller), id);
      if (!row) throw notFound('report');
      return row;
    },

    /** @throws Failure `not-found`, or `forbidden` when the caller may see it but belongs to another workspace */
    async ownReport(caller: Caller, id: string): Promise<ReportRow> {
      const viewer = await viewerOf(caller);
      const row = await visibleReport(db, viewer, id);
      if (!row) throw notFound('report');
      if (row.workspace_id === viewer.workspaceId) return row;
      throw new Failure('forbidden', 'Only the team that made this report can change it. You can refresh it.');
    },

    /** @throws Failure `not-found`, also when the caller may not see the run's report */
    async reportOfRun(caller: Caller, runId: string): Promise<ReportRow> {
      const row = await visibleReportOfRun(db, await viewerOf(caller), runId);
      if (!row) throw notFound('refresh');
      return row;
    },

    /**
     * @param id our id of the spreadsheet.
     * @throws Failure `spreadsheet-not-linked`, whether it exists or not
     */
    async requireProof({ subject }: Caller, id: string): Promise<SpreadsheetRow> {
      const row = await provedSpreadsheet(db, { spreadsheetId: id, subject }, now());
      if (!row) throw new Failure('spreadsheet-not-linked', NOT_LINKED);
      return row;
    },
  };
}
