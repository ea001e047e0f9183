import { useRef } from 'preact/hooks';
import {
  boxOf,
  cellAt,
  columnsBetween,
  extended,
  isInside,
  rowsBetween,
  type Extent,
  type Selection,
} from './selection.ts';
import { targetOf, type Target } from './target.ts';

type Options = {
  tab: Extent;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** The filter button of a column was pressed. */
  onFilter: (column: number, at: Point) => void;
  /** The other mouse button was pressed on something that is selected now. */
  onMenu: (at: Point) => void;
};

/** A point on screen. */
export type Point = { x: number; y: number };

/** Selecting with the mouse: a click, with shift, dragging, heads and corner; the right button keeps what it is inside of. */
export function usePointer({ tab, selection, onSelect, onFilter, onMenu }: Options) {
  const isDragging = useRef(false);
  const latest = useRef(selection);
  latest.current = selection;
  const select = (next: Selection): void => {
    latest.current = next;
    onSelect(next);
  };
  const onPointerDown = (event: PointerEvent): void => {
    const target = targetOf(event.target);
    if (!target) return;
    if (target.kind === 'filter') return onFilter(target.place.column, { x: event.clientX - 8, y: event.clientY + 10 });
    if (event.button === 2 && keepsSelection(latest.current, target, tab)) return;
    isDragging.current = event.button === 0;
    select(event.shiftKey ? extended(latest.current, target.place) : selected(target, tab));
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!isDragging.current) return;
    if (event.buttons === 0) return void (isDragging.current = false);
    const target = targetOf(event.target);
    if (target && !sameEnd(latest.current, target)) select(extended(latest.current, target.place));
    return undefined;
  };
  const onContextMenu = (event: MouseEvent): void => {
    const target = targetOf(event.target);
    if (!target || target.kind === 'filter') return;
    event.preventDefault();
    onMenu({ x: event.clientX, y: event.clientY });
  };
  return { onPointerDown, onPointerMove, onPointerUp: () => void (isDragging.current = false), onContextMenu };
}

function selected({ kind, place }: Target, tab: Extent): Selection {
  if (kind === 'row') return rowsBetween(place.row, place.row);
  if (kind === 'column') return columnsBetween(place.column, place.column);
  return kind === 'corner' ? rowsBetween(0, tab.rowCount - 1) : cellAt(place);
}

function keepsSelection(selection: Selection, { kind, place }: Target, tab: Extent): boolean {
  const box = boxOf(selection, tab);
  if (kind === 'row') return selection.kind === 'rows' && place.row >= box.row && place.row < box.row + box.rows;
  if (kind === 'column') {
    return selection.kind === 'columns' && place.column >= box.column && place.column < box.column + box.columns;
  }
  return kind === 'cell' && isInside(box, place);
}

function sameEnd({ kind, to }: Selection, { place }: Target): boolean {
  if (kind === 'rows') return to.row === place.row;
  return kind === 'columns' ? to.column === place.column : to.row === place.row && to.column === place.column;
}
