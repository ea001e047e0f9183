import { isKeyColumn } from '../key-column.ts';
import type { Columns } from '../layout.ts';
import type { SheetRequest } from '../requests.ts';
import type { ManagedColumn, Tab } from '../tab.ts';

/**
 * Finds the columns of the report by their marks, wherever people moved them. What is missing is inserted after our last column; the
 * key column does not count as that, it may stand anywhere.
 */
export function syncColumns(
  tab: Tab,
  managed: readonly ManagedColumn[],
  wanted: readonly { readonly id: string }[],
): Columns {
  const found = wanted.map(({ id }) => managed.find((column) => column.id === id) ?? null);
  const missing = found.filter((column) => column === null).length;
  const others = managed.filter((column) => !isKeyColumn(column));
  const start = (others.at(-1)?.index ?? -1) + 1;
  const across = (column: number) => (column < start ? column : column + missing);
  let next = start;
  return {
    positions: found.map((column) => (column ? across(column.index) : next++)),
    before: found,
    surplus: managed.filter((column) => !found.includes(column)),
    across,
    requests: insertion(tab, start, missing),
  };
}

function insertion({ sheetId, gridColumns }: Tab, start: number, missing: number): SheetRequest[] {
  if (missing === 0) return [];
  if (start >= gridColumns) return [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: missing } }];
  const range = { sheetId, dimension: 'COLUMNS', startIndex: start, endIndex: start + missing } as const;
  return [{ insertDimension: { range, inheritFromBefore: start > 0 } }];
}
