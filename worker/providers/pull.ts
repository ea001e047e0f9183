import { createHash } from 'node:crypto';
import { z, ZodError } from 'zod';
import type { Certificate, Scope } from '../../shared/api.ts';
import { misfitOf } from '../../shared/records.ts';
import { PagingError, pagingStart, PagingState, type Paging } from './paging.ts';
import type { Dataset, ListAnswer, ProviderRequest, Reading } from './provider.ts';
import { ProviderError } from './provider-error.ts';

const CATCH_UPS = 3;
const PASSES = 2;
/** Clocks of the provider's machines differ a little: catch-up reads reach back this much further. */
const CLOCK_SLACK_MS = 60_000;
const ROW_ERRORS_SHOWN = 5;
const ROW_ERROR_SHARE = 0.05;

export const PullCursor = z.object({
  phase: z.enum(['reading', 'catching-up', 'done']),
  pass: z.number(),
  paging: PagingState,
  /** When this phase began, by the provider's own clock; null before its first answer. */
  began: z.string().nullable(),
  /** Catch-up: records updated since then are read. */
  since: z.string().nullable(),
  /** New or changed records in this phase. */
  changed: z.number(),
  fetched: z.number(),
  total: z.number().nullable(),
  catchUps: z.number(),
  stepsBack: z.number(),
  rowErrors: z.number(),
  samples: z.array(z.string()),
  /** Fingerprints of the unreadable records of the page before: overlapping pages show them twice, they count once. */
  unreadable: z.array(z.string()),
  pages: z.number(),
  /** Rows asked for at a time, when that is no longer the usual number. */
  pageSize: z.number().nullable(),
});
/** Where a pull stands, as plain data: stored with each page, so that a killed run goes on from there. */
export type PullCursor = z.infer<typeof PullCursor>;

export const pullStart: PullCursor = {
  phase: 'reading',
  pass: 1,
  paging: pagingStart,
  began: null,
  since: null,
  changed: 0,
  fetched: 0,
  total: null,
  catchUps: 0,
  stepsBack: 0,
  rowErrors: 0,
  samples: [],
  unreadable: [],
  pages: 0,
  pageSize: null,
};

/**
 * Asks the provider (retries included) and answers what `interpret` makes of the body, with the provider's time. `interpret`
 * throws for a body that is not what was asked for.
 */
export type Ask = <T>(request: ProviderRequest, interpret: (body: unknown) => T) => Promise<{ value: T; date: Date }>;

/** Key -> fingerprint and whether it has a row; what a run knows about the records read so far. */
export type Known = Map<string, { fingerprint: string; kept: boolean }>;

export type PullOptions = {
  readonly dataset: Dataset;
  readonly scope: Scope;
  readonly ask: Ask;
  readonly known: Known;
  readonly now: Date;
  /** Pages after which a pull is given up: a list that never ends. */
  readonly pageCeiling?: number;
};

/** What one page brought: new or changed readings, and the cursor to go on from. */
export type PulledPage = { readonly readings: readonly Reading[]; readonly cursor: PullCursor };

/**
 * Reads all pages of a dataset: first everything, then, at most three times, everything updated since that began.
 * Yields after each page; `known` is kept up to date.
 *
 * @throws ProviderError (also kind `unexpected-shape` for pages that make no sense).
 */
export async function* pull(options: PullOptions, from: PullCursor = pullStart): AsyncGenerator<PulledPage> {
  let cursor = from;
  while (cursor.phase !== 'done') {
    const page = await pullPage(options, cursor);
    cursor = page.cursor;
    yield page;
  }
}

async function pullPage(options: PullOptions, cursor: PullCursor): Promise<PulledPage> {
  const { dataset, ask, scope, known, now } = options;
  if (cursor.pages >= (options.pageCeiling ?? 100_000)) throw unexpected(`more than ${cursor.pages} pages`);
  const paging = cursor.pageSize === null ? dataset.paging : dataset.paging.sized(cursor.pageSize);
  const asked = await askOrShrink(dataset, paging, async () => {
    return await ask(requestOf(dataset, paging, scope, cursor, now), dataset.list);
  });
  if (typeof asked === 'number') return { readings: [], cursor: { ...cursor, pageSize: asked } };
  const { value: answer, date } = asked;
  const { keys, readings, errors } = readRecords(dataset, scope, answer);
  const { total = null, nextKey = null } = answer;
  const facts = { keys, total, nextKey, isKnown: (key: string) => known.has(key) };
  const step = stepOf(() => paging.next(cursor.paging, facts));
  const changed = remember(known, readings);
  const counted = count(cursor, answer, changed.length, errors, date);
  failOnManyErrors(counted);
  const next = step.end ? nextPhase(options, counted) : { ...counted, paging: step.state };
  return { readings: changed, cursor: next };
}

const SMALLEST_PAGE = 10;

/** The answer; or, from a provider that gives up on large pages, the size to try instead. */
async function askOrShrink<T>(dataset: Dataset, { pageSize }: Paging, ask: () => Promise<T>): Promise<T | number> {
  try {
    return await ask();
  } catch (error) {
    const isTooMuch = error instanceof ProviderError && error.kind === 'unavailable';
    if (!dataset.shrinks || !isTooMuch || pageSize === null || pageSize <= SMALLEST_PAGE) throw error;
    return Math.max(SMALLEST_PAGE, Math.floor(pageSize / 2));
  }
}

function requestOf(dataset: Dataset, paging: Paging, scope: Scope, cursor: PullCursor, now: Date): ProviderRequest {
  const { path, query } = dataset.request(scope, now);
  const since = cursor.since === null ? {} : dataset.updatedSince?.(new Date(cursor.since));
  return { path, query: { ...query, ...since, ...paging.query(cursor.paging) } };
}

function stepOf<Step>(step: () => Step): Step {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof PagingError) throw unexpected(cause.message, cause);
    throw cause;
  }
}

function readRecords(dataset: Dataset, scope: Scope, answer: ListAnswer) {
  const keys: (string | null)[] = [];
  const readings: Reading[] = [];
  const errors: { problem: string; fingerprint: string }[] = [];
  for (const record of answer.records) {
    try {
      const reading = readRecord(dataset, scope, record);
      keys.push(reading.key);
      readings.push(reading);
    } catch (cause) {
      keys.push(null);
      errors.push({ problem: problemOf(cause), fingerprint: fingerprintOf(record) });
    }
  }
  return { keys, readings, errors };
}

function readRecord(dataset: Dataset, scope: Scope, record: unknown): Reading {
  const reading = dataset.read(record, scope);
  const misfit = reading.row === null ? null : misfitOf(reading.row, dataset.columns);
  if (misfit !== null) throw new RangeError(`${misfit}: wrong type`);
  return reading;
}

/** Names fields and what was expected, never the values: they are personal data. */
function problemOf(cause: unknown): string {
  if (cause instanceof ZodError) {
    return cause.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.code}`).join(', ');
  }
  if (cause instanceof RangeError) return cause.message;
  throw cause;
}

/** Takes in what a page said; the later reading wins. Returns what is new or changed. */
function remember(known: Known, readings: readonly Reading[]): Reading[] {
  return readings.filter((reading) => {
    const fingerprint = fingerprintOf(reading.row);
    if (known.get(reading.key)?.fingerprint === fingerprint) return false;
    known.set(reading.key, { fingerprint, kept: reading.row !== null });
    return true;
  });
}

/** Content only, for telling a changed record from a repeated one within a run; never stored beyond it. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64');
}

type RowError = { problem: string; fingerprint: string };

function count(cursor: PullCursor, answer: ListAnswer, changed: number, errors: RowError[], date: Date): PullCursor {
  const fresh = errors.filter(({ fingerprint }) => !cursor.unreadable.includes(fingerprint));
  return {
    ...cursor,
    pages: cursor.pages + 1,
    fetched: cursor.fetched + answer.records.length,
    changed: cursor.changed + changed,
    total: cursor.phase === 'reading' ? (answer.total ?? null) : cursor.total,
    began: cursor.began ?? date.toISOString(),
    rowErrors: cursor.rowErrors + fresh.length,
    samples: [...cursor.samples, ...fresh.map(({ problem }) => problem)].slice(0, ROW_ERRORS_SHOWN),
    unreadable: errors.map(({ fingerprint }) => fingerprint),
  };
}

function nextPhase(options: PullOptions, cursor: PullCursor): PullCursor {
  const { dataset, known } = options;
  const stepsBack = cursor.stepsBack + cursor.paging.stepsBack;
  const over = { ...cursor, stepsBack, paging: pagingStart, began: null, changed: 0 };
  const quiet = cursor.phase === 'catching-up' && cursor.changed === 0;
  if (dataset.updatedSince && cursor.catchUps < CATCH_UPS && !quiet) {
    const since = new Date(Date.parse(cursor.began ?? '') - CLOCK_SLACK_MS).toISOString();
    return { ...over, phase: 'catching-up', since, catchUps: cursor.catchUps + 1 };
  }
  if (known.size < (cursor.total ?? 0) && cursor.rowErrors === 0 && cursor.pass < PASSES) {
    return { ...over, phase: 'reading', since: null, pass: cursor.pass + 1, catchUps: 0 };
  }
  return { ...over, phase: 'done' };
}

function failOnManyErrors({ rowErrors, fetched, samples }: PullCursor): void {
  if (rowErrors <= ROW_ERRORS_SHOWN || rowErrors <= fetched * ROW_ERROR_SHARE) return;
  throw unexpected(`${rowErrors} of ${fetched} records cannot be read (${samples.join('; ')})`);
}

/** What a finished pull can say about completeness. */
export function certify(cursor: PullCursor, known: Known): Certificate {
  let rows = 0;
  for (const { kept } of known.values()) if (kept) rows += 1;
  const complete = cursor.phase === 'done' && cursor.rowErrors === 0 && known.size >= (cursor.total ?? 0);
  return {
    fetched: cursor.fetched,
    distinct: known.size,
    dropped: known.size - rows,
    rows,
    providerTotal: cursor.total,
    complete,
    rowErrors: cursor.rowErrors,
    catchUps: cursor.catchUps,
    stepsBack: cursor.stepsBack,
    notes: notesOf(cursor, known),
  };
}

function notesOf({ rowErrors, samples, total }: PullCursor, known: Known): string[] {
  const notes: string[] = [];
  if (rowErrors > 0) notes.push(`${rowErrors} records could not be read: ${samples.join('; ')}`);
  if (total !== null && known.size < total) notes.push(`${total - known.size} records of ${total} were not found`);
  if (total !== null && known.size > total) notes.push(`${known.size - total} records came or went while reading`);
  return notes;
}

function unexpected(message: string, cause?: unknown): ProviderError {
  return new ProviderError('unexpected-shape', message, { cause });
}
