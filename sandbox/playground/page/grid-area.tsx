import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { CommandDesk } from './commands/command.ts';
import { contextCommands } from './commands/context-commands.ts';
import { shortcut } from './commands/shortcuts.ts';
import { Grid, type GridProps } from './grid/grid.tsx';
import type { Point } from './grid/use-pointer.ts';
import { ContextMenu } from './menus/context-menu.tsx';
import { FilterMenu } from './menus/filter-menu.tsx';

type GridAreaProps = { desk: CommandDesk } & Pick<
  GridProps,
  'store' | 'arrivals' | 'scroll' | 'refusal' | 'version' | 'onSelect'
>;

/** The grid with the menus that open on it. */
export function GridArea({ desk, ...grid }: GridAreaProps): VNode {
  const { tab, selection, editing, box } = desk;
  const [menu, setMenu] = useState<Point>();
  const [filter, setFilter] = useState<{ column: number; at: Point }>();
  return (
    <>
      <Grid
        {...grid}
        tab={tab}
        selection={selection}
        onEnter={(place, text) => editing.edit({ kind: 'enter', ...place, texts: [[text]] })}
        onClear={() => editing.edit({ kind: 'clear', box })}
        onShortcut={(event) => shortcut(desk, event)}
        onFilter={(column, at) => (desk.canEdit ? setFilter({ column, at }) : editing.tell(grid.refusal ?? ''))}
        onMenu={setMenu}
        onRefused={editing.tell}
      />
      {menu && <ContextMenu at={menu} commands={contextCommands(desk)} onClose={() => setMenu(undefined)} />}
      {filter && <FilterMenu desk={desk} {...filter} onClose={() => setFilter(undefined)} />}
    </>
  );
}
