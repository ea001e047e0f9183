import { deleteLines } from './line-commands.ts';
import type { Command, CommandDesk } from './command.ts';

export function clipboardCommands({ canEdit, clipboard }: CommandDesk): Command[] {
  const copy: Command = { caption: 'Copy', keys: 'Ctrl+C', run: () => clipboard.copy() };
  if (!canEdit) return [copy];
  return [
    { caption: 'Cut', keys: 'Ctrl+X', run: () => clipboard.copy(true) },
    copy,
    { caption: 'Paste', keys: 'Ctrl+V', run: clipboard.paste },
  ];
}

/** The Edit menu. */
export function editCommands(desk: CommandDesk): Command[] {
  const { canEdit, editing, box } = desk;
  if (!canEdit) return clipboardCommands(desk);
  return [
    { caption: 'Undo', keys: 'Ctrl+Z', run: editing.undo },
    'line',
    ...clipboardCommands(desk),
    'line',
    { caption: 'Delete values', keys: 'Delete', run: () => editing.edit({ kind: 'clear', box }) },
    deleteLines(desk, 'ROWS'),
    deleteLines(desk, 'COLUMNS'),
  ];
}
