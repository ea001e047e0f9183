import { invalid, unsupported } from '../../api-error.ts';
import type { Response, SortRangeRequest, SortSpec } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { shiftFormula } from '../../values/formula.ts';
import { type CellValue, isError } from '../../values/value.ts';
import { heightOf, overlaps } from '../box.ts';
import { type Cell, withContent } from '../cell.ts';
import { type Draft, editable } from '../draft.ts';
import { createEvaluator } from '../evaluate.ts';
import type { Tab } from '../tab.ts';

type Line = {
  readonly row: number;
  readonly cells: readonly (Cell | undefined)[];
  readonly keys: readonly (CellValue | undefined)[];
};

/** Numbers come before texts, texts before booleans, errors last. */
function kindOf(value: CellValue): number {
  if (isError(value)) return 3;
  return ['number', 'string', 'boolean'].indexOf(typeof value);
}

const order = new Intl.Collator('en', { sensitivity: 'base' });

function compared(a: CellValue, b: CellValue): number {
  const kinds = kindOf(a) - kindOf(b);
  if (kinds !== 0) return kinds;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return isError(a) || isError(b) ? 0 : order.compare(String(a), String(b));
}

/** Blank cells stay at the end in both directions. */
function byKey(a: CellValue | undefined, b: CellValue | undefined, descending: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return descending ? compared(b, a) : compared(a, b);
}

function demandSpec(spec: SortSpec, box: BoundBox): number {
  if (spec.backgroundColor || spec.foregroundColor || spec.backgroundColorStyle || spec.foregroundColorStyle) {
    throw unsupported('Sorting by colour');
  }
  const column = spec.dimensionIndex ?? 0;
  if (column < box.startColumnIndex || column >= box.endColumnIndex) {
    throw invalid(`sortSpecs.dimensionIndex[${column}] must be inside the range being sorted.`);
  }
  return column;
}

function readLines(draft: Draft, tab: Tab, box: BoundBox, columns: readonly number[]): Line[] {
  const evaluator = createEvaluator(draft.book);
  return Array.from({ length: heightOf(box) }, (_, down) => {
    const row = box.startRowIndex + down;
    const cells = Array.from({ length: box.endColumnIndex - box.startColumnIndex }, (__, across) =>
      tab.grid.cell(row, box.startColumnIndex + across),
    );
    return { row, cells, keys: columns.map((column) => evaluator.valueAt(tab, row, column)) };
  });
}

/** A formula keeps looking at its own row; formulas elsewhere keep looking at the same places. */
function inRow(cell: Cell | undefined, rows: number): Cell | undefined {
  if (cell?.formula === undefined || rows === 0) return cell;
  return withContent(cell, undefined, shiftFormula(cell.formula, rows, 0));
}

export function sortRange(draft: Draft, request: SortRangeRequest): Response {
  const { tab, box } = editable(draft, request.range);
  const specs = request.sortSpecs ?? [];
  const columns = specs.map((spec) => demandSpec(spec, box));
  if (tab.merges.some((merge) => overlaps(merge, box) && heightOf(merge) > 1)) {
    throw invalid("You can't sort a range containing merges.");
  }
  const lines = readLines(draft, tab, box, columns).toSorted((a, b) => {
    for (const [at, spec] of specs.entries()) {
      const result = byKey(a.keys[at], b.keys[at], spec.sortOrder === 'DESCENDING');
      if (result !== 0) return result;
    }
    return 0;
  });
  lines.forEach((line, down) => {
    const row = box.startRowIndex + down;
    line.cells.forEach((cell, across) => tab.grid.set(row, box.startColumnIndex + across, inRow(cell, row - line.row)));
  });
  return {};
}
