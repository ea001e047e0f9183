import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { px } from './axis.ts';

type CellEditorProps = {
  /** Where the cell is on screen. */
  box: { left: number; top: number; width: number; height: number };
  /** What stands in it first. */
  text: string;
  onDone: (text: string) => void;
  onCancel: () => void;
};

/** An input over a cell. Enter, Tab and leaving it take what was typed, Escape does not. */
export function CellEditor({ box, text, onDone, onCancel }: CellEditorProps): VNode {
  const input = useRef<HTMLInputElement>(null);
  // Enter closes it, which makes it lose the focus too
  const isOver = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(text.length, text.length);
  }, []);
  const end = (work: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    work();
  };
  const finish = (): void => end(() => onDone(input.current?.value ?? text));
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') end(onCancel);
    if (event.key !== 'Enter' && event.key !== 'Tab') return;
    event.preventDefault();
    finish();
  };
  return (
    <input
      ref={input}
      class="cell-editor"
      aria-label="Cell"
      defaultValue={text}
      style={{ left: px(box.left), top: px(box.top), minWidth: px(box.width), height: px(box.height) }}
      onKeyDown={onKeyDown}
      onBlur={finish}
    />
  );
}
