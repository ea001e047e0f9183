import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { columnLetters } from './axis.ts';
import { CellEditor, type ScreenBox } from './cell-editor.tsx';
import type { Place, Press } from './keys.ts';

type Open = { place: Place; text: string; isQuick: boolean; box: ScreenBox };

type Options = {
  grid: { current: HTMLElement | null };
  /** What was entered in a cell. */
  entered: (place: Place) => string;
  onEnter: (place: Place, text: string) => void;
  /** Delete was pressed. */
  onClear: () => void;
  /** Moves on after a cell was filled, by the key that ended it. */
  onNext: (place: Place, press: Press) => void;
  /** Why nothing may be typed; undefined when it may. */
  refusal: string | undefined;
  onRefused: (text: string) => void;
};

/** Typing into the active cell: a letter begins anew, F2 and a double click go on from what is there, Delete clears. */
export function useCellEditor(options: Options) {
  const { grid, entered, onEnter, onClear, onNext, refusal, onRefused } = options;
  const [open, setOpen] = useState<Open>();
  const boxOf = ({ row, column }: Place): ScreenBox | undefined =>
    grid.current?.querySelector(`[data-cell="${columnLetters(column)}${row + 1}"]`)?.getBoundingClientRect();
  useFollowing(grid, open, () => {
    const box = open && boxOf(open.place);
    if (box) setOpen((known) => known && { ...known, box });
  });
  const begin = (place: Place, text: string, isQuick: boolean): void => {
    if (refusal !== undefined) return onRefused(refusal);
    const box = boxOf(place);
    if (box) setOpen({ place, text, isQuick, box });
  };
  const close = (): void => {
    setOpen(undefined);
    grid.current?.focus({ preventScroll: true });
  };
  /** Whether the key was one for the editor. */
  const onKey = (event: KeyboardEvent, place: Place): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'F2' && !event.shiftKey) begin(place, entered(place), false);
    else if (event.key === 'Delete' || event.key === 'Backspace')
      (refusal === undefined ? onClear : () => onRefused(refusal))();
    else if (event.key.length === 1) begin(place, event.key, true);
    else return false;
    event.preventDefault();
    return true;
  };
  const done = ({ place }: Open, text: string, press: Press | undefined): void => {
    close();
    if (text !== entered(place)) onEnter(place, text);
    if (press) onNext(place, press);
  };
  const editor: VNode | null = open ? (
    <CellEditor
      key={`${open.place.row}:${open.place.column}`}
      box={open.box}
      text={open.text}
      isQuick={open.isQuick}
      onDone={(text, press) => done(open, text, press)}
      onCancel={close}
    />
  ) : null;
  return { editor, onKey, onDoubleClick: (place: Place) => begin(place, entered(place), false) };
}

/** Keeps the editor over its cell while the grid is scrolled. */
function useFollowing(grid: Options['grid'], open: Open | undefined, follow: () => void): void {
  useEffect(() => {
    const element = grid.current;
    if (!open || !element) return undefined;
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [open?.place]);
}
