import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { CHUNK_COLUMNS, CHUNK_ROWS, type CellsView, type TabView } from '../../wire.ts';
import { columnLetters, px, type Axis } from './axis.ts';
import { cssOf } from './cell-css.ts';
import { drawnCell, type CellStore, type DrawnCell } from './cell-store.ts';

/** Width of the row numbers, in pixels. */
export const HEAD_WIDTH = 46;

/** Everything that decides how one row is drawn; two equal ones draw the same. */
export type RowProps = {
  row: number;
  top: number;
  height: number;
  columns: Axis;
  frozenColumns: number;
  fromColumn: number;
  toColumn: number;
  /** Column of the active cell in this row, or -1. */
  active: number;
  /** Selected columns of this row, the second is one past the last. */
  rangeFrom: number;
  rangeTo: number;
  /** The tab's filter when its buttons are in this row. */
  filter: TabView['filter'];
  store: CellStore;
  /** The chunks this row lies in, so that a newer one draws it anew. */
  frozenChunk: CellsView | undefined;
  firstChunk: CellsView | undefined;
  lastChunk: CellsView | undefined;
};

/** One row: its number, its frozen cells, the cells of the columns on screen. */
export function Row(props: RowProps): VNode {
  return useMemo(() => drawRow(props), Object.values(props));
}

function drawRow(props: RowProps): VNode {
  const { row, top, height, columns, frozenColumns, rangeFrom, rangeTo } = props;
  return (
    <div
      class="row"
      role="row"
      aria-rowindex={row + 1}
      style={{ top: px(top), height: px(height), width: px(HEAD_WIDTH + columns.total) }}
    >
      <div class="row-start" style={{ width: px(HEAD_WIDTH + columns.start(frozenColumns)), height: px(height) }}>
        <div class={rangeTo > rangeFrom ? 'row-head active' : 'row-head'} data-row={row}>
          {row + 1}
        </div>
        {drawCells(props, 0, frozenColumns)}
      </div>
      {drawCells(props, Math.max(props.fromColumn, frozenColumns), props.toColumn)}
    </div>
  );
}

function drawCells(props: RowProps, from: number, to: number): VNode[] {
  const shown = props.columns.shown(from, to);
  const cells = shown.map((column) => cellAt(props, column));
  return cells.map((cell, index) => {
    const column = shown[index] ?? from;
    const end = cell.text === '' ? index + 1 : spanEnd(cells, index);
    return (
      <Cell key={column} props={props} column={column} cell={cell} span={(shown[end - 1] ?? column) - column + 1} />
    );
  });
}

function cellAt({ store, row }: RowProps, column: number): DrawnCell {
  return drawnCell(store.chunkAt(row, column), row % CHUNK_ROWS, column % CHUNK_COLUMNS);
}

/** Long text runs on over blank cells to its right, as in Google Sheets. */
function spanEnd(cells: readonly DrawnCell[], index: number): number {
  const cell = cells[index];
  if (!cell || cell.style.wrap || cell.style.align !== undefined || cell.text.length < 12) return index + 1;
  const next = cells.findIndex((other, at) => at > index && (other.text !== '' || other.style.background));
  return next === -1 ? cells.length : next;
}

type CellProps = { props: RowProps; column: number; cell: DrawnCell; span: number };

function Cell({ props, column, cell, span }: CellProps): VNode {
  const { columns, height, row } = props;
  const own = columns.size(column);
  const width =
    span === 1 ? own : Math.min(columns.start(column + span) - columns.start(column), own + cell.text.length * 9);
  const place = {
    left: px(HEAD_WIDTH + columns.start(column)),
    width: px(Math.max(own, width)),
    height: px(height),
  };
  return (
    <div
      class={classOf(props, column, width > own)}
      role="gridcell"
      data-cell={`${columnLetters(column)}${row + 1}`}
      data-note={cell.note === '' ? undefined : cell.note}
      style={{ ...cssOf(cell.style), ...place }}
    >
      {cell.text}
      {props.filter && <FilterButton filter={props.filter} column={column} />}
      {cell.note !== '' && <i class="note-mark" />}
    </div>
  );
}

type TabFilter = NonNullable<TabView['filter']>;

function FilterButton({ filter, column }: { filter: TabFilter; column: number }): VNode | null {
  if (column < filter.from || column >= filter.to) return null;
  const isActive = filter.active.includes(column);
  return (
    <button
      type="button"
      tabIndex={-1}
      class={isActive ? 'filter-mark active' : 'filter-mark'}
      aria-label={`Filter column ${columnLetters(column)}`}
      data-filter={column}
    />
  );
}

function classOf({ active, rangeFrom, rangeTo, store, row }: RowProps, column: number, isWide: boolean): string {
  const isOne = rangeTo - rangeFrom === 1 && active === rangeFrom;
  const fresh = store.freshness(row, column);
  return [
    'cell',
    isWide && 'wide',
    active === column && 'selected',
    column >= rangeFrom && column < rangeTo && !(isOne && active === column) && 'in-range',
    // Two names in turn, so that a second change shows again.
    fresh > 0 && (Math.floor(fresh) % 2 === 0 ? 'fresh-even' : 'fresh-odd'),
  ]
    .filter(Boolean)
    .join(' ');
}
