import { invalid } from '../../api-error.ts';
import type { MergeCellsRequest, Response, UnmergeCellsRequest } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { contains, heightOf, overlaps, widthOf } from '../box.ts';
import { hasContent, withContent } from '../cell.ts';
import { type Draft, editable } from '../draft.ts';
import type { Tab } from '../tab.ts';

/** Merges in the box go; one that is only partly inside refuses the request. */
function dissolve(tab: Tab, box: BoundBox): void {
  const touched = tab.merges.filter((merge) => overlaps(merge, box));
  if (touched.some((merge) => !contains(box, merge))) {
    throw invalid('You must select all cells in a merged range to merge or unmerge them.');
  }
  tab.merges = tab.merges.filter((merge) => !touched.includes(merge));
}

function piecesOf(box: BoundBox, type: MergeCellsRequest['mergeType']): BoundBox[] {
  if (type === 'MERGE_ROWS') {
    return Array.from({ length: heightOf(box) }, (_, down) => {
      const startRowIndex = box.startRowIndex + down;
      return { ...box, startRowIndex, endRowIndex: startRowIndex + 1 };
    });
  }
  if (type === 'MERGE_COLUMNS') {
    return Array.from({ length: widthOf(box) }, (_, across) => {
      const startColumnIndex = box.startColumnIndex + across;
      return { ...box, startColumnIndex, endColumnIndex: startColumnIndex + 1 };
    });
  }
  return [box];
}

/** Only the first filled cell of a merge keeps its content, in the corner. */
function keepFirst(tab: Tab, box: BoundBox): void {
  let first = false;
  for (let row = box.startRowIndex; row < Math.min(box.endRowIndex, tab.grid.usedRows); row++) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const cell = tab.grid.cell(row, column);
      if (!hasContent(cell)) continue;
      const isCorner = row === box.startRowIndex && column === box.startColumnIndex;
      if (!first && !isCorner) {
        const corner = tab.grid.cell(box.startRowIndex, box.startColumnIndex);
        tab.grid.set(box.startRowIndex, box.startColumnIndex, withContent(corner, cell.value, cell.formula));
      }
      first = true;
      if (!isCorner) tab.grid.set(row, column, withContent(cell, undefined, undefined));
    }
  }
}

export function mergeCells(draft: Draft, request: MergeCellsRequest): Response {
  const { tab, box } = editable(draft, request.range);
  dissolve(tab, box);
  const pieces = piecesOf(box, request.mergeType).filter((piece) => heightOf(piece) * widthOf(piece) > 1);
  for (const piece of pieces) keepFirst(tab, piece);
  tab.merges = [...tab.merges, ...pieces];
  return {};
}

export function unmergeCells(draft: Draft, request: UnmergeCellsRequest): Response {
  const { tab, box } = editable(draft, request.range);
  dissolve(tab, box);
  return {};
}
