import type { TabView } from '../../wire.ts';
import { createAxis, type Axis } from './axis.ts';
import { HEAD_WIDTH } from './row.tsx';

/** Google Sheets' own sizes, in pixels. */
const ROW_HEIGHT = 21;
const COLUMN_WIDTH = 100;
export const HEAD_HEIGHT = 25;

/** Pixels of rows and columns drawn beyond the edges, so that scrolling shows no gap. */
const SPARE_HEIGHT = 252;

/** Rows come and go in steps, so that most frames of a slow scroll draw nothing new. */
const ROW_STEP = 8;

const SPARE_WIDTH = 200;

/** The sizes of a tab. */
export type Layout = { rows: Axis; columns: Axis; frozenRows: number; frozenColumns: number };

/** First and one past the last row and column to draw. */
export type Window = { fromRow: number; toRow: number; fromColumn: number; toColumn: number };

export function layoutOf(tab: TabView): Layout {
  return {
    rows: createAxis(tab.rowCount, ROW_HEIGHT, tab.rowSizes),
    columns: createAxis(tab.columnCount, COLUMN_WIDTH, tab.columnSizes),
    frozenRows: Math.min(tab.frozenRowCount, tab.rowCount),
    frozenColumns: Math.min(tab.frozenColumnCount, tab.columnCount),
  };
}

/** What of the tab the scrolled element shows, and a little more. */
export function windowOf(layout: Layout, element: HTMLElement): Window {
  const { rows, columns } = layout;
  const top = element.scrollTop + rows.start(layout.frozenRows);
  const left = element.scrollLeft + columns.start(layout.frozenColumns);
  const bottom = element.scrollTop + element.clientHeight - HEAD_HEIGHT;
  const right = element.scrollLeft + element.clientWidth - HEAD_WIDTH;
  return {
    fromRow: Math.max(layout.frozenRows, stepped(rows.at(top - SPARE_HEIGHT), Math.floor)),
    toRow: Math.min(rows.count, stepped(rows.at(bottom + SPARE_HEIGHT) + 1, Math.ceil)),
    fromColumn: Math.max(layout.frozenColumns, columns.at(left - SPARE_WIDTH)),
    toColumn: Math.min(columns.count, columns.at(right + SPARE_WIDTH) + 1),
  };
}

function stepped(row: number, round: (steps: number) => number): number {
  return round(row / ROW_STEP) * ROW_STEP;
}

/** Scrolls just far enough that the cell is not hidden behind an edge, the heads or frozen cells. */
export function reveal(layout: Layout, element: HTMLElement, row: number, column: number): void {
  const { rows, columns, frozenRows, frozenColumns } = layout;
  if (row >= frozenRows) {
    const above = rows.start(row) - rows.start(frozenRows);
    const below = rows.start(row + 1) + HEAD_HEIGHT - element.clientHeight;
    element.scrollTop = Math.max(below, Math.min(element.scrollTop, above));
  }
  if (column >= frozenColumns) {
    const before = columns.start(column) - columns.start(frozenColumns);
    const after = columns.start(column + 1) + HEAD_WIDTH - element.clientWidth;
    element.scrollLeft = Math.max(after, Math.min(element.scrollLeft, before));
  }
}
