import type { ProviderInfo } from '../../shared/catalogue.ts';
import type { Column } from '../../shared/columns.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { STANDARD_WRITING } from '../../shared/writing.ts';
import { problemBeside } from '../audiences/neighbours.ts';
import { viewOf } from '../audiences/view.ts';
import { raiseAudienceNotice } from '../db/audience-notices.ts';
import { findAudience, noteAudienceProblem, noteAudiencePublished, type AudienceRow } from '../db/audiences.ts';
import { isPassing, withRetry, type Database } from '../db/connection.ts';
import type { RunOutcome } from '../db/run-end.ts';
import { LeaseLost } from '../db/run-lease.ts';
import { spreadsheetOfWorkspace } from '../db/spreadsheets.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import { audienceSource } from './audience-rows.ts';
import { Stopped } from './job-outcome.ts';
import type { PublishJob } from './publish-run.ts';
import { certificateOf, resultsOf } from './run-certificate.ts';

export type AudiencesJob = Omit<PublishJob, 'columns' | 'spreadsheet' | 'found' | 'memory' | 'seal' | 'titleOf'> & {
  readonly db: Database;
  readonly log: Log;
  readonly catalogue: readonly ProviderInfo[];
  /** Of the report, as they were when the run began to read. */
  readonly audiences: readonly AudienceRow[];
  /** All columns the report could have. */
  readonly all: readonly Column[];
};

/**
 * Writes the rows of a run also where other eyes see them, each list by itself: one that cannot be written is told, and neither the run
 * nor the others fail with it. A run that was cancelled after its own tab was written leaves the rest as they are.
 *
 * @throws LeaseLost; Stopped when this process shuts down; what says that the database is away.
 */
export async function publishAudiences(job: AudiencesJob, end: RunOutcome): Promise<void> {
  if (end.status !== 'done' || job.run.order?.repair === 'list') return;
  for (const audience of job.audiences) {
    if (audience.published_run === job.run.id) continue;
    try {
      await publishOne(job, audience, end);
    } catch (error) {
      if (isCancelled(job, error)) return;
      if (isOfTheRun(job, error)) throw error;
      await tell(job, audience, error);
    }
  }
}

/** Nothing about this list: the run is somebody else's, or goes on later. */
const isOfTheRun = ({ held }: AudiencesJob, error: unknown): boolean =>
  error instanceof LeaseLost || error instanceof Stopped || held.signal.aborted || isPassing(error);

/** A check right before a write may be told sooner than the signal. */
const isCancelled = ({ held }: AudiencesJob, error: unknown): boolean =>
  [error, held.signal.reason].some((why) => why instanceof Stopped && why.why === 'cancelled');

const OURS = { code: 'internal', message: 'Something went wrong on our side.' } as const;

async function tell({ db, log, run, report }: AudiencesJob, audience: AudienceRow, error: unknown): Promise<void> {
  const { code, message }: { code: ErrorCode; message: string } = error instanceof Failure ? error : OURS;
  log[code === 'internal' ? 'error' : 'info']({ runId: run.id, audienceId: audience.id, err: error }, 'audience');
  const isNew = await withRetry(() => noteAudienceProblem(db, audience, { code, message }));
  if (!isNew) return;
  const trouble = { workspaceId: report.workspace_id, reportId: report.id, audience: audience.name, code, message };
  await withRetry(() => raiseAudienceNotice(db, trouble));
}

/** What could have changed since the run began to read. @throws Failure */
async function refuseChanged({ db, catalogue }: AudiencesJob, audience: AudienceRow, spreadsheetId: string) {
  const now = await withRetry(() => findAudience(db, audience));
  if (now?.version !== audience.version)
    throw new Failure('conflict', 'The list was changed while its report was being refreshed. Refresh again.');
  const problem = await withRetry(() => problemBeside({ db, catalogue }, spreadsheetId, audience));
  if (problem !== null) throw new Failure('conflict', problem);
}

type Done = Extract<RunOutcome, { status: 'done' }>;

async function publishOne(job: AudiencesJob, audience: AudienceRow, end: Done): Promise<void> {
  const { db, publish, run, report, held, onQueued } = job;
  if (audience.spreadsheet_id === null || audience.tab === null) return;
  const spreadsheetId = audience.spreadsheet_id;
  const target = await withRetry(() => spreadsheetOfWorkspace(db, report.workspace_id, spreadsheetId));
  await refuseChanged(job, audience, spreadsheetId);
  const { columns, sources, as } = contentOf(job, audience, end);
  const { sheetId, generation, rows } = await publish({
    spreadsheetId: target.google_id,
    reportId: audience.id,
    runId: run.id,
    tab: audience.tab,
    sheetId: audience.sheet_id,
    columns,
    generation: audience.generation + 1,
    how: howOf(job, audience),
    certificateNote: certificateOf(resultsOf(job.readings, {})).complete ? '' : 'Not complete.',
    signal: held.signal,
    assertOwner: held.assertOwner,
    onQueued,
    sources,
  });
  await withRetry(() => noteAudiencePublished(db, audience, { runId: run.id, as, sheetId, generation, rows }));
}

/** An exact copy that asks nobody: what is suspicious was held back where the report itself is. */
const howOf = ({ run, hash }: AudiencesJob, { name }: AudienceRow) => ({
  mode: 'replace' as const,
  writing: { ...STANDARD_WRITING, guard: null },
  hash,
  memory: null,
  isGuarded: false,
  repair: null,
  rebuild: false,
  origin: name,
  asOf: run.started_at ?? new Date(),
  status: null,
});

/** @throws Failure when the list waits for a decision, or a column of it is not there any more. */
function contentOf(job: AudiencesJob, audience: AudienceRow, { published }: Done) {
  const { readings, hash, all, policy, report } = job;
  const { dataset } = report;
  if ((published?.hold?.blanked ?? []).length > 0)
    throw new Failure('conflict', 'The report holds columns back that would become blank. Decide that first.');
  const seeing = { columns: audience.columns, consentColumn: audience.consent_column };
  const as = hash(JSON.stringify(seeing));
  const view = viewOf(
    all,
    seeing,
    readings.flatMap(({ cursor }) => cursor.columns),
  );
  const heldBack = new Set(published?.hold?.removals.map(({ source }) => source));
  const certified = resultsOf(readings, {});
  const sources = readings.map((reading, at) => {
    const isAll = certified[at]?.certificate?.complete === true && !heldBack.has(reading.source.tag);
    return audienceSource(reading, {
      audience,
      view,
      policy,
      hash,
      dataset,
      isSame: audience.published_as === as,
      isAll,
    });
  });
  return { columns: view.columns, sources, as };
}
