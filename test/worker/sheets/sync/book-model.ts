import type { GridRange } from '../../../../worker/sheets/answers.ts';
import type { CellContent, CellData, SheetRequest } from '../../../../worker/sheets/requests.ts';

/** A cell as people see it; a formula is its text. */
export type ModelCell = { readonly value: CellContent; readonly isFormula: boolean; readonly note: string };
type Metadata = { metadataId: number; metadataKey: string; metadataValue: string };
type Noted = { metadata: Metadata[] };
export type Column = Noted;
/** What stands in a row: moved by a sort, while the row itself and what is noted on it stays. */
export type Content = Map<Column, ModelCell>;
export type Row = Noted & { content: Content };
/** A bounded range over rows, as a chart or a formula has it: grows by what is inserted between its rows. */
export type Range = { from: number; to: number };
export type ModelTab = Noted & {
  sheetId: number;
  title: string;
  rows: Row[];
  columns: Column[];
  ranges: Range[];
};

export const BLANK: ModelCell = { value: null, isFormula: false, note: '' };
type Request<K extends string> = Extract<SheetRequest, Record<K, unknown>>;

/** Why Google would not do it. */
export class Refused extends Error {}

/**
 * A tiny model of a spreadsheet: tabs of cells, with rows and columns that metadata and bounded ranges cling to. It knows the requests
 * of a sync and does a batch of them wholly or not at all.
 */
export class BookModel {
  tabs: ModelTab[] = [];
  private nextId = 1_000_000_000;

  batch(requests: readonly SheetRequest[]): void {
    const before = this.tabs.map((tab) => ({ tab, copy: shallow(tab) }));
    try {
      for (const request of requests) this.one(request);
    } catch (error) {
      this.tabs = before.map(({ tab, copy }) => Object.assign(tab, restored(copy)));
      throw error;
    }
  }

  tab(sheetId: number): ModelTab {
    return found(
      this.tabs.find((tab) => tab.sheetId === sheetId),
      `No grid with id: ${sheetId}`,
    );
  }

  titled(title: string): ModelTab | undefined {
    return this.tabs.find((tab) => tab.title === title);
  }

  private one(request: SheetRequest): void {
    if ('addSheet' in request) this.add(request.addSheet.properties);
    else if ('deleteSheet' in request) this.drop(request.deleteSheet.sheetId);
    else if ('updateSheetProperties' in request) {
      const { sheetId, title } = request.updateSheetProperties.properties;
      Object.assign(this.tab(sheetId), title === undefined ? {} : { title });
    } else if ('createDeveloperMetadata' in request) this.note(request);
    else if ('deleteDeveloperMetadata' in request) this.forget(request);
    else if ('updateCells' in request) this.update(request);
    else if ('repeatCell' in request) this.repeat(request);
    else if ('copyPaste' in request) this.copy(request);
    else this.lines(request);
  }

  private lines(request: SheetRequest): void {
    if ('insertDimension' in request) this.insert(request);
    else if ('appendDimension' in request) {
      const { sheetId, dimension, length } = request.appendDimension;
      const tab = this.tab(sheetId);
      if (dimension === 'ROWS') tab.rows.push(...rows(length));
      else tab.columns.push(...columns(length));
    } else if ('deleteDimension' in request) {
      const { sheetId, dimension, startIndex, endIndex } = request.deleteDimension.range;
      const tab = this.tab(sheetId);
      if (dimension === 'ROWS') deleteRows(tab, startIndex, endIndex - startIndex);
      else deleteColumns(tab, startIndex, endIndex - startIndex);
    } else if (!('updateDimensionProperties' in request))
      throw new Error(`not modelled: ${Object.keys(request).join()}`);
  }

  private insert({ insertDimension: { range, inheritFromBefore } }: Request<'insertDimension'>): void {
    const { sheetId, dimension, startIndex, endIndex } = range;
    const tab = this.tab(sheetId);
    const size = dimension === 'ROWS' ? tab.rows.length : tab.columns.length;
    if (startIndex > size || (startIndex === size && !inheritFromBefore)) throw new Refused('past the grid');
    if (dimension === 'ROWS') insertRows(tab, startIndex, endIndex - startIndex);
    else tab.columns.splice(startIndex, 0, ...columns(endIndex - startIndex));
  }

  private add({ sheetId, title = '', gridProperties }: Request<'addSheet'>['addSheet']['properties']): void {
    if (this.titled(title) || this.tabs.some((tab) => tab.sheetId === sheetId)) throw new Refused('there already');
    const { rowCount = 1000, columnCount = 26 } = gridProperties ?? {};
    const size = { rows: rows(rowCount), columns: columns(columnCount) };
    this.tabs.push({ sheetId, title, ...size, metadata: [], ranges: [] });
  }

  private drop(sheetId: number): void {
    const tab = this.tab(sheetId);
    this.tabs = this.tabs.filter((one) => one !== tab);
  }

  private note({ createDeveloperMetadata }: Request<'createDeveloperMetadata'>): void {
    const {
      metadataId = this.nextId++,
      metadataKey,
      metadataValue,
      location,
    } = createDeveloperMetadata.developerMetadata;
    if (this.noted().some(({ metadata }) => metadata.some((one) => one.metadataId === metadataId)))
      throw new Refused('this metadata id exists already');
    this.placeOf(location).metadata.push({ metadataId, metadataKey, metadataValue });
  }

  private placeOf(
    location: Request<'createDeveloperMetadata'>['createDeveloperMetadata']['developerMetadata']['location'],
  ) {
    if ('sheetId' in location) return this.tab(location.sheetId);
    if (!('dimensionRange' in location)) throw new Error('not modelled: metadata of the spreadsheet');
    const { sheetId, dimension, startIndex } = location.dimensionRange;
    const tab = this.tab(sheetId);
    return found(dimension === 'ROWS' ? tab.rows[startIndex] : tab.columns[startIndex], 'exceeds grid limits');
  }

  private forget({ deleteDeveloperMetadata }: Request<'deleteDeveloperMetadata'>): void {
    const { metadataId } = deleteDeveloperMetadata.dataFilter.developerMetadataLookup;
    for (const one of this.noted()) one.metadata = one.metadata.filter((mark) => mark.metadataId !== metadataId);
  }

  private noted(): Noted[] {
    return this.tabs.flatMap((tab) => [tab, ...tab.rows, ...tab.columns]);
  }

  private update({ updateCells: { range, rows: wanted, fields } }: Request<'updateCells'>): void {
    this.each(range, (tab, row, column) => {
      const data = wanted[row - (range.startRowIndex ?? 0)]?.values[column - (range.startColumnIndex ?? 0)] ?? {};
      setCell(tab, row, column, partsOf(data, fields));
    });
  }

  private repeat({ repeatCell: { range, cell, fields } }: Request<'repeatCell'>): void {
    this.each(range, (tab, row, column) => setCell(tab, row, column, partsOf(cell, fields)));
  }

  private copy({ copyPaste: { source, destination, pasteType } }: Request<'copyPaste'>): void {
    const cells: ModelCell[][] = [];
    this.each(source, (tab, row, column) => {
      const line = row - (source.startRowIndex ?? 0);
      (cells[line] ??= [])[column - (source.startColumnIndex ?? 0)] = cellAt(tab, row, column);
    });
    this.each(destination, (tab, row, column) => {
      const line = cells[(row - (destination.startRowIndex ?? 0)) % cells.length] ?? [];
      const cell = line[(column - (destination.startColumnIndex ?? 0)) % line.length] ?? BLANK;
      setCell(tab, row, column, pasted(cell, pasteType));
    });
  }

  private each(range: GridRange, visit: (tab: ModelTab, row: number, column: number) => void): void {
    const tab = this.tab(range.sheetId);
    const { startRowIndex = 0, endRowIndex = tab.rows.length } = range;
    const { startColumnIndex = 0, endColumnIndex = tab.columns.length } = range;
    if (endRowIndex > tab.rows.length || endColumnIndex > tab.columns.length) throw new Refused('exceeds grid limits');
    for (let row = startRowIndex; row < endRowIndex; row++)
      for (let column = startColumnIndex; column < endColumnIndex; column++) visit(tab, row, column);
  }
}

export function cellAt({ rows: all, columns: across }: ModelTab, row: number, column: number): ModelCell {
  const line = found(all[row], 'exceeds grid limits');
  return line.content.get(found(across[column], 'exceeds grid limits')) ?? BLANK;
}

export function setCell(tab: ModelTab, row: number, column: number, change: Partial<ModelCell>): void {
  const at = found(tab.columns[column], 'exceeds grid limits');
  found(tab.rows[row], 'exceeds grid limits').content.set(at, { ...cellAt(tab, row, column), ...change });
}

/** What stands there as the API prints it: blank ends left out. */
export function valuesOf(tab: ModelTab, range: Omit<GridRange, 'sheetId'>): CellContent[][] {
  const across = tab.columns.slice(range.startColumnIndex ?? 0, range.endColumnIndex);
  const cells = tab.rows
    .slice(range.startRowIndex ?? 0, range.endRowIndex)
    .map(({ content }) => across.map((column) => content.get(column)?.value ?? ''));
  return trimmed(
    cells.map((row) => trimmed(row, (cell) => cell === '')),
    (row) => row.length === 0,
  );
}

export function insertRows(tab: ModelTab, at: number, count: number): void {
  tab.rows.splice(at, 0, ...rows(count));
  for (const range of tab.ranges) {
    if (at <= range.from) range.from += count;
    if (at < range.to) range.to += count;
  }
}

export function deleteRows(tab: ModelTab, at: number, count: number): void {
  if (at + count > tab.rows.length) throw new Refused('exceeds grid limits');
  if (count >= tab.rows.length) throw new Refused("You can't delete all the rows on the sheet");
  tab.rows.splice(at, count);
  const moved = (edge: number) => (edge <= at ? edge : Math.max(at, edge - count));
  for (const range of tab.ranges) Object.assign(range, { from: moved(range.from), to: moved(range.to) });
}

export function deleteColumns(tab: ModelTab, at: number, count: number): void {
  if (at + count > tab.columns.length) throw new Refused('exceeds grid limits');
  for (const column of tab.columns.splice(at, count)) for (const row of tab.rows) row.content.delete(column);
}

export function rows(count: number): Row[] {
  return Array.from({ length: count }, () => ({ metadata: [], content: new Map() }));
}

export function columns(count: number): Column[] {
  return Array.from({ length: count }, () => ({ metadata: [] }));
}

function trimmed<T>(list: T[], isBlank: (one: T) => boolean): T[] {
  return list.slice(0, list.findLastIndex((one) => !isBlank(one)) + 1);
}

function partsOf({ userEnteredValue: value, note = '' }: CellData, fields: string): Partial<ModelCell> {
  const names = fields.split(',');
  return {
    ...(names.includes('note') ? { note } : {}),
    ...(names.includes('userEnteredValue') ? contentOf(value) : {}),
  };
}

function contentOf(value: CellData['userEnteredValue']): Pick<ModelCell, 'value' | 'isFormula'> {
  if (value === undefined) return { value: null, isFormula: false };
  if ('formulaValue' in value) return { value: value.formulaValue, isFormula: true };
  if ('stringValue' in value) return { value: value.stringValue, isFormula: false };
  return { value: 'numberValue' in value ? value.numberValue : value.boolValue, isFormula: false };
}

function pasted(cell: ModelCell, pasteType: Request<'copyPaste'>['copyPaste']['pasteType']): Partial<ModelCell> {
  if (pasteType === 'PASTE_NORMAL') return cell;
  if (pasteType === 'PASTE_VALUES') return { value: cell.isFormula ? 1 : cell.value, isFormula: false };
  return pasteType === 'PASTE_FORMULA' ? { value: cell.value, isFormula: cell.isFormula } : {};
}

type Saved = {
  tab: ModelTab;
  rows: Row[];
  columns: Column[];
  cells: [Row, Content, Content][];
  notes: [Noted, Metadata[]][];
};

function shallow(tab: ModelTab): Saved {
  return {
    tab: { ...tab, ranges: tab.ranges.map((range) => ({ ...range })) },
    rows: [...tab.rows],
    columns: [...tab.columns],
    cells: tab.rows.map((row) => [row, row.content, new Map(row.content)]),
    notes: [tab, ...tab.rows, ...tab.columns].map((one) => [one, [...one.metadata]]),
  };
}

/** The very same rows and columns with what they held. */
function restored({ tab, rows: lines, columns: across, cells, notes }: Saved): Partial<ModelTab> {
  for (const [row, content, held] of cells) {
    content.clear();
    for (const [column, cell] of held) content.set(column, cell);
    row.content = content;
  }
  for (const [one, metadata] of notes) one.metadata = metadata;
  return { ...tab, rows: lines, columns: across, metadata: [...(notes[0]?.[1] ?? [])] };
}

function found<T>(line: T | undefined, why: string): T {
  if (line === undefined) throw new Refused(why);
  return line;
}
