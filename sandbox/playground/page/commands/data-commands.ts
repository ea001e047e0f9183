import { columnLetters } from '../grid/axis.ts';
import { a1Of } from '../grid/selection.ts';
import { insertLines } from './line-commands.ts';
import type { Command, CommandDesk } from './command.ts';

/** Sorting the whole tab by the active column, or only what is selected. */
export function sortCommands({ selection, box, editing }: CommandDesk): Command[] {
  const { column } = selection.active;
  const isBlock = selection.kind === 'cells' && box.rows > 1;
  const sort = (order: 'ASCENDING' | 'DESCENDING', isRange: boolean): Command => ({
    caption: `Sort ${isRange ? `range ${a1Of(box)}` : 'sheet'} by column ${columnLetters(column)} (${order === 'ASCENDING' ? 'A to Z' : 'Z to A'})`,
    run: () => editing.edit({ kind: 'sort', column, order, box: isRange ? box : null }),
  });
  const sheet = [sort('ASCENDING', false), sort('DESCENDING', false)];
  return isBlock ? [...sheet, 'line', sort('ASCENDING', true), sort('DESCENDING', true)] : sheet;
}

export function filterCommand({ tab, selection, box, editing }: CommandDesk): Command {
  if (tab.filter) return { caption: 'Remove filter', run: () => editing.edit({ kind: 'no-filter' }) };
  const isBlock = selection.kind === 'cells' && box.rows > 1;
  return { caption: 'Create a filter', run: () => editing.edit({ kind: 'filter', box: isBlock ? box : null }) };
}

/** The Data menu. */
export function dataCommands(desk: CommandDesk): Command[] {
  return [...sortCommands(desk), 'line', filterCommand(desk)];
}

/** The Insert menu. */
export function insertCommands(desk: CommandDesk): Command[] {
  return [
    { heading: 'Rows' },
    ...insertLines(desk, 'ROWS'),
    { heading: 'Columns' },
    ...insertLines(desk, 'COLUMNS'),
    'line',
    { caption: 'Sheet', keys: 'Shift+F11', run: () => desk.editing.edit({ kind: 'add-tab' }) },
    { caption: desk.cell.note === '' ? 'Note' : 'Edit note', keys: 'Shift+F2', run: () => desk.ask({ kind: 'note' }) },
  ];
}
