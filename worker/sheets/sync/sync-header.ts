import type { Layout } from '../layout.ts';
import { cellOf, type CellContent, type SheetRequest } from '../requests.ts';
import { contentAt } from './contents.ts';
import { box } from '../box.ts';
import type { SyncGoal } from './sync-goal.ts';

/**
 * Titles and notes of new columns; of the others only the first gets a new note. Titles people changed stay, blank ones come back.
 * `header`: the header row as it will be.
 */
export function headerCells(
  { sheetId, top, positions, before }: Layout,
  { columns }: SyncGoal,
  note: string,
  header: readonly CellContent[] | null = null,
): SheetRequest[] {
  return positions.flatMap((position, index) => {
    const column = columns[index];
    const isFirst = index === 0;
    const isNew = before[index] === null;
    const isBlank = header !== null && contentAt(header, position) === null;
    if (!column || !(isNew || isFirst || isBlank)) return [];
    const range = box(sheetId, [top, top + 1], [position, position + 1]);
    const text = isFirst ? note : column.description;
    if (!isNew && !isBlank) return [{ updateCells: { range, rows: [{ values: [{ note: text }] }], fields: 'note' } }];
    const values = [{ ...cellOf(column.title), note: text }];
    return [{ updateCells: { range, rows: [{ values }], fields: 'userEnteredValue,note' } }];
  });
}
