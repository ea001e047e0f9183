import type { VNode } from 'preact';
import type { Command, CommandDesk } from './commands/command.ts';
import { dataCommands, insertCommands } from './commands/data-commands.ts';
import { editCommands } from './commands/edit-commands.ts';
import { fileCommands, viewCommands } from './commands/file-commands.ts';
import { formatCommands } from './commands/format-commands.ts';
import { CommandList } from './menus/command-list.tsx';
import { Menu } from './menus/menu.tsx';
import type { Addon } from './use-addon.ts';

/** Name of the add-on in the Extensions menu. */
const ADDON_NAME = 'Willcall';

/** Menus of the real editor that would have nothing in them are not there. */
const FOR_ALL: [string, (desk: CommandDesk) => Command[]][] = [
  ['File', fileCommands],
  ['Edit', editCommands],
  ['View', viewCommands],
];
const FOR_EDITORS: [string, (desk: CommandDesk) => Command[]][] = [
  ['Insert', insertCommands],
  ['Format', formatCommands],
  ['Data', dataCommands],
];

/** The menus. */
export function MenuBar({ addon, desk }: { addon: Addon; desk: CommandDesk }): VNode {
  const menus = desk.canEdit ? [...FOR_ALL, ...FOR_EDITORS] : FOR_ALL;
  return (
    <nav class="menu-bar">
      {menus.map(([caption, commands]) => (
        <Menu key={caption} caption={caption}>
          <Lazy desk={desk} commands={commands} />
        </Menu>
      ))}
      <Menu caption="Extensions">
        <CommandList commands={addonCommands(addon)} />
      </Menu>
      <Menu caption="Help">
        <CommandList commands={[{ caption: 'About this demo', run: () => desk.ask({ kind: 'about' }) }]} />
      </Menu>
    </nav>
  );
}

/** Asks for the commands only when the menu is open. */
function Lazy({ desk, commands }: { desk: CommandDesk; commands: (desk: CommandDesk) => Command[] }): VNode {
  return <CommandList commands={commands(desk)} />;
}

function addonCommands({ menu, choose }: Addon): Command[] {
  if (menu.length === 0) return [{ heading: ADDON_NAME }, { heading: 'The add-on has no menu' }];
  const lines = menu.map((item): Command => {
    return item === null ? 'line' : { caption: item.caption, run: () => choose(item.functionName) };
  });
  return [{ heading: ADDON_NAME }, ...lines];
}
