import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useClosing } from './use-closing.ts';

type MenuProps = {
  /** What is on the button. */
  caption: ComponentChildren;
  /** Class and name of the button. */
  look?: string;
  label?: string;
  /** Opens to the left, for buttons at the right edge. */
  isRight?: boolean;
  /** Drawn while it is open. */
  children: ComponentChildren;
};

/** A button that opens a menu. */
export function Menu({ caption, look = '', label, isRight = false, children }: MenuProps): VNode {
  const [isOpen, setOpen] = useState(false);
  useClosing(isOpen, () => setOpen(false));
  return (
    <span class="menu">
      <button
        type="button"
        class={`${look} ${isOpen ? 'open' : ''}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        {caption}
      </button>
      {isOpen && (
        <div class={isRight ? 'menu-list right' : 'menu-list'} role="menu">
          {children}
        </div>
      )}
    </span>
  );
}
