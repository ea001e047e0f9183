import type { VNode } from 'preact';
import type { CommandDesk } from './commands/command.ts';
import { filterCommand } from './commands/data-commands.ts';
import { FILLS, INKS, setLook, toggleLook } from './commands/format-commands.ts';
import { Icon, type IconName } from './icon.tsx';
import { ColorMenu } from './menus/color-menu.tsx';

/** What one does most, in one click. */
export function Toolbar({ desk }: { desk: CommandDesk }): VNode {
  const { editing, canEdit, cell, tab, ask } = desk;
  if (!canEdit) return <div class="toolbar view-only">You can look at this spreadsheet, not change it.</div>;
  const filter = filterCommand(desk);
  return (
    <div class="toolbar" role="toolbar" aria-label="Editing">
      <Tool icon="undo" label="Undo" onClick={editing.undo} />
      <span class="tool-line" />
      <Tool icon="bold" label="Bold" isOn={cell.style.bold === true} onClick={() => toggleLook(desk, 'bold')} />
      <Tool icon="italic" label="Italic" isOn={cell.style.italic === true} onClick={() => toggleLook(desk, 'italic')} />
      <ColorMenu
        label="Text colour"
        icon={<Icon name="ink" />}
        colors={INKS}
        onChoose={(color) => setLook(desk, { color })}
      />
      <ColorMenu
        label="Fill colour"
        icon={<Icon name="fill" />}
        colors={FILLS}
        onChoose={(background) => setLook(desk, { background })}
      />
      <span class="tool-line" />
      <Tool icon="note" label="Insert note" onClick={() => ask({ kind: 'note' })} />
      <Tool
        icon="filter"
        label={tab.filter ? 'Remove filter' : 'Create a filter'}
        isOn={tab.filter !== undefined}
        onClick={() => typeof filter === 'object' && 'run' in filter && filter.run()}
      />
    </div>
  );
}

type ToolProps = { icon: IconName; label: string; isOn?: boolean; onClick: () => void };

function Tool({ icon, label, isOn = false, onClick }: ToolProps): VNode {
  return (
    <button
      type="button"
      class={isOn ? 'tool on' : 'tool'}
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
