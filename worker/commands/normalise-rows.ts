import { createHmac } from 'node:crypto';
import { ZodError } from 'zod';
import type { Scope } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import { misfitOf } from '../../shared/records.ts';
import type { Dataset, KeyedRow, Reading } from '../providers/provider.ts';
import { unwrap, type Look } from '../providers/unwrap.ts';
import { unreadOf } from '../providers/unread.ts';
import { watched } from '../providers/watched.ts';

/** A record that could not be read; `record` counts from 1 over all documents. Names and expectations, never values. */
export type Unreadable = { readonly record: number; readonly problems: readonly string[] };

/** What documents come to. */
export type Normalised = {
  readonly columns: readonly Column[];
  readonly rows: readonly KeyedRow[];
  readonly records: number;
  /** Records a run would leave out on purpose, such as deleted tickets; their rows are shown here all the same. */
  readonly leftOut: number;
  /** Records for which a reading would ask the provider for more. */
  readonly partial: number;
  readonly unreadable: readonly Unreadable[];
  /** Members no column reads, and in how many records they are. */
  readonly unknown: ReadonlyMap<string, number>;
  /** Documents in which nothing looks like a record, counted from 1. */
  readonly strange: readonly number[];
};

/** Ids that are secrets become keys by this fixed key here, so that the same answer always gives the same rows. */
const standInHash = (secret: string) =>
  createHmac('sha256', 'willcall normalise').update(secret).digest('hex').slice(0, 32);

/** Makes rows of documents as a run would, and keeps what does not fit. */
export function normalise(documents: readonly unknown[], dataset: Dataset, scope: Scope): Normalised {
  const { found, records, outcomes, read } = readingOf(documents, dataset, scope);
  const asARun = readerOf(dataset, scope, false);
  const expanded = new Map(found.flatMap((one) => one?.columns ?? []).map((column) => [column.id, column]));
  return {
    columns: dataset.columns.flatMap((column) => (column.expands ? [...expanded.values()] : [column])),
    rows: outcomes.flatMap(({ rows }) => rows ?? []),
    records: records.length,
    leftOut: records.filter((record) => isLeftOut(record, asARun)).length,
    partial: records.filter((record) => wantsMore(dataset, record, scope)).length,
    unreadable: outcomes.flatMap(({ problems }, index) => (problems ? [{ record: index + 1, problems }] : [])),
    unknown: unreadOf(records, (record) => read(record).rows.map(({ row }) => row)),
    strange: found.flatMap((one, index) => (one === null ? [index + 1] : [])),
  };
}

/** Only the rows. */
export function rowsIn(documents: readonly unknown[], dataset: Dataset, scope: Scope): KeyedRow[] {
  return readingOf(documents, dataset, scope).outcomes.flatMap(({ rows }) => rows ?? []);
}

function readingOf(documents: readonly unknown[], dataset: Dataset, scope: Scope) {
  const read = readerOf(dataset, scope, true);
  const found = documents.map((document) => unwrap(document, dataset, (record) => lookAt(record, read)));
  const records = found.flatMap((one) => one?.records ?? []);
  return { found, records, outcomes: records.map((record) => outcomeOf(record, read)), read };
}

type Read = (record: unknown) => Reading;

/** `isAsked`: the records were asked for by name, so none is left out. */
function readerOf(dataset: Dataset, scope: Scope, isAsked: boolean): Read {
  const parts = dataset.parts?.(scope, {}) ?? [scope];
  const context = { scope: parts.length === 1 ? (parts[0] ?? scope) : scope, hash: standInHash, isLookedUp: isAsked };
  return (record) => {
    const reading = dataset.read(record, context);
    for (const { row } of reading.rows) {
      const misfit = misfitOf(row, dataset.columns);
      if (misfit !== null) throw new RangeError(`column ${misfit}: wrong type`);
    }
    return reading;
  };
}

type Outcome = { readonly rows: readonly KeyedRow[] | null; readonly problems: readonly string[] | null };

function outcomeOf(record: unknown, read: Read): Outcome {
  try {
    return { rows: read(record).rows, problems: null };
  } catch (cause) {
    return { rows: null, problems: problemsOf(cause) };
  }
}

const isLeftOut = (record: unknown, read: Read) => outcomeOf(record, read).rows?.length === 0;

function lookAt(record: unknown, read: Read): Look {
  const { record: seenThrough, seen } = watched(record);
  const known = () => Object.keys(record ?? {}).filter((name) => seen.has(name)).length;
  try {
    read(seenThrough);
    return { readable: true, known: known() };
  } catch {
    return { readable: false, known: known() };
  }
}

type Issue = ZodError['issues'][number];

function problemsOf(cause: unknown): string[] {
  if (cause instanceof ZodError) return cause.issues.map((issue) => `${nameOf(issue)}: ${expectationOf(issue)}`);
  if (cause instanceof RangeError) return [cause.message];
  throw cause;
}

const nameOf = ({ path }: Issue): string => path.join('.') || 'the record';

/** What was wanted; zod's own messages may quote what was found. */
function expectationOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_union':
      return `expected ${[...new Set(issue.errors.flat().map((one) => wordOf(one)))].join(' or ')}`;
    case 'invalid_value':
      return `expected one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_format':
      return `expected ${issue.format}`;
    default:
      return `does not fit (${issue.code})`;
  }
}

const wordOf = (issue: Issue): string => (issue.code === 'invalid_type' ? issue.expected : issue.code);

function wantsMore({ details }: Dataset, record: unknown, scope: Scope): boolean {
  if (!details) return false;
  try {
    return details.requests(record, scope).length > 0;
  } catch {
    // It cannot be read, which is told elsewhere.
    return false;
  }
}
