import type { GridRange } from './answers.ts';
import { fillDown, type Pattern } from './fill-down.ts';
import type { Layout } from './layout.ts';
import type { Goal, Plan, Source } from './plan.ts';
import { cellOf, type CellContent, type SheetRequest } from './requests.ts';
import { box } from './box.ts';
import { type Run } from './runs.ts';
import type { Tab } from './tab.ts';

/** The values of a run of columns, below the rows that stay. */
export function content(layout: Layout, run: Run, { cells }: Goal, source: Source): SheetRequest[] {
  const count = cells.rows.length;
  if (count === 0 || source.kind === 'elsewhere') return [];
  const first = layout.top + 1 + layout.kept;
  const range = box(layout.sheetId, [first, first + count], [run.at, run.at + run.to - run.from]);
  if (source.kind === 'inline') {
    const rows = cells.rows.map((row) => ({ values: row.slice(run.from, run.to).map(cellOf) }));
    return [{ updateCells: { range, rows, fields: 'userEnteredValue' } }];
  }
  const from = { startRowIndex: 0, endRowIndex: count, startColumnIndex: run.from, endColumnIndex: run.to };
  return [
    { copyPaste: { source: { sheetId: source.sheetId, ...from }, destination: range, pasteType: 'PASTE_VALUES' } },
  ];
}

/** Formulas and data validation of the first data row, for the rows that are new. */
export function fillNewRows(layout: Layout, pattern: Pattern | null): SheetRequest[] {
  if (pattern === null) return [];
  const first = layout.top + 1;
  const rows = [Math.max(layout.fresh[0], first + 1), layout.fresh[1]] as const;
  const across = (cells: Pattern['first']) => {
    const placed: CellContent[] = [];
    for (const [column, cell] of cells.entries()) placed[layout.across(column)] = cell;
    return placed;
  };
  const around = { managed: layout.positions, header: across(pattern.header), first: across(pattern.first) };
  return fillDown({ sheetId: layout.sheetId, first, rows }, around);
}

/** Follows a change of the report's settings; a tab that people renamed themselves keeps their title. */
export function rename({ sheetId, exists, marker }: Tab, { title }: Goal): SheetRequest[] {
  if (!exists || marker === null || marker.tab === title) return [];
  return [{ updateSheetProperties: { properties: { sheetId, title }, fields: 'title' } }];
}

/** Takes merges apart that touch the area: a merged cell shows only its first value, and would swallow the others. */
export function unmerge({ merges }: Tab, area: readonly GridRange[]): SheetRequest[] {
  return merges
    .filter((merge) => area.some((one) => overlaps(one, merge)))
    .map((range) => ({ unmergeCells: { range } }));
}

/** Whether two ranges of one tab share a cell; open sides reach to the end. */
export function overlaps(a: Partial<GridRange>, b: Partial<GridRange>): boolean {
  const meet = (aFrom = 0, aTo = Infinity, bFrom = 0, bTo = Infinity) => aFrom < bTo && bFrom < aTo;
  return (
    meet(a.startRowIndex, a.endRowIndex, b.startRowIndex, b.endRowIndex) &&
    meet(a.startColumnIndex, a.endColumnIndex, b.startColumnIndex, b.endColumnIndex)
  );
}

/** Columns of the grid once the layout made its room. */
export function widthAfter({ gridColumns }: Tab, { requests }: Layout): number {
  return requests.reduce((sum, request) => {
    if ('addSheet' in request) return sum + (request.addSheet.properties.gridProperties?.columnCount ?? 0);
    if ('appendDimension' in request && request.appendDimension.dimension === 'COLUMNS')
      return sum + request.appendDimension.length;
    if ('insertDimension' in request && request.insertDimension.range.dimension === 'COLUMNS')
      return sum + request.insertDimension.range.endIndex - request.insertDimension.range.startIndex;
    return sum;
  }, gridColumns);
}

/** Where the list lies once a plan was carried out. */
export function managedAfter({ sheetId, top, capacity, positions }: Layout): Plan['managed'] {
  return { sheetId, rows: [top, top + 1 + capacity], columns: positions };
}
