import type { CopiedList, OldEvent, SpreadsheetCopy } from '../../shared/copies.ts';
import { DatasetId } from '../../shared/catalogue.ts';
import { connectionsOf, type ConnectionRow } from '../db/connections.ts';
import { copiedReports, inUse, titleOfCopied } from '../db/copies.ts';
import type { Database } from '../db/connection.ts';
import type { ReportRow } from '../db/reports.ts';
import { planOf, schedulesOf, type ScheduleRow } from '../db/schedules.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import type { Deps } from '../deps.ts';
import { scheduleWords } from '../schedules/words.ts';
import type { CopiedTab } from '../sheets/copies/copied-tabs.ts';
import { eventNames } from './event-names.ts';
import { eventKey, eventsOf } from './old-events.ts';

/** A tab that came along, and the report of the team that fills it where it came from. */
export type CopiedReport = {
  readonly tab: CopiedTab;
  readonly report: ReportRow;
  readonly schedule: ScheduleRow | null;
};

type Parts = Pick<Deps, 'catalogue' | 'eventLists'> & { readonly db: Database };

/**
 * The reports of a team whose tabs came along to this spreadsheet, and that nobody has set up in it yet. Of other teams' reports
 * nothing is told: such tabs are as if they were not there.
 */
export async function findCopied(
  db: Database,
  workspaceId: string,
  spreadsheet: Pick<SpreadsheetRow, 'id'>,
  tabs: readonly CopiedTab[],
): Promise<CopiedReport[]> {
  if (tabs.length === 0) return [];
  const reports = await copiedReports(
    db,
    workspaceId,
    tabs.map(({ report }) => report),
  );
  const { tabs: taken, origins } = await inUse(db, spreadsheet.id);
  const schedules = await schedulesOf(db, [...reports.keys()]);
  return tabs.flatMap((tab) => {
    const report = reports.get(tab.report);
    // one that was moved here by its team is no copy; of a list that is set up, another tab is a copy people made
    const isHere = report?.spreadsheet_id === spreadsheet.id || taken.has(tab.sheetId) || origins.has(tab.report);
    if (!report || isHere) return [];
    return [{ tab, report, schedule: schedules.get(report.id) ?? null }];
  });
}

/** What the caller's team is told of a copy; null: nothing of theirs came along. */
export async function describeCopy(
  parts: Parts,
  workspaceId: string,
  copied: readonly CopiedReport[],
): Promise<SpreadsheetCopy | null> {
  const [first] = copied;
  if (!first) return null;
  const accounts = new Map((await connectionsOf(parts.db, workspaceId)).map((one) => [one.id, one]));
  return {
    title: await titleOfCopied(parts.db, workspaceId, first.tab.spreadsheet),
    by: first.tab.by,
    lists: copied.map((one) => listOf(one, accounts)),
    events: await oldEvents(parts, copied, accounts),
  };
}

type Accounts = ReadonlyMap<string, ConnectionRow>;

function listOf({ tab, report, schedule }: CopiedReport, accounts: Accounts): CopiedList {
  return {
    reportId: report.id,
    name: report.name,
    tab: tab.title,
    sheetId: tab.sheetId,
    dataset: DatasetId.parse(report.dataset),
    sources: report.sources.map(({ connection_id: connectionId, scope }) => ({
      connectionId,
      account: accounts.get(connectionId)?.label ?? '',
      scope,
    })),
    writeMode: report.write_mode,
    schedule: schedule && { says: scheduleWords(planOf(schedule)), stays: schedule.timing.kind !== 'event' },
  };
}

/** The events copied lists ask for, each once, in the order they are met. */
async function oldEvents(parts: Parts, copied: readonly CopiedReport[], accounts: Accounts): Promise<OldEvent[]> {
  const found = new Map<string, OldEvent>();
  for (const { report } of copied) {
    for (const use of usesOf(parts.catalogue, report, accounts)) {
      const known = found.get(eventKey(use));
      const account = accounts.get(use.connectionId)?.label ?? '';
      if (known?.lists.includes(report.id)) continue;
      found.set(eventKey(use), { ...use, account, name: null, lists: [...(known?.lists ?? []), report.id] });
    }
  }
  const names = await eventNames(parts, [...accounts.values()].filter(isAsked(found)));
  return [...found.values()].map((one) => ({ ...one, name: names.get(one.connectionId)?.get(one.id) ?? null }));
}

const isAsked = (found: ReadonlyMap<string, OldEvent>) => {
  const ids = new Set([...found.values()].map(({ connectionId }) => connectionId));
  return ({ id }: ConnectionRow) => ids.has(id);
};

/** The events a report names. */
export function usesOf(catalogue: Deps['catalogue'], { sources, dataset }: ReportRow, accounts: Accounts) {
  return sources.flatMap(({ connection_id: connectionId, scope }) => {
    const provider = accounts.get(connectionId)?.provider ?? '';
    return eventsOf(catalogue, DatasetId.parse(dataset), { connectionId, provider, scope });
  });
}
