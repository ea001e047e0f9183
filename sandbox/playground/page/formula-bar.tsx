import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { placeNamed } from './grid/target.ts';
import type { Place } from './grid/keys.ts';

type FormulaBarProps = {
  /** Such as B2 or B2:D9. */
  name: string;
  entered: string;
  canEdit: boolean;
  onGo: (place: Place) => void;
  onEnter: (text: string) => void;
};

/** Where the selection is and what was entered there; both can be typed into. */
export function FormulaBar({ name, entered, canEdit, onGo, onEnter }: FormulaBarProps): VNode {
  const go = (text: string): void => {
    const wanted = text.trim().toUpperCase();
    if (/^[A-Z]{1,3}[1-9]\d{0,6}$/.test(wanted)) onGo(placeNamed(wanted));
  };
  return (
    <div class="formula-bar">
      <Typed class="name-box" role="name-box" label="Go to cell" value={name} canEdit onDone={go} />
      <span class="fx" aria-hidden="true">
        fx
      </span>
      <Typed
        class="entered"
        role="formula"
        label="What the cell holds"
        value={entered}
        canEdit={canEdit}
        onDone={onEnter}
      />
    </div>
  );
}

type TypedProps = {
  class: string;
  role: string;
  label: string;
  value: string;
  canEdit: boolean;
  onDone: (text: string) => void;
};

function Typed({ class: name, role, label, value, canEdit, onDone }: TypedProps): VNode {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const focusGrid = (): void => document.querySelector<HTMLElement>('.grid')?.focus({ preventScroll: true });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setText(value);
    else if (event.key !== 'Enter') return;
    else if (text !== value) onDone(text);
    event.preventDefault();
    focusGrid();
  };
  return (
    <input
      class={name}
      data-role={role}
      aria-label={label}
      value={text}
      readOnly={!canEdit}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setText(value)}
    />
  );
}
