/** insertRange and deleteRange: a part of the grid moves, the rest stays. */
import { invalid } from '../../api-error.ts';
import type { DeleteRangeRequest, InsertRangeRequest, Response } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { contains, type Dimension, heightOf, type Shift, widthOf } from '../box.ts';
import type { Cell } from '../cell.ts';
import { dimensionOf, type Draft, target } from '../draft.ts';
import { followMove } from '../follow.ts';
import { partMotion } from '../motion.ts';
import { demandUnprotected } from '../protection.ts';
import { resize } from '../structure.ts';
import type { Tab } from '../tab.ts';

/** The box and everything behind it in the direction of the shift. */
function trail(tab: Tab, box: BoundBox, dimension: Dimension): BoundBox {
  return dimension === 'ROWS' ? { ...box, endRowIndex: tab.rowCount } : { ...box, endColumnIndex: tab.columnCount };
}

function readBox(tab: Tab, box: BoundBox): (Cell | undefined)[][] {
  return Array.from({ length: heightOf(box) }, (_, down) =>
    Array.from({ length: widthOf(box) }, (__, across) =>
      tab.grid.cell(box.startRowIndex + down, box.startColumnIndex + across),
    ),
  );
}

function writeBox(tab: Tab, box: BoundBox, pick: (down: number, across: number) => Cell | undefined): void {
  for (let down = 0; down < heightOf(box); down++) {
    for (let across = 0; across < widthOf(box); across++) {
      tab.grid.set(box.startRowIndex + down, box.startColumnIndex + across, pick(down, across));
    }
  }
}

function demandWholeMerges(tab: Tab, box: BoundBox): void {
  const cut = tab.merges.some((merge) => {
    const shared = merge.startRowIndex < box.endRowIndex && merge.endRowIndex > box.startRowIndex;
    return (
      shared &&
      merge.startColumnIndex < box.endColumnIndex &&
      merge.endColumnIndex > box.startColumnIndex &&
      !contains(box, merge)
    );
  });
  if (cut) throw invalid("You can't shift cells that are part of a merge.");
}

/** Grows the grid by what filled cells would lose over its edge. */
function makeRoom(draft: Draft, tab: Tab, box: BoundBox, dimension: Dimension): void {
  if (dimension === 'ROWS') {
    const end = tab.grid.contentEnd(box.startColumnIndex, box.endColumnIndex, tab.rowCount);
    if (end > box.startRowIndex) resize(draft, tab, Math.max(tab.rowCount, end + heightOf(box)), tab.columnCount);
    return;
  }
  let end = 0;
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    end = Math.max(end, tab.grid.rowContentEnd(row, box.startColumnIndex, tab.columnCount));
  }
  if (end > box.startColumnIndex) resize(draft, tab, tab.rowCount, Math.max(tab.columnCount, end + widthOf(box)));
}

function shift(tab: Tab, box: BoundBox, dimension: Dimension, by: number): void {
  const all = trail(tab, box, dimension);
  const cells = readBox(tab, all);
  writeBox(tab, all, (down, across) =>
    dimension === 'ROWS' ? cells[down - by]?.[across] : cells[down]?.[across - by],
  );
}

function follow(draft: Draft, tab: Tab, box: BoundBox, dimension: Dimension, kind: Shift['kind']): void {
  const rows = dimension === 'ROWS';
  const at = rows ? box.startRowIndex : box.startColumnIndex;
  followMove(draft, partMotion(tab, box, { dimension, kind, at, count: rows ? heightOf(box) : widthOf(box) }));
}

export function insertRange(draft: Draft, request: InsertRangeRequest): Response {
  const { tab, box } = target(draft, request.range);
  const dimension = dimensionOf(request.shiftDimension);
  demandUnprotected(draft, tab, trail(tab, box, dimension));
  demandWholeMerges(tab, trail(tab, box, dimension));
  makeRoom(draft, tab, box, dimension);
  shift(tab, box, dimension, dimension === 'ROWS' ? heightOf(box) : widthOf(box));
  follow(draft, tab, box, dimension, 'insert');
  return {};
}

export function deleteRange(draft: Draft, request: DeleteRangeRequest): Response {
  const { tab, box } = target(draft, request.range);
  const dimension = dimensionOf(request.shiftDimension);
  demandUnprotected(draft, tab, trail(tab, box, dimension));
  demandWholeMerges(tab, trail(tab, box, dimension));
  shift(tab, box, dimension, dimension === 'ROWS' ? -heightOf(box) : -widthOf(box));
  follow(draft, tab, box, dimension, 'delete');
  return {};
}
