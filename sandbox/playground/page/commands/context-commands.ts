import { clipboardCommands } from './edit-commands.ts';
import { filterCommand, sortCommands } from './data-commands.ts';
import { deleteLines, hideLines, insertLines } from './line-commands.ts';
import type { Command, CommandDesk } from './command.ts';

const titled = (commands: Command[]): Command[] =>
  commands.map((one) =>
    typeof one === 'object' && 'caption' in one ? { ...one, caption: `Insert ${one.caption}` } : one,
  );

/** The menu of the right mouse button, for cells, rows or columns. */
export function contextCommands(desk: CommandDesk): Command[] {
  const { canEdit, selection, editing, box, cell, ask } = desk;
  if (!canEdit) return clipboardCommands(desk);
  const start: Command[] = [...clipboardCommands(desk), 'line'];
  if (selection.kind === 'rows') {
    return [...start, ...titled(insertLines(desk, 'ROWS')), deleteLines(desk, 'ROWS'), ...hideLines(desk, 'ROWS')];
  }
  if (selection.kind === 'columns') {
    const lines = [
      ...titled(insertLines(desk, 'COLUMNS')),
      deleteLines(desk, 'COLUMNS'),
      ...hideLines(desk, 'COLUMNS'),
    ];
    return [...start, ...lines, 'line', ...sortCommands(desk)];
  }
  return [
    ...start,
    ...titled([...insertLines(desk, 'ROWS'), ...insertLines(desk, 'COLUMNS')]),
    'line',
    deleteLines(desk, 'ROWS'),
    deleteLines(desk, 'COLUMNS'),
    { caption: 'Delete values', keys: 'Delete', run: () => editing.edit({ kind: 'clear', box }) },
    'line',
    filterCommand(desk),
    { caption: cell.note === '' ? 'Insert note' : 'Edit note', run: () => ask({ kind: 'note' }) },
  ];
}
