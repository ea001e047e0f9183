import type { Layout } from '../layout.ts';
import { cellOf, type SheetRequest } from '../requests.ts';
import { box } from './removed-tab.ts';
import type { SyncGoal } from './sync-goal.ts';

/** Titles and notes of new columns; of the others only the first gets a new note. Titles people changed stay. */
export function headerCells(
  { sheetId, top, positions, before }: Layout,
  { columns }: SyncGoal,
  note: string,
): SheetRequest[] {
  return positions.flatMap((position, index) => {
    const column = columns[index];
    const isFirst = index === 0;
    if (!column || (before[index] !== null && !isFirst)) return [];
    const range = box(sheetId, [top, top + 1], [position, position + 1]);
    const text = isFirst ? note : column.description;
    if (before[index] !== null)
      return [{ updateCells: { range, rows: [{ values: [{ note: text }] }], fields: 'note' } }];
    const values = [{ ...cellOf(column.title), note: text }];
    return [{ updateCells: { range, rows: [{ values }], fields: 'userEnteredValue,note' } }];
  });
}
