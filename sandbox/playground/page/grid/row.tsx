import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { CHUNK_COLUMNS, CHUNK_ROWS, type CellsView } from '../../wire.ts';
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
  /** Column of the selected cell in this row, or -1. */
  selected: number;
  /** Columns with a filter button in this row. */
  filterFrom: number;
  filterTo: number;
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
  const { row, top, height, columns, frozenColumns, selected } = props;
  return (
    <div
      class="row"
      role="row"
      aria-rowindex={row + 1}
      style={{ top: px(top), height: px(height), width: px(HEAD_WIDTH + columns.total) }}
    >
      <div class="row-start" style={{ width: px(HEAD_WIDTH + columns.start(frozenColumns)), height: px(height) }}>
        <div class={selected >= 0 ? 'row-head active' : 'row-head'}>{row + 1}</div>
        {drawCells(props, 0, frozenColumns)}
      </div>
      {drawCells(props, Math.max(props.fromColumn, frozenColumns), props.toColumn)}
    </div>
  );
}

function drawCells(props: RowProps, from: number, to: number): VNode[] {
  const cells = Array.from({ length: Math.max(0, to - from) }, (_, index) => cellAt(props, from + index));
  return cells.map((cell, index) => {
    const column = from + index;
    const span = cell.text === '' ? 1 : spanOf(cells, index);
    return <Cell key={column} props={props} column={column} cell={cell} span={span} />;
  });
}

function cellAt({ store, row }: RowProps, column: number): DrawnCell {
  return drawnCell(store.chunkAt(row, column), row % CHUNK_ROWS, column % CHUNK_COLUMNS);
}

/** Long text runs on over blank cells to its right, as in Google Sheets. */
function spanOf(cells: readonly DrawnCell[], index: number): number {
  const cell = cells[index];
  if (!cell || cell.style.wrap || cell.style.align !== undefined || cell.text.length < 12) return 1;
  const next = cells.findIndex((other, at) => at > index && (other.text !== '' || other.style.background));
  return (next === -1 ? cells.length : next) - index;
}

function Cell({
  props,
  column,
  cell,
  span,
}: {
  props: RowProps;
  column: number;
  cell: DrawnCell;
  span: number;
}): VNode {
  const { columns, height, row } = props;
  const left = HEAD_WIDTH + columns.start(column);
  const own = columns.size(column);
  const width =
    span === 1 ? own : Math.min(columns.start(column + span) - columns.start(column), own + cell.text.length * 9);
  const hasFilter = row >= 0 && column >= props.filterFrom && column < props.filterTo;
  return (
    <div
      class={classOf(props.selected === column, width > own)}
      role="gridcell"
      data-cell={`${columnLetters(column)}${row + 1}`}
      data-note={cell.note === '' ? undefined : cell.note}
      style={{ ...cssOf(cell.style), left: px(left), width: px(Math.max(own, width)), height: px(height) }}
    >
      {cell.text}
      {hasFilter && <i class="filter-mark" />}
      {cell.note !== '' && <i class="note-mark" />}
    </div>
  );
}

function classOf(isSelected: boolean, isWide: boolean): string {
  return `cell${isSelected ? ' selected' : ''}${isWide ? ' wide' : ''}`;
}
