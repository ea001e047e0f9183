import { changeLogRequests } from './change-log/change-log.ts';
import type { LogEntry } from './change-log/lines.ts';
import type { View } from './look.ts';
import type { PublishJob } from './publish-job.ts';
import type { HeldBack } from './publish-options.ts';
import type { SheetRequest } from './requests.ts';
import { statusRequests } from './status-tab/status.ts';
import { warnOnEdit, type ManagedCells } from './warn-on-edit.ts';

/** What the list is after a publish, for what goes along with it. */
export type Facts = {
  /** Rows of the report in the tab. */
  readonly rows: number;
  readonly heldBack: HeldBack | null;
  readonly cells: Omit<ManagedCells, 'reportId'>;
  readonly log: readonly LogEntry[];
};

/** What else a publish writes in its one call. `growth`: cells the spreadsheet gains by it. */
export type Companions = { readonly requests: readonly SheetRequest[]; readonly growth: number };

/**
 * The line in the tab "Willcall", the lines about what changed, and whether people are warned before they edit: up to two reads, and
 * none for what the report does not ask for. `isRetry`: Google refused these requests once, perhaps for a name it keeps hidden.
 */
export async function companionsOf(job: PublishJob, view: View, facts: Facts, isRetry: boolean): Promise<Companions> {
  const { spreadsheetId, reportId, how, client, call } = job;
  const { book, timeZone } = view;
  const runs = how.writing.changeLogRuns;
  const log =
    runs === 0
      ? NOTHING
      : await changeLogRequests(
          client,
          { spreadsheetId, timeZone, reportId, title: job.tab, runs, runId: job.runId, at: how.asOf, book },
          facts.log,
          call,
        );
  const status = await statusOf(job, view, facts, isRetry);
  const isWarned = how.writing.warnOnEdit && client.facts.warningsLetProgramsWrite;
  const warnings = warnOnEdit(view.tab.protectedRanges, { ...facts.cells, reportId }, isWarned);
  return { requests: [...warnings, ...log.requests, ...status.requests], growth: log.cells + status.cells };
}

/** Warnings that go are taken away before anything is written, should they stop us; everything else comes after the list. */
export function apart(requests: readonly SheetRequest[]): Record<'first' | 'last', SheetRequest[]> {
  const isFirst = (request: SheetRequest) => 'deleteProtectedRange' in request;
  return { first: requests.filter(isFirst), last: requests.filter((request) => !isFirst(request)) };
}

const NOTHING = { requests: [], cells: 0 };

async function statusOf(
  { client, spreadsheetId, reportId, tab, how, call }: PublishJob,
  { book, timeZone }: View,
  { rows, heldBack }: Facts,
  isRetry: boolean,
) {
  const { status, asOf } = how;
  if (status === null) return NOTHING;
  const line = { reportId, tab, state: status.state(heldBack), asOf, rows, nextDue: status.nextDue };
  return await statusRequests(client, { spreadsheetId, timeZone, book, withNames: !isRetry }, line, call);
}
