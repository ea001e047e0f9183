import type { SheetRequest } from '../requests.ts';
import type { Tab } from '../tab.ts';

/**
 * Google keeps at least one row below the frozen ones: blank ones are put at the end before so many are deleted that none would be left.
 */
export function keepUnfrozen(
  { sheetId, gridRows, frozenRows = 0 }: Pick<Tab, 'sheetId' | 'gridRows' | 'frozenRows'>,
  deleted: number,
): SheetRequest[] {
  const length = frozenRows + 1 - (gridRows - deleted);
  return deleted > 0 && length > 0 ? [{ appendDimension: { sheetId, dimension: 'ROWS', length } }] : [];
}
