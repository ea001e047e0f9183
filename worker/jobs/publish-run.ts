import type { Certificate } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import type { ReportRow } from '../db/reports.ts';
import type { SourceState } from '../db/report-sources.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import type { PublishedState, RunOutcome } from '../db/run-end.ts';
import type { RunRow } from '../db/runs.ts';
import type { Publish } from '../google-sheets.ts';
import { tallyOfReadings } from '../notices/tally-of-readings.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { Memory } from '../sheets/memory.ts';
import type { OnQueued } from '../sheets/place-teller.ts';
import type { HeldBack, Published, PublishSource } from '../sheets/publish-options.ts';
import type { NextDue } from '../sheets/status-tab/plan.ts';
import { spreadOut } from './collected-rows.ts';
import { shownRows, type RowPolicy } from './row-policy.ts';
import { holdAfter, waitingSentence, type Names } from './hold.ts';
import type { Held } from './lease-keeper.ts';
import { fingerprintOf, publishMode } from './publish-mode.ts';
import { changesOf, summaryOf, type KeptChanges } from './run-changes.ts';
import { certificateOf, resultsOf } from './run-certificate.ts';
import type { SourceReading } from './read-sources.ts';

export type PublishJob = {
  readonly publish: Publish;
  readonly run: RunRow;
  readonly report: ReportRow;
  readonly spreadsheet: SpreadsheetRow | null;
  /** As the report chose them. */
  readonly columns: readonly Column[];
  readonly readings: readonly SourceReading[];
  /** What may be shown of them. */
  readonly policy: RowPolicy;
  /** What an expanding column stood for in the tab, for the rows that stay there. */
  readonly found: readonly Column[];
  /** What the last publish left to compare with. */
  readonly memory: Memory | null;
  /** Keyed by the workspace's own secret. */
  readonly hash: RowHash;
  readonly seal: (changes: KeptChanges) => Buffer;
  readonly titleOf: (provider: string) => string;
  readonly held: Held;
  /** When the next refresh is promised. */
  readonly nextDue: NextDue;
  readonly onQueued: OnQueued;
};

/**
 * Makes what was read the content of the report's tab, if it has one. Sources that could not be read keep their rows there.
 *
 * @returns how the run ends.
 * @throws Failure when rows that should stay could not be found again in the tab.
 */
export async function publishRun(job: PublishJob): Promise<RunOutcome> {
  const { report, spreadsheet, readings, hash } = job;
  const found = readings.flatMap(({ cursor }) => cursor.columns);
  const columns = spreadOut(job.columns, [...found, ...job.found]);
  if (!spreadsheet || report.tab === null) {
    const certificate = certificateOf(resultsOf(readings, {}));
    return { status: 'done', certificate, rows: certificate.rows, columns, sources: [], published: null };
  }
  refuseToLose(readings);
  const fingerprint = fingerprintOf(report, readings, hash);
  const done = await publishRows(job, { spreadsheet, tab: report.tab, columns, fingerprint });
  const staying = rowsStaying(done);
  return {
    status: 'done',
    certificate: certificateOf(resultsOf(readings, staying)),
    rows: done.rows,
    columns,
    sources: readings.map((reading) => stateOf(reading, staying)),
    published: publishedState(job, done, columns, fingerprint),
  };
}

/** Rows that carry no key in the tab cannot be told from the others: better nothing is written than that they vanish. */
function refuseToLose(readings: readonly SourceReading[]): void {
  for (const { source, failure } of readings) {
    if (failure !== null && source.rows > 0 && !source.keyed) throw failure;
  }
}

type Target = {
  readonly spreadsheet: SpreadsheetRow;
  readonly tab: string;
  readonly columns: readonly Column[];
  readonly fingerprint: string;
};

async function publishRows(job: PublishJob, { spreadsheet, tab, columns, fingerprint }: Target): Promise<Published> {
  const { publish, run, report, readings, held, onQueued } = job;
  const certified = resultsOf(readings, {});
  const certificate = certificateOf(certified);
  const sentence = sentenceOf(certificate);
  const names = namesOf(readings, columns);
  const state = (heldBack: HeldBack | null) =>
    waitingSentence(holdAfter(report.hold, heldBack, names, new Date(), unreadOf(readings))) ??
    (certificate.complete ? `Up to date. ${sentence}` : sentence);
  return await publish({
    spreadsheetId: spreadsheet.google_id,
    reportId: report.id,
    runId: run.id,
    tab,
    sheetId: report.sheet_id,
    takesOver: report.takes_over,
    columns,
    generation: report.generation + 1,
    how: publishMode({ ...job, spreadsheet, fingerprint, state }),
    certificateNote: sentence,
    ...held,
    onQueued,
    sources: readings.map((reading, at) =>
      sourceOf(job, reading, columns, certified[at]?.certificate?.complete === true),
    ),
  });
}

/** What was read incompletely is only some of it: nothing leaves the tab because it is missing there. */
function sourceOf(
  { policy }: PublishJob,
  { source, rows, failure }: SourceReading,
  columns: readonly Column[],
  isAll: boolean,
): PublishSource {
  const known = { id: source.tag, hadRows: source.rows > 0 };
  return failure
    ? { ...known, rows: null, keys: [] }
    : { ...known, isAll, ...shownRows(policy, rows, columns, source) };
}

/** Rows in the tab beside those that were read, by tag: of sources that could not be read, and those held back. */
function rowsStaying({ kept, outcome }: Published): Readonly<Record<string, number>> {
  const heldBack = outcome.heldBack?.removals ?? [];
  return { ...kept, ...Object.fromEntries(heldBack.map(({ source, rows }) => [source, rows])) };
}

function stateOf({ source, rows, cursor, failure }: SourceReading, staying: Published['kept']): SourceState {
  const isRead = failure === null && cursor.phase === 'done';
  const others = staying[source.tag] ?? 0;
  return { id: source.id, rows: isRead ? rows.rowCount + others : others, isRead, keyed: true };
}

function publishedState(
  { run, report, readings, seal }: PublishJob,
  done: Published,
  columns: readonly Column[],
  fingerprint: string,
): PublishedState {
  const { generation, sheetId, outcome } = done;
  const names = namesOf(readings, columns);
  return {
    reportId: report.id,
    workspaceId: report.workspace_id,
    isWritten: run.order?.repair !== 'list',
    generation,
    sheetId,
    fingerprint,
    changes: summaryOf(done),
    sealedChanges: seal(changesOf(outcome.rowChanges, names.accounts)),
    hold: holdAfter(report.hold, outcome.heldBack, names, new Date(), unreadOf(readings)),
    memory: outcome.memory,
    tally: tallyOfReadings(report.dataset, readings),
  };
}

const unreadOf = (readings: readonly SourceReading[]) =>
  readings.flatMap(({ source, failure }) => (failure ? [source.tag] : []));

function namesOf(readings: readonly SourceReading[], columns: readonly Column[]): Names {
  return {
    accounts: new Map(readings.map(({ source }) => [source.tag, source.connection.label])),
    columns: new Map(columns.map(({ id, title }) => [id, title])),
  };
}

const counted = (count: number) => count.toLocaleString('en-US');

/** Completeness in the organizer's words, for the note on the first header cell. */
function sentenceOf({ complete, distinct, dropped, filtered, providerTotal, sources }: Certificate): string {
  const of = providerTotal === null ? '' : ` of ${counted(providerTotal)}`;
  const left = [
    ...(dropped === 0 ? [] : [`${counted(dropped)} were left out: deleted, or nothing to show in them.`]),
    ...(filtered === 0 ? [] : [`${counted(filtered)} were left out by the filters.`]),
    ...sources
      .filter(({ status }) => status === 'stale')
      .map(({ account }) => `${account} is older: it could not be read.`),
  ];
  return [
    complete ? `All ${counted(distinct)}${of} read.` : `Not complete: ${counted(distinct)}${of} read.`,
    ...left,
  ].join(' ');
}
