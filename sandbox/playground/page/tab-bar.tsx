import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { TabView } from '../wire.ts';
import type { CommandDesk } from './commands/command.ts';
import { tabCommands } from './commands/tab-commands.ts';
import { Icon } from './icon.tsx';
import type { Point } from './grid/use-pointer.ts';
import { ContextMenu } from './menus/context-menu.tsx';
import { useArrivals } from './use-arrivals.ts';

type TabBarProps = { desk: CommandDesk; onShow: (sheetId: number) => void };

/** The tabs at the bottom; one that got new rows while another was on screen says so. */
export function TabBar({ desk, onShow }: TabBarProps): VNode {
  const { tab: current, workbook, canEdit, editing, ask } = desk;
  const [menu, setMenu] = useState<{ tab: TabView; at: Point }>();
  const tabs = workbook.tabs.filter((tab) => !tab.hidden);
  const newRows = useArrivals(tabs, current.sheetId);
  const onContextMenu = (event: MouseEvent, tab: TabView): void => {
    if (!canEdit) return;
    event.preventDefault();
    onShow(tab.sheetId);
    setMenu({ tab, at: { x: event.clientX, y: event.clientY } });
  };
  return (
    <div class="tab-bar">
      {canEdit && (
        <button
          type="button"
          class="add-tab"
          aria-label="Add sheet"
          title="Add sheet"
          onClick={() => editing.edit({ kind: 'add-tab' })}
        >
          <Icon name="plus" />
        </button>
      )}
      <div class="tabs" role="tablist">
        {tabs.map((tab) => (
          <button
            key={tab.sheetId}
            type="button"
            role="tab"
            aria-selected={tab.sheetId === current.sheetId}
            class={tab.sheetId === current.sheetId ? 'tab active' : 'tab'}
            style={tab.color ? { boxShadow: `inset 0 -3px ${tab.color}` } : {}}
            onClick={() => onShow(tab.sheetId)}
            onDblClick={() => canEdit && ask({ kind: 'rename-tab', sheetId: tab.sheetId })}
            onContextMenu={(event) => onContextMenu(event, tab)}
          >
            {tab.title}
            <NewRows count={newRows(tab)} />
          </button>
        ))}
      </div>
      <span class="size">{sizeOf(current)}</span>
      {menu && <ContextMenu at={menu.at} commands={tabCommands(desk, menu.tab)} onClose={() => setMenu(undefined)} />}
    </div>
  );
}

function NewRows({ count }: { count: number }): VNode | null {
  if (count === 0) return null;
  return <i class="new-rows" title={`${count.toLocaleString('en')} new`} aria-hidden="true" data-new={count} />;
}

function sizeOf({ rowCount, columnCount, rowSizes, filter }: TabView): string {
  const size = `${count(rowCount)} rows × ${count(columnCount)} columns`;
  if (!filter || filter.active.length === 0) return size;
  const hidden = rowSizes.reduce((sum, [from, to, pixels]) => sum + (pixels === 0 ? to - from : 0), 0);
  return `Filter on: ${count(hidden)} rows hidden · ${size}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
