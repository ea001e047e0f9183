import type { Border, Borders, CellFormat, Response, UpdateBordersRequest } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { withFormat } from '../cell.ts';
import { type Draft, editable } from '../draft.ts';
import { normalFormat } from '../format.ts';

type Side = 'top' | 'bottom' | 'left' | 'right';

/** The borders of one cell: the outer ones at the edges of the box, the inner ones elsewhere. */
function bordersAt(
  request: UpdateBordersRequest,
  box: BoundBox,
  row: number,
  column: number,
): Partial<Record<Side, Border | undefined>> {
  return {
    top: row === box.startRowIndex ? request.top : request.innerHorizontal,
    bottom: row === box.endRowIndex - 1 ? request.bottom : request.innerHorizontal,
    left: column === box.startColumnIndex ? request.left : request.innerVertical,
    right: column === box.endColumnIndex - 1 ? request.right : request.innerVertical,
  };
}

function merged(
  format: CellFormat | undefined,
  change: Partial<Record<Side, Border | undefined>>,
): CellFormat | undefined {
  const given = Object.entries(change).filter(([, border]) => border !== undefined);
  if (given.length === 0) return format;
  const borders: Borders = { ...format?.borders, ...Object.fromEntries(given) };
  return normalFormat({ ...format, borders });
}

export function updateBorders(draft: Draft, request: UpdateBordersRequest): Response {
  const { tab, box } = editable(draft, request.range);
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const cell = tab.grid.cell(row, column);
      tab.grid.set(row, column, withFormat(cell, merged(cell?.format, bordersAt(request, box, row, column))));
    }
  }
  return {};
}
