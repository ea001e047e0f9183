import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Addon } from './use-addon.ts';

/** Name of the add-on in the Extensions menu. */
const ADDON_NAME = 'Willcall';

const BEFORE = ['File', 'Edit', 'View', 'Insert', 'Format', 'Data', 'Tools'];

/** The menus. Only Extensions is alive: the others belong to the real editor. */
export function MenuBar({ addon }: { addon: Addon }): VNode {
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
    <nav class="menu-bar">
      {BEFORE.map(Inactive)}
      <span class="menu">
        <button type="button" class={isOpen ? 'open' : ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Extensions
        </button>
        {isOpen && <AddonMenu addon={addon} />}
      </span>
      {Inactive('Help')}
    </nav>
  );
}

function Inactive(caption: string): VNode {
  return (
    <span key={caption} class="inactive" title="Not part of the rehearsal">
      {caption}
    </span>
  );
}

function AddonMenu({ addon }: { addon: Addon }): VNode {
  return (
    <div class="menu-list" role="menu">
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
    </div>
  );
}
