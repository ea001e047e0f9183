/** Whole rows and columns. */
import { invalid, unsupported } from '../../api-error.ts';
import type {
  AppendDimensionRequest,
  AutoResizeDimensionsRequest,
  DeleteDimensionRequest,
  DimensionProperties,
  DimensionRange,
  InsertDimensionRequest,
  MoveDimensionRequest,
  Response,
  UpdateDimensionPropertiesRequest,
} from '../../schema.generated.ts';
import { boxOfLines, dimensionOf, type Draft, linesIn, type LineSpan } from '../draft.ts';
import { parseUpdateMask } from '../field-mask.ts';
import { fittingPixels } from '../fitting.ts';
import { moveLines } from '../move-lines.ts';
import { demandUnprotected } from '../protection.ts';
import { deleteLines, insertLines, resize } from '../structure.ts';
import { defaultPixels, type Line, type Tab } from '../tab.ts';

function named(range: DimensionRange | undefined): DimensionRange {
  if (!range) throw invalid('range not specified.');
  return range;
}

export function insertDimension(draft: Draft, request: InsertDimensionRequest): Response {
  const range = named(request.range);
  const tab = draft.book.tab(range.sheetId);
  const lines = linesIn(tab, range, Infinity);
  const size = tab.countOf(lines.dimension);
  const inherit = request.inheritFromBefore ?? false;
  if (inherit && lines.start === 0) throw invalid('inheritFromBefore cannot be true if range.startIndex is 0.');
  if (!inherit && lines.start >= size) {
    throw invalid(`range.startIndex must be less than the grid size (${size}) if inheritFromBefore is false.`);
  }
  if (lines.start > size) throw invalid(`range.startIndex must be less than or equal to the grid size (${size}).`);
  demandUnprotected(draft, tab, boxOfLines(tab, { ...lines, end: lines.start + 1 }));
  insertLines(draft, tab, lines, inherit);
  return {};
}

export function appendDimension(draft: Draft, request: AppendDimensionRequest): Response {
  const tab = draft.book.tab(request.sheetId);
  const length = request.length ?? 0;
  if (length <= 0) throw invalid(`length[${length}] must be greater than 0.`);
  const rows = dimensionOf(request.dimension) === 'ROWS';
  resize(draft, tab, tab.rowCount + (rows ? length : 0), tab.columnCount + (rows ? 0 : length));
  return {};
}

export function deleteDimension(draft: Draft, request: DeleteDimensionRequest): Response {
  const range = named(request.range);
  const tab = draft.book.tab(range.sheetId);
  const lines = linesIn(tab, range, Infinity);
  const size = tab.countOf(lines.dimension);
  if (lines.end > size) {
    const side = lines.dimension === 'ROWS' ? 'row' : 'column';
    const index = Math.max(lines.start, size);
    throw invalid(
      `Cannot delete a ${side} that doesn't exist. Tried to delete ${side} index ${index} but there are only ${size} ${side}s.`,
    );
  }
  demandUnprotected(draft, tab, boxOfLines(tab, lines));
  deleteLines(draft, tab, lines);
  return {};
}

export function moveDimension(draft: Draft, request: MoveDimensionRequest): Response {
  const range = named(request.source);
  const tab = draft.book.tab(range.sheetId);
  const lines = linesIn(tab, range);
  const to = request.destinationIndex ?? 0;
  const size = tab.countOf(lines.dimension);
  const side = lines.dimension === 'ROWS' ? 'row' : 'column';
  if (to > size) throw invalid(`destinationIndex[${to}] is after last ${side}[${size}]`);
  if (to >= lines.start && to < lines.end) {
    throw invalid(`destinationIndex[${to}] must be outside the requested range[${lines.start}-${lines.end}]`);
  }
  demandUnprotected(
    draft,
    tab,
    boxOfLines(tab, { ...lines, start: Math.min(lines.start, to), end: Math.max(lines.end, to) }),
  );
  moveLines(draft, tab, lines, to);
  return {};
}

function writeLine(line: Line | undefined, given: DimensionProperties, field: string): Line {
  if (field === 'pixelSize') {
    const { pixelSize: _, ...rest } = line ?? {};
    if (given.pixelSize !== undefined && given.pixelSize < 0)
      throw invalid(`pixelSize[${given.pixelSize}] must not be negative.`);
    return given.pixelSize === undefined ? rest : { ...rest, pixelSize: given.pixelSize };
  }
  if (field === 'hiddenByUser') return { ...line, hiddenByUser: given.hiddenByUser ?? false };
  throw unsupported(`Dimension property ${field}`);
}

/** Changes lines one by one; the list is copied once. */
function changeLines(tab: Tab, lines: LineSpan, change: (line: Line | undefined, index: number) => Line): void {
  const list = Array.from(tab.linesOf(lines.dimension));
  while (list.length < lines.end) list.push(undefined);
  for (let index = lines.start; index < lines.end; index++) list[index] = change(list[index], index);
  tab.setLines(lines.dimension, list);
}

export function updateDimensionProperties(draft: Draft, request: UpdateDimensionPropertiesRequest): Response {
  if (request.dataSourceSheetRange) throw unsupported('A data source sheet');
  const range = named(request.range);
  const tab = draft.book.tab(range.sheetId);
  const lines = linesIn(tab, range);
  demandUnprotected(draft, tab, boxOfLines(tab, lines));
  const fields = parseUpdateMask(request.fields, 'DimensionProperties').map(([name = '']) => name);
  const wanted = request.fields === '*' ? ['pixelSize', 'hiddenByUser'] : fields;
  for (const field of wanted) changeLines(tab, lines, (line) => writeLine(line, request.properties ?? {}, field));
  return {};
}

export function autoResizeDimensions(draft: Draft, request: AutoResizeDimensionsRequest): Response {
  if (request.dataSourceSheetDimensions) throw unsupported('A data source sheet');
  const range = named(request.dimensions);
  const tab = draft.book.tab(range.sheetId);
  const lines = linesIn(tab, range);
  changeLines(tab, lines, (line, index) => ({
    ...line,
    pixelSize:
      fittingPixels(draft.book, tab, lines.dimension, index) ?? line?.pixelSize ?? defaultPixels[lines.dimension],
  }));
  return {};
}
