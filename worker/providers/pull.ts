import type { Scope } from '../../shared/api.ts';
import type { Filters } from '../../shared/filters.ts';
import {
  fetchCommon,
  fetchInputs,
  fetchList,
  type Ask,
  type Complete,
  type FetchedPage,
  type Input,
} from './fetch-page.ts';
import { plainFilters, pushedQuery, type PlainFilters } from './filters.ts';
import { remember, type Known, type TakenReading } from './known.ts';
import { PagingError, type Paging } from './paging.ts';
import type { Dataset, Lookup, ProviderRequest } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { pullStart, type PullCursor } from './pull-cursor.ts';
import { nextPhase } from './pull-phases.ts';
import { readRecords, type RowError } from './readings.ts';
import { throughInputs } from './single-page.ts';

const ROW_ERRORS_SHOWN = 5;
const ROW_ERROR_SHARE = 0.05;

export type PullOptions = {
  readonly dataset: Dataset;
  readonly scope: Scope;
  /** Absent: everything. */
  readonly filters?: Filters | undefined;
  /** Read this instead of the list. */
  readonly inputs?: { readonly lookup: Lookup; readonly values: readonly string[] } | undefined;
  readonly ask: Ask;
  readonly known: Known;
  /** When the run began: the same after a restart. */
  readonly now: Date;
  /** See `ReadContext`. */
  readonly hash: (secret: string) => string;
  /** Pages after which a pull is given up: a list that never ends. */
  readonly pageCeiling?: number;
};

/** What one page brought: new or changed readings, and the cursor to go on from. */
export type PulledPage = { readonly readings: readonly TakenReading[]; readonly cursor: PullCursor };

type Job = Omit<PullOptions, 'filters' | 'inputs'> & {
  readonly filters: PlainFilters;
  readonly parts: readonly Scope[];
  readonly lookup: { readonly lookup: Lookup; readonly inputs: readonly Input[] } | null;
  /** What completes the records of a part, as far as it was asked for. */
  readonly completes: Map<number, Complete>;
};

/**
 * Reads all pages of a dataset: each of its lists, first everything, then, at most three times, everything updated since that
 * began. Yields after each page; `known` is kept up to date.
 *
 * @throws ProviderError (also kind `unexpected-shape` for pages that make no sense).
 */
export async function* pull(options: PullOptions, from: PullCursor = pullStart): AsyncGenerator<PulledPage> {
  const job = jobOf(options);
  let cursor = from;
  while (cursor.phase !== 'done') {
    const page = await pullPage(job, cursor);
    cursor = page.cursor;
    yield page;
  }
}

function jobOf({ filters, inputs, ...options }: PullOptions): Job {
  const { dataset, scope, now, hash } = options;
  const lookup = inputs ? { lookup: inputs.lookup, inputs: keyed(inputs.values, hash) } : null;
  const plain = plainFilters(filters ?? {}, now);
  const parts = lookup ? [scope] : (dataset.parts?.(scope, plain) ?? [scope]);
  return { ...options, filters: plain, parts, lookup, completes: new Map() };
}

/** A hashed key: what is looked up may open a gate. The same text again gets a key of its own, so that every cell has its row. */
function keyed(values: readonly string[], hash: (secret: string) => string): Input[] {
  const times = new Map<string, number>();
  return values.map((text) => {
    const time = (times.get(text) ?? 0) + 1;
    times.set(text, time);
    return { text, key: time === 1 ? hash(text) : `${hash(text)} (${time})` };
  });
}

async function pullPage(job: Job, cursor: PullCursor): Promise<PulledPage> {
  const { dataset, known, hash, filters, parts, lookup, pageCeiling = 100_000 } = job;
  if (cursor.pages >= pageCeiling) throw unexpected(`more than ${cursor.pages} pages`);
  const scope = parts[cursor.part] ?? job.scope;
  const paging = pagingOf(job, cursor);
  const page = await askOrChange(dataset, paging, cursor, () => fetchPage(job, cursor, paging, scope));
  if (!('records' in page)) return { readings: [], cursor: { ...cursor, ...page } };
  const context = { dataset, context: { scope, hash }, filters, part: cursor.part };
  const { keys, readings, errors } = readRecords(context, page.records);
  const { total = null, nextKey = null, pointers } = page;
  const facts = { keys, total, nextKey, pointers, isKnown: (key: string) => known.has(key) };
  const step = stepOf(() => paging.next(cursor.paging, facts));
  const { changed, seen } = remember(known, cursor.phase === 'reading' ? readings : ofTheList(readings, known));
  const counted = count(cursor, page, { changed: changed.length, seen }, errors);
  failOnManyErrors(counted);
  const next = step.end
    ? nextPhase(counted, { dataset, parts: parts.length, isLookup: lookup !== null })
    : { ...counted, paging: step.state };
  return { readings: changed, cursor: next };
}

/** Catching up shows records that never were in the list that was asked for: one without rows must not count as found. */
const ofTheList = (readings: readonly TakenReading[], known: Known) =>
  readings.filter(({ key, rows, filtered }) => rows.length + filtered > 0 || known.has(key));

function pagingOf({ dataset, lookup }: Job, { pageSize }: PullCursor): Paging {
  if (lookup) return throughInputs(lookup.inputs.length);
  return pageSize === null ? dataset.paging : dataset.paging.sized(pageSize);
}

async function fetchPage(job: Job, cursor: PullCursor, paging: Paging, scope: Scope): Promise<FetchedPage> {
  const { dataset, ask, lookup } = job;
  if (!lookup) {
    const complete = job.completes.get(cursor.part) ?? (await fetchCommon(dataset, ask, scope));
    job.completes.set(cursor.part, complete);
    return await fetchList(dataset, ask, { request: requestOf(job, cursor, paging, scope), scope, complete });
  }
  const { offset } = cursor.paging;
  const inputs = lookup.inputs.slice(offset, offset + (paging.pageSize ?? 1));
  const page = await fetchInputs(dataset, ask, { lookup: lookup.lookup, inputs, scope });
  return { ...page, total: lookup.inputs.length };
}

function requestOf({ dataset, filters, now }: Job, cursor: PullCursor, paging: Paging, scope: Scope): ProviderRequest {
  const request = dataset.request(scope, now);
  const since =
    cursor.since === null ? {} : dataset.updatedSince?.(new Date(cursor.since), cursor.catchUps, { scope, now });
  const asked = { ...pushedQuery(dataset, filters, scope, now), ...since, ...paging.query(cursor.paging) };
  if (request.form) return { ...request, form: { ...request.form, ...asked } };
  return { ...request, query: { ...request.query, ...asked } };
}

const SMALLEST_PAGE = 10;

/** The answer; or how to go on without it: in smaller pages, or from a row that is still there. */
async function askOrChange(
  dataset: Dataset,
  paging: Paging,
  cursor: PullCursor,
  ask: () => Promise<FetchedPage>,
): Promise<FetchedPage | Partial<PullCursor>> {
  try {
    return await ask();
  } catch (error) {
    const change = error instanceof ProviderError ? changeAfter(error, dataset, paging, cursor) : null;
    if (change === null) throw error;
    return change;
  }
}

function changeAfter(
  { kind }: ProviderError,
  { shrinks }: Dataset,
  { pageSize, refused }: Paging,
  cursor: PullCursor,
): Partial<PullCursor> | null {
  if (kind === 'unavailable' && shrinks && pageSize !== null && pageSize > SMALLEST_PAGE) {
    return { pageSize: Math.max(SMALLEST_PAGE, Math.floor(pageSize / 2)) };
  }
  const back = kind === 'bad-request' || kind === 'not-found' ? refused?.(cursor.paging) : null;
  return back ? { paging: back } : null;
}

function stepOf<Step>(step: () => Step): Step {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof PagingError) throw unexpected(cause.message, cause);
    throw cause;
  }
}

type Counts = { changed: number; seen: number };

function count(
  cursor: PullCursor,
  page: FetchedPage,
  { changed, seen }: Counts,
  errors: readonly RowError[],
): PullCursor {
  const fresh = errors.filter(({ fingerprint }) => !cursor.unreadable.includes(fingerprint));
  const columns = new Map([...cursor.columns, ...(page.columns ?? [])].map((column) => [column.id, column]));
  return {
    ...cursor,
    pages: cursor.pages + 1,
    fetched: cursor.fetched + page.records.length,
    changed: cursor.changed + changed,
    seen: cursor.seen + seen,
    total: cursor.phase === 'reading' ? (page.total ?? null) : cursor.total,
    began: cursor.began ?? page.date.toISOString(),
    rowErrors: cursor.rowErrors + fresh.length,
    samples: [...cursor.samples, ...fresh.map(({ problem }) => problem)].slice(0, ROW_ERRORS_SHOWN),
    unreadable: errors.map(({ fingerprint }) => fingerprint),
    columns: [...columns.values()],
  };
}

function failOnManyErrors({ rowErrors, fetched, samples }: PullCursor): void {
  if (rowErrors <= ROW_ERRORS_SHOWN || rowErrors <= fetched * ROW_ERROR_SHARE) return;
  throw unexpected(`${rowErrors} of ${fetched} records cannot be read (${samples.join('; ')})`);
}

function unexpected(message: string, cause?: unknown): ProviderError {
  return new ProviderError('unexpected-shape', message, { cause });
}
