import type { BasicFilter, FilterSpec, GridRange } from '../../google/schema.generated.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import { Refusal } from '../access.ts';
import { filledRows } from '../view/filled-rows.ts';
import type { EditOf } from './edit.ts';

/** Which shown texts each column hides. Older filters name them by column number in `criteria`. */
export function hiddenTexts({ criteria = {}, filterSpecs = [] }: BasicFilter): Map<number, readonly string[]> {
  const older = Object.entries(criteria).map(([column, one]) => [Number(column), one.hiddenValues ?? []] as const);
  const newer = filterSpecs.map(({ columnIndex = 0, filterCriteria }) => {
    return [columnIndex, filterCriteria?.hiddenValues ?? []] as const;
  });
  return new Map([...older, ...newer].filter(([, hidden]) => hidden.length > 0));
}

/** Data > Create a filter: over the block, or over everything that is filled. */
export function filterRequest(tab: Tab, range: GridRange | null): object {
  if (filledRows(tab) === 0) throw new Refusal(400, 'There is nothing to filter in this tab yet.');
  return { setBasicFilter: { filter: { range: range ?? filled(tab) } } };
}

function filled(tab: Tab): GridRange {
  const rows = Array.from({ length: filledRows(tab) }, (_, row) => tab.grid.row(row).length);
  const columns = rows.reduce((most, one) => Math.max(most, one), 1);
  return {
    sheetId: tab.sheetId,
    startRowIndex: 0,
    endRowIndex: rows.length,
    startColumnIndex: 0,
    endColumnIndex: columns,
  };
}

/** The filter with other hidden values in one column. */
export function hidingRequest({ basicFilter }: Tab, { column, hidden }: EditOf<'filter-values'>): object {
  if (!basicFilter) throw new Refusal(400, 'The filter of this tab was removed.');
  const texts = hiddenTexts(basicFilter).set(column, hidden);
  const filterSpecs: FilterSpec[] = [...texts]
    .filter(([, values]) => values.length > 0)
    .map(([columnIndex, hiddenValues]) => ({ columnIndex, filterCriteria: { hiddenValues } }));
  const { range, sortSpecs } = basicFilter;
  return { setBasicFilter: { filter: { range, ...(sortSpecs && { sortSpecs }), filterSpecs } } };
}
