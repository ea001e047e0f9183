import { isDeepStrictEqual } from 'node:util';
import type { SourceInput } from '../../shared/api.ts';
import type { CopyInput } from '../../shared/copies.ts';
import { DatasetId } from '../../shared/catalogue.ts';
import { recordDeed } from '../db/audit.ts';
import { lockSpreadsheet } from '../db/audiences.ts';
import { connectionsOf, type ConnectionRow } from '../db/connections.ts';
import type { Database } from '../db/connection.ts';
import { keepTags, inUse } from '../db/copies.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { insertReport, type ReportRow } from '../db/reports.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import type { Deps, Question } from '../deps.ts';
import { Failure } from '../failure.ts';
import { refuseBesideMasked } from '../routes/refuse-beside-masked.ts';
import { questionOf, toInput, type WholeInput } from '../routes/report-input.ts';
import type { Access } from '../security/access.ts';
import { reportDeed } from '../security/deeds.ts';
import type { Caller } from '../security/identity.ts';
import { copySchedule } from './copy-schedule.ts';
import { usesOf, type CopiedReport } from './find-copy.ts';
import { chosenEvents, eventKey, withNewEvents } from './old-events.ts';

export type SetUpParts = { readonly deps: Deps; readonly access: Access };

/** By whom, and where. */
export type SetUpPlace = { readonly caller: Caller; readonly spreadsheet: SpreadsheetRow };

/** A report that is about to be made. */
type Prepared = {
  readonly copied: CopiedReport;
  readonly input: WholeInput;
  readonly question: Question;
  readonly columns: readonly string[];
};

/**
 * Makes the same reports in the copy, for other events, all of them or none. Each goes on with its tab from its first refresh on; none is
 * refreshed by this. A source that asks for just what it asked for keeps its rows' keys, and with them what people noted beside them.
 *
 * @throws Failure `invalid-request` naming the event nothing was chosen for, or the list that does not fit; `conflict` when a list is set up by now.
 */
export async function setUpCopy(
  { deps, access }: SetUpParts,
  place: SetUpPlace,
  copied: readonly CopiedReport[],
  { events, lists }: CopyInput,
): Promise<ReportRow[]> {
  const wanted = chosenLists(copied, lists);
  const [first] = wanted;
  if (!first) throw new Failure('conflict', 'There is nothing to set up here: no list of a copy is left.');
  const connections = await connectionsOf(deps.db, first.report.workspace_id);
  const accounts = new Map(connections.map((one) => [one.id, one]));
  const chosen = chosenEvents(events);
  refuseWithoutEvent(deps, wanted, accounts, chosen);
  const prepared: Prepared[] = [];
  for (const one of wanted) prepared.push(await prepare({ deps, access }, place, one, { accounts, chosen }));
  return await inTransaction(deps.db, async (db) => {
    await lockSpreadsheet(db, place.spreadsheet.id);
    await refuseTaken(db, place, prepared);
    const made: ReportRow[] = [];
    for (const one of prepared) made.push(await makeReport(deps, db, place, one));
    return made;
  });
}

function chosenLists(copied: readonly CopiedReport[], lists: CopyInput['lists']): readonly CopiedReport[] {
  if (lists === undefined) return copied;
  const ids = new Set(copied.map(({ report }) => report.id));
  if (lists.some((id) => !ids.has(id))) {
    throw new Failure('conflict', 'A list that was chosen is set up already, or is no list of this copy. Reload.');
  }
  return copied.filter(({ report }) => lists.includes(report.id));
}

type Accounts = ReadonlyMap<string, ConnectionRow>;
type Chosen = ReadonlyMap<string, string>;

function refuseWithoutEvent(
  { catalogue }: Pick<Deps, 'catalogue'>,
  wanted: readonly CopiedReport[],
  accounts: Accounts,
  chosen: Chosen,
): void {
  for (const { report } of wanted) {
    const open = usesOf(catalogue, report, accounts).find((use) => !chosen.has(eventKey(use)));
    if (!open) continue;
    throw new Failure(
      'invalid-request',
      `The field "events" is wrong: choose the event that takes the place of "${open.id}", or the same again; "${report.name}" asks for it.`,
    );
  }
}

async function prepare(
  { deps, access }: SetUpParts,
  { caller, spreadsheet }: SetUpPlace,
  copied: CopiedReport,
  { accounts, chosen }: { accounts: Accounts; chosen: Chosen },
): Promise<Prepared> {
  const { report, tab } = copied;
  const before = toInput(report);
  const dataset = DatasetId.parse(report.dataset);
  const sources = before.sources.map((source): SourceInput => {
    const { connectionId, scope } = source;
    const provider = accounts.get(connectionId)?.provider ?? '';
    return { ...source, scope: withNewEvents(deps.catalogue, dataset, { connectionId, provider, scope }, chosen) };
  });
  const input = { ...before, sources, destination: { spreadsheet: spreadsheet.id, tab: tab.title } };
  try {
    const question = await questionOf(access, caller, input);
    return { copied, input, question, columns: deps.checkQuestion(question).columns };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.code, `"${report.name}": ${error.message}`, { cause: error });
  }
}

async function refuseTaken(db: Database, { spreadsheet }: SetUpPlace, prepared: readonly Prepared[]): Promise<void> {
  const { tabs, origins } = await inUse(db, spreadsheet.id);
  const twice = prepared.find(({ copied: { tab } }) => tabs.has(tab.sheetId) || origins.has(tab.report));
  if (twice)
    throw new Failure('conflict', `"${twice.input.name}" is set up here already: somebody was quicker. Reload.`);
}

async function makeReport(deps: Deps, db: Database, place: SetUpPlace, prepared: Prepared): Promise<ReportRow> {
  const { copied, input, question, columns } = prepared;
  const { report: old, tab, schedule } = copied;
  await refuseBesideMasked(deps, db, input.destination, question, columns);
  const values = {
    workspace_id: old.workspace_id,
    name: input.name,
    dataset: input.dataset,
    filters: JSON.stringify(input.filters),
    columns: JSON.stringify(columns),
    spreadsheet_id: place.spreadsheet.id,
    tab: tab.title,
    sheet_id: tab.sheetId,
    takes_over: JSON.stringify({ report: tab.report, spreadsheet: tab.spreadsheet, sheet: tab.sheet, by: tab.by }),
    write_mode: input.writeMode,
    writing: JSON.stringify(input.writing),
    editors: input.editors,
    retention: input.retention && JSON.stringify(input.retention),
    created_by: place.caller.subject,
  };
  const made = await insertReport(db, values, input.sources);
  await keepTags(db, made.id, unchangedSources(old, input));
  await recordDeed(db, reportDeed(place.caller, made, 'report.created', { copyOf: old.id }));
  if (schedule) await copySchedule(db, { report: made, caller: place.caller, now: deps.now() }, schedule);
  return made;
}

function unchangedSources({ sources }: ReportRow, { sources: next }: WholeInput) {
  return sources.flatMap(({ scope, tag }, position) =>
    isDeepStrictEqual({ ...scope }, { ...next[position]?.scope }) ? [{ position, tag }] : [],
  );
}
