import type { TabView } from '../../wire.ts';
import type { Command, CommandDesk } from './command.ts';

/** What can be done to a tab. */
export function tabCommands(desk: CommandDesk, { sheetId }: TabView): Command[] {
  const { workbook, editing, ask } = desk;
  const shown = workbook.tabs.filter((tab) => !tab.hidden);
  const at = workbook.tabs.findIndex((tab) => tab.sheetId === sheetId);
  const isOnly = shown.length === 1;
  return [
    { caption: 'Delete', isOff: isOnly, run: () => ask({ kind: 'delete-tab', sheetId }) },
    { caption: 'Duplicate', run: () => editing.edit({ kind: 'duplicate-tab' }, sheetId) },
    { caption: 'Rename', run: () => ask({ kind: 'rename-tab', sheetId }) },
    { caption: 'Hide', isOff: isOnly, run: () => editing.edit({ kind: 'hide-tab', hidden: true }, sheetId) },
    'line',
    {
      caption: 'Move right',
      isOff: at === workbook.tabs.length - 1,
      run: () => editing.edit({ kind: 'move-tab', by: 1 }, sheetId),
    },
    { caption: 'Move left', isOff: at === 0, run: () => editing.edit({ kind: 'move-tab', by: -1 }, sheetId) },
  ];
}
