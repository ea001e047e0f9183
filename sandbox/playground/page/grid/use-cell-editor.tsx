import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { columnLetters } from './axis.ts';
import { CellEditor } from './cell-editor.tsx';
import type { Place } from './keys.ts';

type Open = { place: Place; text: string; box: DOMRect };

type Options = {
  grid: { current: HTMLElement | null };
  /** What was entered in a cell. */
  entered: (place: Place) => string;
  /** Takes a text into a cell; undefined for somebody who may not edit. */
  onEnter: ((place: Place, text: string) => void) | undefined;
  /** Moves on after a cell was filled. */
  onNext: (place: Place) => void;
};

/** Typing into the selected cell: a letter begins anew, F2 and a double click go on from what is there, Delete clears. */
export function useCellEditor({ grid, entered, onEnter, onNext }: Options) {
  const [open, setOpen] = useState<Open>();
  const begin = (place: Place, text: string): void => {
    const cell = grid.current?.querySelector(`[data-cell="${columnLetters(place.column)}${place.row + 1}"]`);
    if (cell) setOpen({ place, text, box: cell.getBoundingClientRect() });
  };
  const close = (): void => {
    setOpen(undefined);
    grid.current?.focus({ preventScroll: true });
  };
  /** Whether the key was one for the editor. */
  const onKey = (event: KeyboardEvent, place: Place): boolean => {
    if (!onEnter || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'F2') begin(place, entered(place));
    else if (event.key === 'Delete' || event.key === 'Backspace') onEnter(place, '');
    else if (event.key.length === 1) begin(place, event.key);
    else return false;
    event.preventDefault();
    return true;
  };
  const done = ({ place }: Open, text: string): void => {
    close();
    if (text !== entered(place)) onEnter?.(place, text);
    onNext(place);
  };
  const editor: VNode | null = open ? (
    <CellEditor
      key={`${open.place.row}:${open.place.column}`}
      box={open.box}
      text={open.text}
      onDone={(text) => done(open, text)}
      onCancel={close}
    />
  ) : null;
  return { editor, onKey, onDoubleClick: (place: Place) => onEnter && begin(place, entered(place)) };
}
