import type { Filters } from '../../shared/filters.ts';
import type { Column } from '../../shared/columns.ts';
import { withRetry } from '../db/connection.ts';
import type { SourceToRead } from '../db/report-sources.ts';
import type { Lease } from '../db/run-lease.ts';
import { Failure } from '../failure.ts';
import type { Ask } from '../providers/fetch-page.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Dataset } from '../providers/provider.ts';
import { pull, type PullOptions, type PulledPage } from '../providers/pull.ts';
import { pullStart, totalOf, type PullCursor } from '../providers/pull-cursor.ts';
import type { RowHash } from '../security/row-hash.ts';
import { CollectedRows } from './collected-rows.ts';
import { failureOf } from './job-outcome.ts';
import type { PageStore, Progress } from './page-store.ts';
import { sumOrUnknown } from './run-certificate.ts';

/** A source that can be read: its list, a way to ask, and what is looked up, if anything (read from the sheet when it is called). */
export type OpenSource = {
  readonly dataset: Dataset;
  readonly ask: Ask;
  readonly inputs: null | { readonly by: string; readonly read: () => Promise<readonly string[]> };
};

/** One source of a run: what has been read of it so far, and why it could not be read, if so. */
export type SourceReading = {
  readonly source: SourceToRead;
  readonly rows: CollectedRows;
  cursor: PullCursor;
  inputs: readonly string[] | undefined;
  failure: Failure | null;
};

export type ReadJob = {
  readonly sources: readonly SourceToRead[];
  /** @throws Failure when the source no longer fits its provider. */
  readonly open: (source: SourceToRead) => OpenSource;
  readonly titleOf: (provider: string) => string;
  readonly columns: readonly Column[];
  readonly filters: Filters;
  readonly pages: PageStore;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  /** When the run began. */
  readonly now: Date;
  readonly hash: RowHash;
  /** Whether a failure ends the run, or is put off: else one of several sources fails alone. */
  readonly isFatal: (error: unknown) => boolean;
};

/**
 * Reads all sources of a run, one after another, going on where staged pages end. One of several that cannot be read is told in
 * its `failure`, and the others are read.
 *
 * @throws ProviderError, Failure of the only source, or of the first one when none could be read.
 */
export async function readSources(job: ReadJob): Promise<SourceReading[]> {
  const readings = job.sources.map((source) => newReading(job, source));
  const last = { number: 0 };
  for await (const page of job.pages.read()) {
    restorePage(readings, page);
    last.number = page.number;
  }
  let firstError: unknown;
  for (const [index, reading] of readings.entries()) {
    try {
      await readSource(job, readings, index, last);
    } catch (error) {
      if (readings.length === 1 || job.signal.aborted || job.isFatal(error)) throw error;
      firstError ??= error;
      reading.failure = asFailure(error);
    }
  }
  if (readings.every(({ failure }) => failure !== null)) throw firstError;
  return readings;
}

function newReading({ columns, titleOf }: ReadJob, source: SourceToRead): SourceReading {
  const { provider, label } = source.connection;
  const rows = new CollectedRows(columns, { provider: titleOf(provider), account: label });
  return { source, rows, cursor: pullStart, inputs: undefined, failure: null };
}

function restorePage(
  readings: readonly SourceReading[],
  page: PulledPage & { source: number; inputs?: readonly string[] | undefined },
) {
  const reading = readings[page.source];
  if (!reading) return;
  reading.rows.restore(page.readings);
  reading.cursor = page.cursor;
  reading.inputs ??= page.inputs;
}

function asFailure(error: unknown): Failure {
  if (error instanceof ProviderError) return failureOf(error);
  if (error instanceof Failure) return error;
  throw error;
}

/** Reads one source, staging each page. `last`: the page staged last, whichever source it is of, also of one that failed since. */
async function readSource(job: ReadJob, all: readonly SourceReading[], index: number, last: { number: number }) {
  const reading = all[index];
  if (!reading || reading.cursor.phase === 'done') return;
  const { signal, pages, lease } = job;
  const open = job.open(reading.source);
  const stage = async (page: PulledPage, inputs?: readonly string[]) => {
    signal.throwIfAborted();
    reading.rows.add(page.readings);
    reading.cursor = page.cursor;
    const staged = (last.number += 1);
    await withRetry(() => pages.stage(lease, staged, { ...page, source: index, inputs }, progressOf(all)));
  };
  if (open.inputs && !reading.inputs) {
    reading.inputs = await open.inputs.read();
    await stage({ readings: [], cursor: pullStart }, reading.inputs);
  }
  for await (const page of pull(optionsFor(job, reading, open), reading.cursor)) await stage(page);
}

function optionsFor(
  { filters, now, hash }: ReadJob,
  { source, rows, inputs }: SourceReading,
  open: OpenSource,
): PullOptions {
  const { dataset, ask } = open;
  const lookup = dataset.lookups.find(({ id }) => id === open.inputs?.by);
  return {
    dataset,
    ask,
    scope: source.scope,
    filters,
    inputs: lookup && { lookup, values: inputs ?? [] },
    known: rows.known,
    now,
    hash,
  };
}

function progressOf(readings: readonly SourceReading[]): Progress {
  return {
    pages: readings.reduce((pages, { cursor }) => pages + cursor.pages, 0),
    rows: readings.reduce((rows, { rows: collected }) => rows + collected.size, 0),
    total: sumOrUnknown(readings.map(({ cursor }) => totalOf(cursor))),
  };
}
