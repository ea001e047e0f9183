import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandDesk } from '../commands/command.ts';
import { a1Of } from '../grid/selection.ts';
import type { Point } from '../grid/use-pointer.ts';
import { Popover } from './popover.tsx';

/** A note beside the active cell; it is kept when one leaves it, Escape gives it up. */
export function NoteEditor({ desk, onClose }: { desk: CommandDesk; onClose: () => void }): VNode {
  const text = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  const { active } = desk.selection;
  useLayoutEffect(() => text.current?.focus({ preventScroll: true }), []);
  const end = (isKept: boolean): void => {
    if (isOver.current) return;
    isOver.current = true;
    const written = text.current?.value.trim() ?? '';
    if (isKept && written !== desk.cell.note) desk.editing.edit({ kind: 'note', ...active, text: written });
    onClose();
  };
  const name = a1Of({ ...active, rows: 1, columns: 1 });
  return (
    <Popover at={pointOf(name)} look="note-editor" role="dialog" label={`Note at ${name}`}>
      <textarea
        ref={text}
        aria-label={`Note at ${name}`}
        defaultValue={desk.cell.note}
        rows={4}
        onBlur={() => end(true)}
        onKeyDown={(event) => event.key === 'Escape' && end(false)}
      />
    </Popover>
  );
}

function pointOf(name: string): Point {
  const box = document.querySelector(`[data-cell="${name}"]`)?.getBoundingClientRect();
  return box ? { x: box.right + 6, y: box.top } : { x: 200, y: 200 };
}
