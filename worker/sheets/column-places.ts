import { isKeyColumn } from './key-column.ts';
import type { Columns } from './layout.ts';
import type { SheetRequest } from './requests.ts';
import type { ManagedColumn, Tab } from './tab.ts';

type Wanted = { readonly columns: number; readonly hasKey: boolean };

/**
 * Finds the columns of the report in the tab. Columns right of ours belong to the user: what is missing is inserted after our last
 * one. The key column stays where it is, hidden or not, however many columns the report has now; it never becomes another one.
 */
export function placeColumns(tab: Tab, managed: readonly ManagedColumn[], { columns, hasKey }: Wanted): Columns {
  const keys = managed.filter(isKeyColumn);
  const others = managed.filter((column) => !isKeyColumn(column));
  const wanted = hasKey ? columns - 1 : columns;
  const kept = others.slice(0, wanted);
  const key = hasKey ? keys.slice(0, 1) : [];
  const start = others.length > 0 ? (others.at(-1)?.index ?? 0) + 1 : (keys[0]?.index ?? 0);
  const missing = columns - kept.length - key.length;
  const across = (column: number) => (column < start ? column : column + missing);
  const fresh = Array.from({ length: missing }, (_, offset) => ({ before: null, at: start + offset }));
  const found = (list: readonly ManagedColumn[]) => list.map((before) => ({ before, at: across(before.index) }));
  const places = [...found(kept), ...fresh, ...found(key)];
  return {
    positions: places.map(({ at }) => at),
    before: places.map(({ before }) => before),
    surplus: [...others.slice(wanted), ...keys.slice(key.length)],
    across,
    requests: insertion(tab, start, missing),
  };
}

function insertion({ sheetId }: Tab, start: number, missing: number): SheetRequest[] {
  const range = { sheetId, dimension: 'COLUMNS', startIndex: start, endIndex: start + missing } as const;
  return missing > 0 ? [{ insertDimension: { range, inheritFromBefore: start > 0 } }] : [];
}
