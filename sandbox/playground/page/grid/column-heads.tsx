import type { VNode } from 'preact';
import { columnLetters, px } from './axis.ts';
import { HEAD_WIDTH } from './row.tsx';
import type { Box } from './selection.ts';
import type { Layout, Window } from './viewport.ts';

/** The letters above the columns; those with hidden neighbours carry a mark. */
export function ColumnHeads({ layout, shown, box }: { layout: Layout; shown: Window; box: Box }): VNode {
  const { columns, frozenColumns } = layout;
  const head = (column: number): VNode => {
    const isActive = column >= box.column && column < box.column + box.columns;
    const isAfterHidden = column > 0 && columns.size(column - 1) === 0;
    return (
      <div
        key={column}
        data-column={column}
        class={`column-head${isActive ? ' active' : ''}${isAfterHidden ? ' after-hidden' : ''}`}
        style={{ left: px(HEAD_WIDTH + columns.start(column)), width: px(columns.size(column)) }}
      >
        {columnLetters(column)}
      </div>
    );
  };
  return (
    <div class="column-heads" style={{ width: px(HEAD_WIDTH + columns.total) }}>
      <div class="heads-start" style={{ width: px(HEAD_WIDTH + columns.start(frozenColumns)) }}>
        <div class="corner" data-corner="" title="Select all" />
        {columns.shown(0, frozenColumns).map(head)}
      </div>
      {columns.shown(shown.fromColumn, shown.toColumn).map(head)}
    </div>
  );
}
