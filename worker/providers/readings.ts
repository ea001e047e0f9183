import { ZodError } from 'zod';
import { misfitOf } from '../../shared/records.ts';
import type { Fetched } from './fetch-page.ts';
import { isWanted, type PlainFilters } from './filters.ts';
import { fingerprintOf, type TakenReading } from './known.ts';
import { Missing, type Dataset, type ReadContext, type Reading } from './provider.ts';

export type RowError = { readonly problem: string; readonly fingerprint: string };

/** What a page's records came to. `keys`: in order; null for a record that could not be read. */
export type PageReadings = {
  readonly keys: readonly (string | null)[];
  readonly readings: readonly TakenReading[];
  readonly errors: readonly RowError[];
};

type Reader = {
  readonly dataset: Dataset;
  readonly context: ReadContext;
  readonly filters: PlainFilters;
  readonly part: number;
};

/** Reads records one by one; one that cannot be read is told, and does not stop the others. */
export function readRecords(reader: Reader, records: readonly Fetched[]): PageReadings {
  const keys: (string | null)[] = [];
  const readings: TakenReading[] = [];
  const errors: RowError[] = [];
  for (const fetched of records) {
    try {
      const reading = take(reader, 'input' in fetched ? readInput(reader, fetched) : readOne(reader, fetched.record));
      keys.push(reading.key);
      readings.push(reading);
    } catch (cause) {
      keys.push(null);
      errors.push({ problem: problemOf(cause), fingerprint: fingerprintOf(fetched) });
    }
  }
  return { keys, readings, errors };
}

function readOne({ dataset, context }: Reader, record: unknown): Reading {
  const reading = dataset.read(record, context);
  for (const { row } of reading.rows) {
    const misfit = misfitOf(row, dataset.columns);
    if (misfit !== null) throw new RangeError(`${misfit}: wrong type`);
  }
  return reading;
}

/** All rows found for an input; or one that says why there are none. */
function readInput(reader: Reader, { input, found }: Extract<Fetched, { input: unknown }>): Reading {
  const lookedUp = input.text;
  if (found instanceof Missing)
    return { key: input.key, rows: [{ key: input.key, row: { lookedUp, lookupResult: found.why } }] };
  const asked = { ...reader, context: { ...reader.context, isLookedUp: true } };
  const rows = found.flatMap((record) => readOne(asked, record).rows);
  return {
    key: input.key,
    rows: rows.map(({ key, row }) => ({
      key: `${input.key}/${key}`,
      row: { ...row, lookedUp, lookupResult: 'found' },
    })),
  };
}

/** Filters are for what is listed; what was asked for by name is answered. */
function take({ dataset, filters, part }: Reader, { key, rows }: Reading): TakenReading {
  const wanted = rows.filter(({ row }) => 'lookedUp' in row || isWanted(filters, row, dataset));
  return { key, rows: wanted, filtered: rows.length - wanted.length, part };
}

/** Names fields and what was expected, never the values: they are personal data. */
export function problemOf(cause: unknown): string {
  if (cause instanceof ZodError) {
    return cause.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.code}`).join(', ');
  }
  if (cause instanceof RangeError) return cause.message;
  throw cause;
}
