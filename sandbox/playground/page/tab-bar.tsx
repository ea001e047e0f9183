import type { VNode } from 'preact';
import type { TabView } from '../wire.ts';

type TabBarProps = { tabs: readonly TabView[]; shown: number; onShow: (sheetId: number) => void };

/** The tabs at the bottom. */
export function TabBar({ tabs, shown, onShow }: TabBarProps): VNode {
  const current = tabs.find((tab) => tab.sheetId === shown);
  const size = current ? `${count(current.rowCount)} rows × ${count(current.columnCount)} columns` : '';
  return (
    <div class="tab-bar">
      <div class="tabs" role="tablist">
        {tabs.map((tab) => (
          <button
            key={tab.sheetId}
            type="button"
            role="tab"
            aria-selected={tab.sheetId === shown}
            class={tab.sheetId === shown ? 'tab active' : 'tab'}
            style={tab.color ? { boxShadow: `inset 0 -3px ${tab.color}` } : {}}
            onClick={() => onShow(tab.sheetId)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <span class="size">{size}</span>
    </div>
  );
}

function count(value: number): string {
  return value.toLocaleString('en');
}
