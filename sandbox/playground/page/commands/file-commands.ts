import { makeFile } from '../api.ts';
import { messageOf } from '../message-of.ts';
import { freezeCommands } from './line-commands.ts';
import type { Command, CommandDesk } from './command.ts';

/** The File menu. */
export function fileCommands({ viewer, canEdit, editing, ask, openFile }: CommandDesk): Command[] {
  const make = (): void => {
    makeFile(viewer.user).then(
      ({ spreadsheetId }) => openFile(spreadsheetId),
      (error: unknown) => editing.tell(messageOf(error)),
    );
  };
  return [
    { caption: 'New spreadsheet', run: make },
    { caption: 'Open', run: () => ask({ kind: 'open-file' }) },
    { caption: 'Make a copy', run: () => ask({ kind: 'copy-file' }) },
    ...(canEdit ? (['line', { caption: 'Rename', run: () => ask({ kind: 'rename-file' }) }] as const) : []),
  ];
}

/** The View menu. */
export function viewCommands(desk: CommandDesk): Command[] {
  const { workbook, canEdit, editing } = desk;
  const hidden = workbook.tabs.filter((tab) => tab.hidden);
  if (!canEdit) return [{ heading: 'Freezing and hiding need the right to edit' }];
  const show = hidden.map(({ sheetId, title }): Command => ({
    caption: `Show “${title}”`,
    run: () => editing.edit({ kind: 'hide-tab', hidden: false }, sheetId),
  }));
  return [
    ...freezeCommands(desk),
    ...(show.length > 0 ? (['line', { heading: 'Hidden sheets' }, ...show] as const) : []),
  ];
}
