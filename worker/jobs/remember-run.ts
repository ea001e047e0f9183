import { withRetry, type Database } from '../db/connection.ts';
import { noteEventEnd } from '../db/event-ends.ts';
import type { ReportRow } from '../db/reports.ts';
import type { RunRow } from '../db/runs.ts';
import { rememberUsed } from '../db/used-ids.ts';
import type { SourceReading } from './read-sources.ts';
import type { RunDeps } from './run-deps.ts';

type Deps = Pick<RunDeps, 'db' | 'log' | 'usedIn'>;

/** What the rows of a run tell of their events: their names, and when the last one ends. */
export async function rememberRun(
  deps: Deps,
  run: RunRow,
  report: ReportRow,
  readings: readonly SourceReading[],
): Promise<void> {
  await rememberNames(deps, run, report, readings);
  await withRetry(() => noteEnd(deps.db, report, readings));
}

/** What the data called the events that were asked for; nothing the run depends on. */
async function rememberNames(
  { db, log, usedIn }: Deps,
  run: RunRow,
  report: ReportRow,
  readings: readonly SourceReading[],
): Promise<void> {
  for (const { source, rows } of readings) {
    const owner = { workspaceId: run.workspace_id, connectionId: source.connection_id };
    try {
      await rememberUsed(db, owner, usedIn({ ...source, dataset: report.dataset }, rows.eventNames), new Date());
    } catch (err) {
      log.warn({ runId: run.id, err }, 'names of events were not remembered');
    }
  }
}

async function noteEnd(db: Database, { id }: ReportRow, readings: readonly SourceReading[]): Promise<void> {
  const ends = readings.flatMap(({ rows }) => rows.eventEnds?.getTime() ?? []);
  const isAll = readings.every(({ failure }) => failure === null);
  if (ends.length > 0) await noteEventEnd(db, id, { end: new Date(ends.reduce((a, b) => Math.max(a, b))), isAll });
}
