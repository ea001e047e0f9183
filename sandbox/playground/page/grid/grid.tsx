import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TabView } from '../../wire.ts';
import { columnIndex, columnLetters, px } from './axis.ts';
import type { CellStore } from './cell-store.ts';
import { moved, type Place } from './keys.ts';
import { HEAD_WIDTH, Row } from './row.tsx';
import { useCellEditor } from './use-cell-editor.tsx';
import { HEAD_HEIGHT, layoutOf, reveal, windowOf, type Layout, type Window } from './viewport.ts';

type GridProps = {
  tab: TabView;
  store: CellStore;
  /** Version of the spreadsheet; cells read under an older one are read again. */
  version: number;
  /** Grows with every chunk that arrived. */
  arrivals: number;
  selected: Place;
  onSelect: (place: Place) => void;
  /** What a person types; undefined for somebody who may not edit. */
  onEnter: ((place: Place, text: string) => void) | undefined;
  /** Where the tab was scrolled to; kept up to date for the next time it is shown. */
  scroll: { top: number; left: number };
};

/** The cells of one tab, drawn for the part on screen only. */
export function Grid({ tab, store, version, selected, onSelect, onEnter, scroll }: GridProps): VNode {
  const element = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutOf(tab), [tab]);
  const shown = useWindow(element, layout, scroll);
  useEffect(() => {
    const { fromRow, fromColumn, toRow, toColumn } = shown;
    store.want(version, { row: fromRow, column: fromColumn }, { row: toRow, column: toColumn });
  }, [store, version, shown]);
  const last = { row: tab.rowCount - 1, column: tab.columnCount - 1 };
  const editing = useCellEditor({
    grid: element,
    entered: ({ row, column }) => store.cell(row, column).entered,
    onEnter,
    onNext: ({ row, column }) => onSelect({ row: Math.min(row + 1, last.row), column }),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing.onKey(event, selected)) return;
    const place = moved(event, selected, last);
    if (!place || !element.current) return;
    event.preventDefault();
    onSelect(place);
    reveal(layout, element.current, place.row, place.column);
  };
  const onPointerDown = (event: PointerEvent): void => {
    const place = placeUnder(event.target);
    if (place) onSelect(place);
  };
  const size = { width: px(HEAD_WIDTH + layout.columns.total), height: px(HEAD_HEIGHT + layout.rows.total) };
  return (
    <div
      class="grid"
      role="grid"
      aria-rowcount={tab.rowCount}
      aria-colcount={tab.columnCount}
      ref={element}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDblClick={(event) => placeUnder(event.target) && editing.onDoubleClick(selected)}
    >
      {editing.editor}
      <div class="sheet" style={size}>
        <ColumnHeads layout={layout} shown={shown} selected={selected.column} />
        <div class="frozen-rows" style={{ height: px(layout.rows.start(layout.frozenRows)), width: size.width }}>
          {drawRows({ tab, store, layout, shown, selected }, 0, layout.frozenRows, 0)}
        </div>
        {drawRows({ tab, store, layout, shown, selected }, shown.fromRow, shown.toRow, HEAD_HEIGHT)}
      </div>
    </div>
  );
}

type Drawing = Pick<GridProps, 'tab' | 'store' | 'selected'> & { layout: Layout; shown: Window };

function drawRows({ tab, store, layout, shown, selected }: Drawing, from: number, to: number, offset: number): VNode[] {
  const { fromColumn, toColumn } = shown;
  const [filterRow, filterFrom, filterTo] = tab.filter ?? [-1, 0, 0];
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).map((row) => (
    <Row
      key={row}
      row={row}
      top={offset + layout.rows.start(row)}
      height={layout.rows.size(row)}
      columns={layout.columns}
      frozenColumns={layout.frozenColumns}
      fromColumn={fromColumn}
      toColumn={toColumn}
      selected={row === selected.row ? selected.column : -1}
      filterFrom={row === filterRow ? filterFrom : 0}
      filterTo={row === filterRow ? filterTo : 0}
      store={store}
      frozenChunk={store.chunkAt(row, 0)}
      firstChunk={store.chunkAt(row, fromColumn)}
      lastChunk={store.chunkAt(row, Math.max(0, toColumn - 1))}
    />
  ));
}

function ColumnHeads({ layout, shown, selected }: { layout: Layout; shown: Window; selected: number }): VNode {
  const { columns, frozenColumns } = layout;
  const head = (column: number): VNode => (
    <div
      key={column}
      class={column === selected ? 'column-head active' : 'column-head'}
      style={{ left: px(HEAD_WIDTH + columns.start(column)), width: px(columns.size(column)) }}
    >
      {columnLetters(column)}
    </div>
  );
  const range = (from: number, to: number): VNode[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => head(from + index));
  return (
    <div class="column-heads" style={{ width: px(HEAD_WIDTH + columns.total) }}>
      <div class="heads-start" style={{ width: px(HEAD_WIDTH + columns.start(frozenColumns)) }}>
        <div class="corner" />
        {range(0, frozenColumns)}
      </div>
      {range(shown.fromColumn, shown.toColumn)}
    </div>
  );
}

function useWindow(element: { current: HTMLDivElement | null }, layout: Layout, scroll: GridProps['scroll']): Window {
  const [shown, setShown] = useState<Window>({ fromRow: 0, toRow: 0, fromColumn: 0, toColumn: 0 });
  useLayoutEffect(() => {
    const grid = element.current;
    if (!grid) return undefined;
    const update = (): void => {
      scroll.top = grid.scrollTop;
      scroll.left = grid.scrollLeft;
      const next = windowOf(layout, grid);
      setShown((known) => (sameWindow(known, next) ? known : next));
    };
    grid.scrollTo(scroll.left, scroll.top);
    const observer = new ResizeObserver(update);
    observer.observe(grid);
    grid.addEventListener('scroll', update, { passive: true });
    update();
    return () => {
      observer.disconnect();
      grid.removeEventListener('scroll', update);
    };
  }, [layout]);
  return shown;
}

function sameWindow(a: Window, b: Window): boolean {
  return a.fromRow === b.fromRow && a.toRow === b.toRow && a.fromColumn === b.fromColumn && a.toColumn === b.toColumn;
}

function placeUnder(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest('[data-cell]') : null;
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(cell?.getAttribute('data-cell') ?? '') ?? [];
  if (letters === '') return undefined;
  const column = columnIndex(letters);
  return { row: Number(digits) - 1, column };
}
