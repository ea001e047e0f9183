import type { Value } from '../../shared/records.ts';
import type { CellContent, NumberFormat } from './requests.ts';

/** A row as the tab holds it, which is written again unchanged: its cells in the order of the columns, and how its amounts look. */
export type KeptRow = {
  readonly cells: readonly CellContent[];
  readonly formats: readonly (NumberFormat | null)[];
};

/** A row to publish: just read, or kept. */
export type PublishRow = readonly Value[] | KeptRow;

export function isKept(row: PublishRow): row is KeptRow {
  return 'cells' in row;
}
