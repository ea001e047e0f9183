import type { Filters } from '../../shared/filters.ts';
import type { Guard } from '../../shared/writing.ts';
import type { ReportRow } from '../db/reports.ts';
import type { RunRow } from '../db/runs.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import type { StoredHold } from '../db/tables.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { Memory } from '../sheets/memory.ts';
import type { HeldBack, PublishMode } from '../sheets/publish-options.ts';
import type { NextDue } from '../sheets/status-tab/plan.ts';
import type { SourceReading } from './read-sources.ts';

type Asked = {
  readonly run: Pick<RunRow, 'order' | 'started_at'>;
  readonly report: ReportRow;
  readonly spreadsheet: Pick<SpreadsheetRow, 'status_tab'>;
  readonly readings: readonly SourceReading[];
  readonly titleOf: (provider: string) => string;
  readonly hash: RowHash;
  readonly memory: Memory | null;
  readonly fingerprint: string;
  /** For the tab "Willcall". */
  readonly state: (heldBack: HeldBack | null) => string;
  readonly nextDue: NextDue;
};

/** How a run writes into the report's tab. */
export function publishMode({
  run,
  report,
  spreadsheet,
  readings,
  titleOf,
  hash,
  memory,
  fingerprint,
  state,
  nextDue,
}: Asked): PublishMode {
  const { repair = null, rebuild = false, accept = false } = run.order ?? {};
  const guard = guardOf(report.writing.guard, report.filters);
  return {
    mode: report.write_mode,
    writing: { ...report.writing, guard },
    hash,
    memory,
    isGuarded: guard !== null && !isWanted({ report, readings, fingerprint, accept, guard }),
    repair,
    rebuild,
    origin: originOf(readings, titleOf),
    asOf: run.started_at ?? new Date(),
    status: spreadsheet.status_tab ? { state, nextDue } : null,
  };
}

type Change = Pick<Asked, 'report' | 'readings' | 'fingerprint'> & {
  readonly accept: boolean;
  readonly guard: Parameters<typeof covers>[2];
};

/**
 * Whether people have asked for what may leave: by a change, or by their OK. In a copied spreadsheet the old event's rows are of sources
 * the report does not have, so no guard counts them; a source that stayed the same is guarded there as anywhere.
 */
const isWanted = ({ report, readings, fingerprint, accept, guard }: Change): boolean =>
  isEdited(report, fingerprint) || (accept && covers(report.hold, readings, guard));

/**
 * Hash of what a report asks: rows that leave, and columns that become blank, because somebody changed it are no mistake. What is
 * looked up belongs to it, because people edit the column it is read from.
 */
export function fingerprintOf(
  { dataset, filters, columns }: ReportRow,
  readings: readonly SourceReading[],
  hash: RowHash,
): string {
  const sources = readings
    .map(({ source, inputs }) => ({
      tag: source.tag,
      scope: source.scope,
      lookup: source.lookup,
      inputs: inputs ?? null,
    }))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  return hash(JSON.stringify({ dataset, filters, columns, sources }));
}

/** Older reports have no fingerprint: what they were asked is told by when they were changed. */
function isEdited({ fingerprint, published_at, updated_at }: ReportRow, now: string): boolean {
  if (fingerprint !== null) return fingerprint !== now;
  return published_at !== null && updated_at > published_at;
}

/**
 * Rows leave a report of "the last 7 days" every day, and nothing is kept that could tell those from others: in such a report no
 * number of them is suspicious ("more than 100 %" never is), only columns that become blank.
 */
function guardOf(guard: Guard | null, { created, updated, purchased }: Filters): Guard | null {
  const isRolling = [created, updated, purchased].some((range) => range?.last !== undefined);
  return guard && isRolling ? { ...guard, percent: 100 } : guard;
}

/** Whether somebody's yes covers what was read now: it was given for what was shown, not for a list that broke down since. */
function covers(hold: StoredHold | null, readings: readonly SourceReading[], guard: Guard | null): boolean {
  if (guard === null || hold === null) return false;
  return readings.every(({ source, rows, failure }) => {
    if (failure) return true;
    const shown = hold.removals.find((one) => one.source === source.tag);
    const expected = shown ? shown.of - shown.rows : source.rows;
    const missing = expected - rows.rowCount;
    return missing <= guard.few || missing * 100 <= expected * guard.percent;
  });
}

function originOf(readings: readonly SourceReading[], titleOf: (provider: string) => string): string {
  const connections = new Map(readings.map(({ source }) => [source.connection.id, source.connection]));
  const [only] = connections.values();
  if (!only || connections.size > 1) return `${connections.size} ticketing accounts`;
  return `${titleOf(only.provider)}, ${only.label}`;
}
