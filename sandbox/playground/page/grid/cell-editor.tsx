import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { px } from './axis.ts';
import type { Press } from './keys.ts';

/** Where something is on screen. */
export type ScreenBox = { left: number; top: number; width: number; height: number };

type CellEditorProps = {
  box: ScreenBox;
  /** What stands in it first. */
  text: string;
  /** Begun by typing: arrows take what was typed and move on, as in Google Sheets. */
  isQuick: boolean;
  /** The key that ended it moves the selection; leaving it in another way does not. */
  onDone: (text: string, press: Press | undefined) => void;
  onCancel: () => void;
};

/** An input over a cell. Enter, Tab and leaving it take what was typed, Escape does not. */
export function CellEditor({ box, text, isQuick, onDone, onCancel }: CellEditorProps): VNode {
  const input = useRef<HTMLInputElement>(null);
  // Enter closes it, which makes it lose the focus too
  const isOver = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.setSelectionRange(text.length, text.length);
  }, []);
  const end = (work: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    work();
  };
  const finish = (press?: Press): void => end(() => onDone(input.current?.value ?? text, press));
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') end(onCancel);
    const isEnd = event.key === 'Enter' || event.key === 'Tab' || (isQuick && event.key.startsWith('Arrow'));
    if (!isEnd) return;
    event.preventDefault();
    finish(event);
  };
  return (
    <input
      ref={input}
      class="cell-editor"
      aria-label="Cell"
      defaultValue={text}
      style={{ left: px(box.left), top: px(box.top), minWidth: px(box.width), height: px(box.height) }}
      onKeyDown={onKeyDown}
      onBlur={() => finish()}
    />
  );
}
