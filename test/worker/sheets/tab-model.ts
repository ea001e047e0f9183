import type { GridRange, Sheet } from '../../../worker/sheets/answers.ts';
import { Spreadsheet } from '../../../worker/sheets/answers.ts';
import type { CellContent, CellData, SheetRequest } from '../../../worker/sheets/requests.ts';

/** A cell as people see it. */
export type ModelCell = { value: CellContent; format: string; note: string; bold: boolean };

type Metadata = { metadataId: number; metadataKey: string; metadataValue: string; row?: object; column?: object };
type Line = object;

const blank: ModelCell = { value: null, format: '', note: '', bold: false };

/**
 * A tiny model of one tab: cells, rows and columns with identities that metadata clings to, and one bounded range that a formula
 * might use. It knows only the requests of a publish in one call.
 */
export class TabModel {
  exists = false;
  sheetId = 7;
  title = '';
  rows: Line[] = [];
  columns: Line[] = [];
  frozen = 0;
  metadata: Metadata[] = [];
  private cells = new Map<Line, Map<Line, ModelCell>>();
  private nextId = 1;

  static withGrid(rows: number, columns: number, title: string): TabModel {
    const model = new TabModel();
    model.exists = true;
    model.title = title;
    model.rows = lines(rows);
    model.columns = lines(columns);
    return model;
  }

  at(row: number, column: number): ModelCell {
    return this.cells.get(this.row(row))?.get(this.column(column)) ?? blank;
  }

  set(row: number, column: number, change: Partial<ModelCell>): void {
    const line = this.row(row);
    const cells = this.cells.get(line) ?? new Map<Line, ModelCell>();
    this.cells.set(line, cells.set(this.column(column), { ...this.at(row, column), ...change }));
  }

  /** Everything that can be seen, to compare two moments. */
  picture(): ModelCell[][] {
    return this.rows.map((_, row) => this.columns.map((__, column) => this.at(row, column)));
  }

  apply(requests: readonly SheetRequest[]): void {
    for (const request of requests) this.one(request);
  }

  insertRows(at: number, count: number): void {
    const source = this.rows[at];
    const fresh = lines(count);
    this.rows.splice(at, 0, ...fresh);
    for (const line of fresh)
      for (const [column, cell] of this.cells.get(source ?? {}) ?? []) this.keepFormat(line, column, cell);
  }

  insertColumns(at: number, count: number): void {
    this.columns.splice(at, 0, ...lines(count));
  }

  deleteRows(at: number, count: number): void {
    const gone = new Set(this.rows.splice(at, count));
    this.metadata = this.metadata.filter(({ row }) => row === undefined || !gone.has(row));
  }

  moveRow(from: number, to: number): void {
    this.rows.splice(to, 0, ...this.rows.splice(from, 1));
  }

  /** The tab as Google's API would print it, with the metadata of all its rows and columns. */
  print(): Sheet {
    const of = (list: Metadata[]) =>
      list.map(({ metadataId, metadataKey, metadataValue }) => ({ metadataId, metadataKey, metadataValue }));
    const onLine = (line: Line) => ({
      developerMetadata: of(this.metadata.filter(({ row, column }) => row === line || column === line)),
    });
    const gridProperties = { rowCount: this.rows.length, columnCount: this.columns.length };
    const sheet = {
      properties: { sheetId: this.sheetId, title: this.title, gridProperties },
      developerMetadata: of(this.metadata.filter(({ row, column }) => !row && !column)),
      data: [{ rowMetadata: this.rows.map(onLine), columnMetadata: this.columns.map(onLine) }],
    };
    const [printed] = Spreadsheet.parse({ sheets: [sheet] }).sheets;
    if (!printed) throw new Error('no sheet printed');
    return printed;
  }

  private one(request: SheetRequest): void {
    if ('addSheet' in request) this.add(request.addSheet.properties);
    else if ('updateSheetProperties' in request) this.update(request.updateSheetProperties.properties);
    else if ('insertDimension' in request) {
      const { dimension, startIndex, endIndex } = request.insertDimension.range;
      if (!request.insertDimension.inheritFromBefore && startIndex >= this.count(dimension))
        throw new Error('past the grid');
      if (dimension === 'ROWS') this.insertRows(startIndex, endIndex - startIndex);
      else this.insertColumns(startIndex, endIndex - startIndex);
    } else if ('appendDimension' in request) {
      const { dimension, length } = request.appendDimension;
      (dimension === 'ROWS' ? this.rows : this.columns).push(...lines(length));
    } else if (!('updateDimensionProperties' in request)) this.change(request);
  }

  private change(request: SheetRequest): void {
    if ('updateCells' in request) {
      const { range, rows, fields } = request.updateCells;
      this.each(range, (row, column, top, left) =>
        this.write(row, column, rows[row - top]?.values[column - left] ?? {}, fields),
      );
    } else if ('copyPaste' in request) {
      const { source, destination, pasteType } = request.copyPaste;
      const [from, to] = [source.startRowIndex ?? 0, source.startColumnIndex ?? 0];
      if (pasteType === 'PASTE_DATA_VALIDATION') return;
      if (pasteType !== 'PASTE_NORMAL') throw new Error(`not modelled: ${pasteType}`);
      this.each(destination, (row, column, top, left) =>
        this.set(row, column, this.at(from + row - top, to + column - left)),
      );
    } else if ('repeatCell' in request) {
      const { range, cell, fields } = request.repeatCell;
      this.each(range, (row, column) => this.write(row, column, cell, fields));
    } else if ('createDeveloperMetadata' in request) {
      this.note(request.createDeveloperMetadata.developerMetadata);
    } else if ('deleteDeveloperMetadata' in request) {
      const { metadataId } = request.deleteDeveloperMetadata.dataFilter.developerMetadataLookup;
      this.metadata = this.metadata.filter((one) => one.metadataId !== metadataId);
    } else throw new Error(`not modelled: ${Object.keys(request).join()}`);
  }

  private add({
    sheetId,
    title = '',
    gridProperties,
  }: Extract<SheetRequest, { addSheet: unknown }>['addSheet']['properties']): void {
    if (this.exists) throw new Error('a tab with this name already exists');
    Object.assign(this, { exists: true, sheetId, title, frozen: gridProperties?.frozenRowCount ?? 0 });
    this.rows = lines(gridProperties?.rowCount ?? 1000);
    this.columns = lines(gridProperties?.columnCount ?? 26);
  }

  private update({ title, gridProperties }: { title?: string; gridProperties?: { frozenRowCount?: number } }): void {
    this.title = title ?? this.title;
    this.frozen = gridProperties?.frozenRowCount ?? this.frozen;
  }

  private note(
    added: Extract<SheetRequest, { createDeveloperMetadata: unknown }>['createDeveloperMetadata']['developerMetadata'],
  ): void {
    const { metadataKey, metadataValue, location } = added;
    const metadataId = added.metadataId ?? 1_000_000 + this.nextId++;
    if (this.metadata.some((one) => one.metadataId === metadataId)) throw new Error('this metadata id exists already');
    const entry: Metadata = { metadataId, metadataKey, metadataValue };
    if ('dimensionRange' in location) {
      const { dimension, startIndex } = location.dimensionRange;
      if (dimension === 'ROWS') entry.row = this.row(startIndex);
      else entry.column = this.column(startIndex);
    }
    this.metadata.push(entry);
  }

  private write(row: number, column: number, cell: CellData, fields: string): void {
    const change: Partial<ModelCell> = {};
    for (const field of fields.split(',')) Object.assign(change, partOf(field, cell));
    this.set(row, column, change);
  }

  private each(range: GridRange, visit: (row: number, column: number, top: number, left: number) => void): void {
    const { startRowIndex: top = 0, endRowIndex = 0, startColumnIndex: left = 0, endColumnIndex = 0 } = range;
    if (range.sheetId !== this.sheetId) throw new Error(`No grid with id: ${range.sheetId}`);
    if (endRowIndex > this.rows.length || endColumnIndex > this.columns.length) throw new Error('exceeds grid limits');
    for (let row = top; row < endRowIndex; row++)
      for (let column = left; column < endColumnIndex; column++) visit(row, column, top, left);
  }

  private keepFormat(line: Line, column: Line, { format, bold }: ModelCell): void {
    const cells = this.cells.get(line) ?? new Map<Line, ModelCell>();
    this.cells.set(line, cells.set(column, { ...blank, format, bold }));
  }

  private count(dimension: 'ROWS' | 'COLUMNS'): number {
    return dimension === 'ROWS' ? this.rows.length : this.columns.length;
  }

  private row(index: number): Line {
    return found(this.rows[index]);
  }

  private column(index: number): Line {
    return found(this.columns[index]);
  }
}

function lines(count: number): Line[] {
  return Array.from({ length: count }, () => ({}));
}

function found(line: Line | undefined): Line {
  if (!line) throw new Error('exceeds grid limits');
  return line;
}

function contentOf({ userEnteredValue: value }: CellData): CellContent {
  if (value === undefined) return null;
  if ('stringValue' in value) return value.stringValue;
  if ('formulaValue' in value) return value.formulaValue;
  return 'numberValue' in value ? value.numberValue : value.boolValue;
}

const PARTS: Record<string, (cell: CellData) => Partial<ModelCell>> = {
  userEnteredValue: (cell) => ({ value: contentOf(cell) }),
  note: ({ note = '' }) => ({ note }),
  textFormatRuns: () => ({}),
  'userEnteredFormat.numberFormat': (cell) => ({ format: cell.userEnteredFormat?.numberFormat?.pattern ?? '' }),
  'userEnteredFormat.textFormat.bold': (cell) => ({ bold: cell.userEnteredFormat?.textFormat?.bold ?? false }),
};

function partOf(field: string, cell: CellData): Partial<ModelCell> {
  const part = PARTS[field];
  if (!part) throw new Error(`not modelled: ${field}`);
  return part(cell);
}
