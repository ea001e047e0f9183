import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { TabView } from '../../wire.ts';
import { px } from './axis.ts';
import type { CellStore } from './cell-store.ts';
import { ColumnHeads } from './column-heads.tsx';
import { isExtending, moved, type Place, type Press } from './keys.ts';
import { HEAD_WIDTH, Row } from './row.tsx';
import { boxOf, cellAt, extended, rowsBetween, type Box, type Selection } from './selection.ts';
import { targetOf } from './target.ts';
import { useCellEditor } from './use-cell-editor.tsx';
import { usePointer, type Point } from './use-pointer.ts';
import { useWindow } from './use-window.ts';
import { HEAD_HEIGHT, layoutOf, reveal, type Layout, type Window } from './viewport.ts';

export type GridProps = {
  tab: TabView;
  store: CellStore;
  /** Version of the spreadsheet; cells read under an older one are read again. */
  version: number;
  /** Grows with every chunk that arrived. */
  arrivals: number;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onEnter: (place: Place, text: string) => void;
  onClear: () => void;
  /** A key that neither moves nor types; whether it was one. */
  onShortcut: (event: KeyboardEvent) => boolean;
  onFilter: (column: number, at: Point) => void;
  onMenu: (at: Point) => void;
  /** Why this person may not type here. */
  refusal: string | undefined;
  onRefused: (text: string) => void;
  /** Where the tab was scrolled to; kept up to date for the next time it is shown. */
  scroll: { top: number; left: number };
};

/** The cells of one tab, drawn for the part on screen only. */
export function Grid(props: GridProps): VNode {
  const { tab, store, version, selection, onSelect } = props;
  const element = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutOf(tab), [tab]);
  const shown = useWindow(element, layout, props.scroll);
  useWanted(store, version, layout, shown);
  const pointer = usePointer(props);
  const last = { row: tab.rowCount - 1, column: tab.columnCount - 1 };
  const go = (press: Press, from: Place): boolean => {
    const place = moved(press, from, last, layout);
    if (!place || !element.current) return false;
    onSelect(isExtending(press) ? extended(selection, place) : cellAt(place));
    reveal(layout, element.current, place.row, place.column);
    return true;
  };
  const editing = useCellEditor({
    ...props,
    grid: element,
    entered: ({ row, column }) => store.cell(row, column).entered,
    onNext: (place, press) => void go(press, place),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing.onKey(event, selection.active)) return;
    const isDone = isAll(event)
      ? (onSelect(rowsBetween(0, last.row)), true)
      : props.onShortcut(event) || go(event, isExtending(event) ? end(selection, last) : selection.active);
    if (isDone) event.preventDefault();
  };
  const box = boxOf(selection, tab);
  const size = { width: px(HEAD_WIDTH + layout.columns.total), height: px(HEAD_HEIGHT + layout.rows.total) };
  const drawing = { tab, store, layout, shown, active: selection.active, box };
  return (
    <div
      class="grid"
      role="grid"
      aria-rowcount={tab.rowCount}
      aria-colcount={tab.columnCount}
      ref={element}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDblClick={(event) => targetOf(event.target)?.kind === 'cell' && editing.onDoubleClick(selection.active)}
      {...pointer}
    >
      {editing.editor}
      <div class="sheet" style={size}>
        <ColumnHeads layout={layout} shown={shown} box={box} />
        <div class="frozen-rows" style={{ height: px(layout.rows.start(layout.frozenRows)), width: size.width }}>
          {drawRows(drawing, 0, layout.frozenRows, 0)}
        </div>
        {drawRows(drawing, shown.fromRow, shown.toRow, HEAD_HEIGHT)}
      </div>
    </div>
  );
}

function useWanted(store: CellStore, version: number, layout: Layout, shown: Window): void {
  useEffect(() => {
    const { fromRow, fromColumn, toRow, toColumn } = shown;
    store.want(version, layout.rows.shown(fromRow, toRow), layout.columns.shown(fromColumn, toColumn));
  }, [store, version, shown, layout]);
}

const isAll = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && event.key === 'a';

/** The corner that moves when more is selected. */
function end({ to }: Selection, last: Place): Place {
  return { row: Math.min(to.row, last.row), column: Math.min(to.column, last.column) };
}

type Drawing = Pick<GridProps, 'tab' | 'store'> & { layout: Layout; shown: Window; active: Place; box: Box };

function drawRows(
  { tab, store, layout, shown, active, box }: Drawing,
  from: number,
  to: number,
  offset: number,
): VNode[] {
  const { fromColumn, toColumn } = shown;
  return layout.rows.shown(from, to).map((row) => {
    const isIn = row >= box.row && row < box.row + box.rows;
    return (
      <Row
        key={row}
        row={row}
        top={offset + layout.rows.start(row)}
        height={layout.rows.size(row)}
        columns={layout.columns}
        frozenColumns={layout.frozenColumns}
        fromColumn={fromColumn}
        toColumn={toColumn}
        active={row === active.row ? active.column : -1}
        rangeFrom={isIn ? box.column : -1}
        rangeTo={isIn ? box.column + box.columns : -1}
        filter={tab.filter?.row === row ? tab.filter : undefined}
        store={store}
        frozenChunk={store.chunkAt(row, 0)}
        firstChunk={store.chunkAt(row, fromColumn)}
        lastChunk={store.chunkAt(row, Math.max(0, toColumn - 1))}
      />
    );
  });
}
