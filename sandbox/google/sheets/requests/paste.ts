/** copyPaste and cutPaste. */
import { invalid, unsupported } from '../../api-error.ts';
import type { CellFormat, CopyPasteRequest, CutPasteRequest, Response } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { isError } from '../../values/value.ts';
import { contains, heightOf, overlaps, widthOf } from '../box.ts';
import { type Cell, cellOf, type Scalar, withContent } from '../cell.ts';
import { type Draft, editable, gridLimits, target } from '../draft.ts';
import { createEvaluator, shownText } from '../evaluate.ts';
import { demandUnprotected } from '../protection.ts';
import { shiftFormula } from '../../values/formula.ts';
import type { Tab } from '../tab.ts';

type Source = { readonly cell: Cell | undefined; readonly value: Scalar | undefined };
type Offset = { readonly rows: number; readonly columns: number };
type Paste = (from: Source, into: Cell | undefined, offset: Offset) => Cell | undefined;

function withoutBorders(format: CellFormat | undefined): CellFormat | undefined {
  if (!format?.borders) return format;
  const { borders: _, ...rest } = format;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

function formulaAt(cell: Cell | undefined, offset: Offset): string | undefined {
  return cell?.formula === undefined ? undefined : shiftFormula(cell.formula, offset.rows, offset.columns);
}

function whole(cell: Cell | undefined, offset: Offset): Cell | undefined {
  if (cell?.formula === undefined) return cell;
  return cellOf(undefined, formulaAt(cell, offset), cell.format, cell.extra);
}

const pastes: Readonly<Record<string, Paste>> = {
  PASTE_NORMAL: ({ cell }, _, offset) => whole(cell, offset),
  PASTE_VALUES: ({ value }, into) => withContent(into, value, undefined),
  PASTE_FORMAT: ({ cell }, into) =>
    cellOf(into?.value, into?.formula, cell?.format, { ...into?.extra, dataValidation: cell?.extra?.dataValidation }),
  PASTE_NO_BORDERS: ({ cell }, _, offset) => {
    const copy = whole(cell, offset);
    return copy && cellOf(copy.value, copy.formula, withoutBorders(copy.format), copy.extra);
  },
  PASTE_FORMULA: ({ cell }, into, offset) => withContent(into, cell?.value, formulaAt(cell, offset)),
  PASTE_DATA_VALIDATION: ({ cell }, into) =>
    cellOf(into?.value, into?.formula, into?.format, { ...into?.extra, dataValidation: cell?.extra?.dataValidation }),
};

function pasteOf(type: string | undefined): Paste {
  const paste = pastes[type ?? 'PASTE_NORMAL'];
  if (!paste) throw unsupported(`Paste type ${type}`);
  return paste;
}

/** The source as it is before anything is written: a range may be pasted over itself. */
function snapshot(draft: Draft, tab: Tab, box: BoundBox, computed: boolean): Source[][] {
  const evaluator = createEvaluator(draft.book);
  return Array.from({ length: heightOf(box) }, (_, down) =>
    Array.from({ length: widthOf(box) }, (__, across) => {
      const [row, column] = [box.startRowIndex + down, box.startColumnIndex + across];
      const cell = tab.grid.cell(row, column);
      if (!cell || cell.formula === undefined || !computed) return { cell, value: cell?.value };
      const value = evaluator.valueOf(tab, row, column, cell);
      return { cell, value: isError(value) ? shownText(value, undefined, draft.book.locale) : value };
    }),
  );
}

function transposed(rows: readonly (readonly Source[])[]): Source[][] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => rows.flatMap((row) => row[column] ?? []));
}

/** At least the whole source; a larger destination is filled by repeating it. */
function landing(tab: Tab, box: BoundBox, height: number, width: number): BoundBox {
  const landed = {
    ...box,
    endRowIndex: Math.max(box.endRowIndex, box.startRowIndex + height),
    endColumnIndex: Math.max(box.endColumnIndex, box.startColumnIndex + width),
  };
  if (landed.endRowIndex > tab.rowCount || landed.endColumnIndex > tab.columnCount) throw gridLimits(tab, landed);
  return landed;
}

function write(tab: Tab, box: BoundBox, from: BoundBox, rows: readonly (readonly Source[])[], paste: Paste): void {
  const width = rows[0]?.length ?? 1;
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    const down = (row - box.startRowIndex) % rows.length;
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const across = (column - box.startColumnIndex) % width;
      const source = rows[down]?.[across] ?? { cell: undefined, value: undefined };
      const offset = { rows: row - from.startRowIndex - down, columns: column - from.startColumnIndex - across };
      tab.grid.set(row, column, paste(source, tab.grid.cell(row, column), offset));
    }
  }
}

function moved(box: BoundBox, rows: number, columns: number): BoundBox {
  return {
    startRowIndex: box.startRowIndex + rows,
    endRowIndex: box.endRowIndex + rows,
    startColumnIndex: box.startColumnIndex + columns,
    endColumnIndex: box.endColumnIndex + columns,
  };
}

/** Merges that lie in the source are repeated like the cells; those in the way go. */
function pasteMerges(from: Tab, source: BoundBox, into: Tab, box: BoundBox): void {
  const inside = from.merges.filter((merge) => contains(source, merge));
  const copies: BoundBox[] = [];
  for (let row = box.startRowIndex; row < box.endRowIndex; row += heightOf(source)) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column += widthOf(source)) {
      copies.push(...inside.map((merge) => moved(merge, row - source.startRowIndex, column - source.startColumnIndex)));
    }
  }
  into.merges = [
    ...into.merges.filter((merge) => !overlaps(merge, box)),
    ...copies.filter((copy) => contains(box, copy)),
  ];
}

export function copyPaste(draft: Draft, request: CopyPasteRequest): Response {
  const source = target(draft, request.source);
  const destination = editable(draft, request.destination);
  const paste = pasteOf(request.pasteType);
  const taken = snapshot(draft, source.tab, source.box, request.pasteType === 'PASTE_VALUES');
  const rows = request.pasteOrientation === 'TRANSPOSE' ? transposed(taken) : taken;
  const box = landing(destination.tab, destination.box, rows.length, rows[0]?.length ?? 0);
  demandUnprotected(draft, destination.tab, box);
  write(destination.tab, box, source.box, rows, paste);
  const all =
    request.pasteType === undefined || request.pasteType === 'PASTE_NORMAL' || request.pasteType === 'PASTE_NO_BORDERS';
  if (all && request.pasteOrientation !== 'TRANSPOSE') pasteMerges(source.tab, source.box, destination.tab, box);
  return {};
}

/** What a cut leaves behind, by paste type: moving the values leaves the look. */
function leftover(type: string | undefined, cell: Cell | undefined): Cell | undefined {
  if (type === 'PASTE_VALUES' || type === 'PASTE_FORMULA') return withContent(cell, undefined, undefined);
  if (type === 'PASTE_FORMAT')
    return cellOf(cell?.value, cell?.formula, undefined, { ...cell?.extra, dataValidation: undefined });
  return undefined;
}

export function cutPaste(draft: Draft, request: CutPasteRequest): Response {
  const source = editable(draft, request.source);
  if (!request.destination) throw invalid('destination not specified.');
  const { sheetId, rowIndex = 0, columnIndex = 0 } = request.destination;
  const tab = draft.book.tab(sheetId);
  const paste = pasteOf(request.pasteType);
  const rows = snapshot(draft, source.tab, source.box, request.pasteType === 'PASTE_VALUES');
  const corner = {
    startRowIndex: rowIndex,
    endRowIndex: rowIndex + 1,
    startColumnIndex: columnIndex,
    endColumnIndex: columnIndex + 1,
  };
  const box = landing(tab, corner, rows.length, rows[0]?.length ?? 0);
  demandUnprotected(draft, tab, box);
  clearSource(source.tab, source.box, request.pasteType);
  write(tab, box, source.box, rows, (from, into) => paste(from, into, { rows: 0, columns: 0 }));
  return {};
}

function clearSource(tab: Tab, box: BoundBox, type: string | undefined): void {
  for (let row = box.startRowIndex; row < Math.min(box.endRowIndex, tab.grid.usedRows); row++) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const cell = tab.grid.cell(row, column);
      if (cell) tab.grid.set(row, column, leftover(type, cell));
    }
  }
}
