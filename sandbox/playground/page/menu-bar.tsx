import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { columnLetters } from './grid/axis.ts';
import type { Addon } from './use-addon.ts';
import type { EditingActions } from './use-editing.ts';

/** Name of the add-on in the Extensions menu. */
const ADDON_NAME = 'Willcall';

const BEFORE = ['File', 'Edit', 'View'];

type MenuBarProps = {
  addon: Addon;
  /** Of the selected cell. */
  column: number;
  /** Undefined for somebody who may not edit. */
  editing: EditingActions | undefined;
};

/** The menus. Insert, Data and Extensions do something; the others belong to the real editor. */
export function MenuBar({ addon, column, editing }: MenuBarProps): VNode {
  return (
    <nav class="menu-bar">
      {BEFORE.map(Inactive)}
      {editing ? <InsertMenu column={column} onInsert={editing.insert} /> : Inactive('Insert')}
      {Inactive('Format')}
      {editing ? <SortMenu column={column} onSort={editing.sort} /> : Inactive('Data')}
      {Inactive('Tools')}
      <Menu caption="Extensions">
        <AddonMenu addon={addon} />
      </Menu>
      {Inactive('Help')}
    </nav>
  );
}

function Menu({ caption, children }: { caption: string; children: ComponentChildren }): VNode {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (): void => setOpen(false);
    window.addEventListener('click', close);
    window.addEventListener('blur', close);
    return () => {
      window.removeEventListener('click', close);
      window.removeEventListener('blur', close);
    };
  }, [isOpen]);
  return (
    <span class="menu">
      <button type="button" class={isOpen ? 'open' : ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {caption}
      </button>
      {isOpen && (
        <div class="menu-list" role="menu">
          {children}
        </div>
      )}
    </span>
  );
}

function Inactive(caption: string): VNode {
  return (
    <span key={caption} class="inactive" title="Not part of the rehearsal">
      {caption}
    </span>
  );
}

function InsertMenu({ column, onInsert }: { column: number; onInsert: EditingActions['insert'] }): VNode {
  return (
    <Menu caption="Insert">
      <button type="button" role="menuitem" onClick={() => onInsert(column)}>
        1 column left
      </button>
      <button type="button" role="menuitem" onClick={() => onInsert(column + 1)}>
        1 column right
      </button>
    </Menu>
  );
}

function SortMenu({ column, onSort }: { column: number; onSort: EditingActions['sort'] }): VNode {
  const title = `Sort sheet by column ${columnLetters(column)}`;
  return (
    <Menu caption="Data">
      <button type="button" role="menuitem" onClick={() => onSort(column, 'ASCENDING')}>
        {title} (A to Z)
      </button>
      <button type="button" role="menuitem" onClick={() => onSort(column, 'DESCENDING')}>
        {title} (Z to A)
      </button>
    </Menu>
  );
}

function AddonMenu({ addon }: { addon: Addon }): VNode {
  return (
    <>
      <div class="menu-title">{ADDON_NAME}</div>
      {addon.menu.length === 0 && <div class="menu-title">The add-on has no menu</div>}
      {addon.menu.map((item, index) =>
        item === null ? (
          <hr key={index} />
        ) : (
          <button key={index} type="button" role="menuitem" onClick={() => addon.choose(item.functionName)}>
            {item.caption}
          </button>
        ),
      )}
    </>
  );
}
