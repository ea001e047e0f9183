import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import { batchesOf } from './batches.ts';

const BATCH = 1000;

/**
 * Rows as one JSON array, piece by piece: an object a line, by column id, with the values as the API has them (money as
 * `{minor, currency}`, instants as ISO 8601 in UTC, unknown as null).
 */
export async function* jsonChunks(
  columns: readonly Column[],
  rows: AsyncIterable<readonly Value[]>,
): AsyncGenerator<string> {
  let before = '[\n';
  for await (const batch of batchesOf(rows, BATCH)) {
    yield before + batch.map((row) => JSON.stringify(objectOf(columns, row))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function objectOf(columns: readonly Column[], row: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(columns.map(({ id }, index): [string, Value] => [id, row[index] ?? null]));
}
