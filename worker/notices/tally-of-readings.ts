import type { Column } from '../../shared/columns.ts';
import type { Row } from '../../shared/records.ts';
import type { Tally } from '../db/tables-notices.ts';
import type { SourceReading } from '../jobs/read-sources.ts';
import { sumOf, tallyColumns, tallyOf } from './tally.ts';

/** What the rows that were read come to; null: not all of them were, or the dataset is none that is summed up. */
export function tallyOfReadings(dataset: string, readings: readonly SourceReading[]): Tally | null {
  if (readings.some(({ failure }) => failure)) return null;
  const tallies = readings.map(({ rows }) => tallyOf(dataset, rowsOf(rows, tallyColumns(dataset, rows.collected))));
  return tallies.some((tally) => tally === null) ? null : sumOf(tallies.filter((tally) => tally !== null));
}

function* rowsOf(collected: SourceReading['rows'], columns: readonly Column[]): Generator<Row> {
  for (const values of collected.values(columns).rows) {
    yield Object.fromEntries(columns.map(({ id }, at) => [id, values[at] ?? null]));
  }
}
