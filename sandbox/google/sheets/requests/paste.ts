/** copyPaste and cutPaste. */
import { invalid, unsupported } from '../../api-error.ts';
import type { CellFormat, CopyPasteRequest, CutPasteRequest, Response } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { isError } from '../../values/value.ts';
import { contains, heightOf, overlaps, widthOf } from '../box.ts';
import { type Cell, cellOf, type Scalar, withContent, withExtra, withFormat } from '../cell.ts';
import { type Draft, editable, gridLimits, target } from '../draft.ts';
import { createEvaluator, shownText } from '../evaluate.ts';
import { filteredRows } from '../filtered-rows.ts';
import { followCut } from '../follow.ts';
import { cutReference, settle } from '../follow-formulas.ts';
import { typedInto } from '../input.ts';
import { cutMotion, type Motion, movedBox } from '../motion.ts';
import { clearRules, putRules, takeRules } from '../paste-rules.ts';
import { demandUnprotected } from '../protection.ts';
import { rewriteReferences, shiftFormula } from '../../values/formula.ts';
import type { Tab } from '../tab.ts';

type Source = { readonly cell: Cell | undefined; readonly value: Scalar | undefined };
/** Relative references move by so many rows and columns. */
type Paste = (from: Source, into: Cell | undefined, rows: number, columns: number) => Cell | undefined;

function withoutBorders(format: CellFormat | undefined): CellFormat | undefined {
  if (!format?.borders) return format;
  const { borders: _, ...rest } = format;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

function formulaAt(cell: Cell | undefined, rows: number, columns: number): string | undefined {
  return cell?.formula === undefined ? undefined : shiftFormula(cell.formula, rows, columns);
}

function whole(cell: Cell | undefined, rows: number, columns: number): Cell | undefined {
  if (cell?.formula === undefined) return cell;
  return cellOf(undefined, formulaAt(cell, rows, columns), cell.format, cell.extra);
}

const pastes: Readonly<Record<string, Paste>> = {
  PASTE_NORMAL: ({ cell }, _, rows, columns) => whole(cell, rows, columns),
  PASTE_VALUES: ({ value }, into) => withContent(into, value, undefined),
  PASTE_FORMAT: ({ cell }, into) =>
    cellOf(into?.value, into?.formula, cell?.format, { ...into?.extra, dataValidation: cell?.extra?.dataValidation }),
  PASTE_NO_BORDERS: ({ cell }, _, rows, columns) => {
    const copy = whole(cell, rows, columns);
    return copy && cellOf(copy.value, copy.formula, withoutBorders(copy.format), copy.extra);
  },
  PASTE_FORMULA: ({ cell }, into, rows, columns) => withContent(into, cell?.value, formulaAt(cell, rows, columns)),
  PASTE_CONDITIONAL_FORMATTING: (_, into) => into,
  PASTE_DATA_VALIDATION: ({ cell }, into) =>
    cellOf(into?.value, into?.formula, into?.format, { ...into?.extra, dataValidation: cell?.extra?.dataValidation }),
};

function pasteOf(type: string | undefined): Paste {
  const paste = pastes[type ?? 'PASTE_NORMAL'];
  if (!paste) throw unsupported(`Paste type ${type}`);
  return paste;
}

/** As Google is believed to paste, or as it was told to. */
function habitual(draft: Draft, type: string | undefined): Paste {
  const { pasteParsesTexts, pasteKeepsReferences } = draft.book.habits;
  if (type === 'PASTE_VALUES' && pasteParsesTexts) return typing(draft);
  if (type !== 'PASTE_FORMULA' || !pasteKeepsReferences) return pasteOf(type);
  return ({ cell }, into) => withContent(into, cell?.value, cell?.formula);
}

function typing(draft: Draft): Paste {
  return ({ value }, into) =>
    typeof value === 'string'
      ? typedInto(into, value, { option: 'USER_ENTERED', draft })
      : withContent(into, value, undefined);
}

const everything = ['PASTE_NORMAL', 'PASTE_NO_BORDERS'];

function carriesRules(type = 'PASTE_NORMAL'): boolean {
  return [...everything, 'PASTE_FORMAT', 'PASTE_CONDITIONAL_FORMATTING'].includes(type);
}

function hasFormula(tab: Tab, box: BoundBox): boolean {
  for (let row = box.startRowIndex; row < Math.min(box.endRowIndex, tab.grid.usedRows); row++) {
    const cells = tab.grid.row(row).slice(box.startColumnIndex, box.endColumnIndex);
    if (cells.some((cell) => cell?.formula !== undefined)) return true;
  }
  return false;
}

const blank: Source = { cell: undefined, value: undefined };

/** The source as it is before anything is written: a range may be pasted over itself. */
function snapshot(draft: Draft, tab: Tab, box: BoundBox, computed: boolean): Source[][] {
  if (draft.pending && hasFormula(tab, box)) settle(draft);
  const evaluator = createEvaluator(draft.book);
  return Array.from({ length: heightOf(box) }, (_, down) =>
    Array.from({ length: widthOf(box) }, (__, across) => {
      const [row, column] = [box.startRowIndex + down, box.startColumnIndex + across];
      const cell = tab.grid.cell(row, column);
      if (!cell) return blank;
      if (cell.formula === undefined || !computed) return { cell, value: cell.value };
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

type Rows = readonly (readonly Source[])[];
const none: ReadonlySet<number> = new Set();

function write(tab: Tab, box: BoundBox, from: BoundBox, rows: Rows, paste: Paste, left = none): void {
  const width = rows[0]?.length ?? 1;
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    if (left.has(row)) continue;
    const down = (row - box.startRowIndex) % rows.length;
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const across = (column - box.startColumnIndex) % width;
      const source = rows[down]?.[across] ?? blank;
      const [byRows, byColumns] = [row - from.startRowIndex - down, column - from.startColumnIndex - across];
      tab.grid.set(row, column, paste(source, tab.grid.cell(row, column), byRows, byColumns));
    }
  }
}

/** Merges that lie in the source are repeated like the cells; those in the way go. */
function pasteMerges(from: Tab, source: BoundBox, into: Tab, box: BoundBox): void {
  const inside = from.merges.filter((merge) => contains(source, merge));
  const copies: BoundBox[] = [];
  for (let row = box.startRowIndex; inside.length > 0 && row < box.endRowIndex; row += heightOf(source)) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column += widthOf(source)) {
      const by = [row - source.startRowIndex, column - source.startColumnIndex] as const;
      copies.push(...inside.map((merge) => ({ ...merge, ...movedBox(merge, ...by) })));
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
  const paste = habitual(draft, request.pasteType);
  const taken = snapshot(draft, source.tab, source.box, request.pasteType === 'PASTE_VALUES');
  const rules = takeRules(source.tab, source.box);
  const rows = request.pasteOrientation === 'TRANSPOSE' ? transposed(taken) : taken;
  const box = landing(destination.tab, destination.box, rows.length, rows[0]?.length ?? 0);
  demandUnprotected(draft, destination.tab, box);
  const left = draft.book.habits.pasteSkipsFilteredRows ? filteredRows(draft.book, destination.tab) : none;
  write(destination.tab, box, source.box, rows, paste, left);
  if (request.pasteOrientation === 'TRANSPOSE') return {};
  const type = request.pasteType ?? 'PASTE_NORMAL';
  if (everything.includes(type)) pasteMerges(source.tab, source.box, destination.tab, box);
  if (carriesRules(type)) putRules(rules, source.box, destination.tab, box);
  return {};
}

const leftovers: Readonly<Record<string, (cell: Cell) => Cell | undefined>> = {
  PASTE_VALUES: (cell) => withContent(cell, undefined, undefined),
  PASTE_FORMULA: (cell) => withContent(cell, undefined, undefined),
  PASTE_FORMAT: (cell) => withFormat(withExtra(cell, { dataValidation: undefined }), undefined),
  PASTE_DATA_VALIDATION: (cell) => withExtra(cell, { dataValidation: undefined }),
  PASTE_CONDITIONAL_FORMATTING: (cell) => cell,
};

/** What a cut leaves behind, by paste type: moving the values leaves the look. */
function leftover(type: string, cell: Cell): Cell | undefined {
  return leftovers[type]?.(cell);
}

function cornerOf(rowIndex: number, columnIndex: number): BoundBox {
  return {
    startRowIndex: rowIndex,
    endRowIndex: rowIndex + 1,
    startColumnIndex: columnIndex,
    endColumnIndex: columnIndex + 1,
  };
}

/** A formula that moves keeps pointing at the same cells, wherever those are now. */
function alongWith(draft: Draft, motion: Motion, into: Tab, { cell, value }: Source): Source {
  if (cell?.formula === undefined) return { cell, value };
  const formula = rewriteReferences(cell.formula, (reference) => cutReference(draft.book, motion, into, reference));
  return { cell: withContent(cell, undefined, formula), value };
}

/** Moves what lies around the cells: merges and rules. */
function moveLooks(from: Tab, source: BoundBox, into: Tab, box: BoundBox, type: string): void {
  const rules = takeRules(from, source);
  const merges = from.merges.filter((merge) => contains(source, merge));
  if (everything.includes(type)) pasteMerges(from, source, into, box);
  if (everything.includes(type)) from.merges = from.merges.filter((merge) => !merges.includes(merge));
  if (!carriesRules(type)) return;
  clearRules(from, source);
  putRules(rules, source, into, box);
}

const withoutContent = ['PASTE_FORMAT', 'PASTE_DATA_VALIDATION', 'PASTE_CONDITIONAL_FORMATTING'];

export function cutPaste(draft: Draft, request: CutPasteRequest): Response {
  const source = editable(draft, request.source);
  if (!request.destination) throw invalid('destination not specified.');
  const { sheetId, rowIndex = 0, columnIndex = 0 } = request.destination;
  const type = request.pasteType ?? 'PASTE_NORMAL';
  const tab = draft.book.tab(sheetId);
  const paste = pasteOf(type);
  const rows = snapshot(draft, source.tab, source.box, type === 'PASTE_VALUES');
  const box = landing(tab, cornerOf(rowIndex, columnIndex), rows.length, rows[0]?.length ?? 0);
  demandUnprotected(draft, tab, box);
  const motion = cutMotion(source.tab, source.box, tab, { row: rowIndex, column: columnIndex });
  const landed = rows.map((row) => row.map((one) => alongWith(draft, motion, tab, one)));
  moveLooks(source.tab, source.box, tab, box, type);
  clearSource(source.tab, source.box, type);
  if (!withoutContent.includes(type)) followCut(draft, motion);
  write(tab, box, source.box, landed, (from, into) => paste(from, into, 0, 0));
  return {};
}

function clearSource(tab: Tab, box: BoundBox, type: string): void {
  for (let row = box.startRowIndex; row < Math.min(box.endRowIndex, tab.grid.usedRows); row++) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const cell = tab.grid.cell(row, column);
      if (cell) tab.grid.set(row, column, leftover(type, cell));
    }
  }
}
