/** A book as lines of text and back. Equal formats are written once. */
import { z } from 'zod';
import type { CellFormat } from '../schema.generated.ts';
import { Book } from '../sheets/book.ts';
import { type Cell, cellOf, type CellExtra, type Scalar } from '../sheets/cell.ts';
import { Grid } from '../sheets/grid.ts';
import { Tab } from '../sheets/tab.ts';

/** A plain value, or value, formula, index of the format and rare parts; 0 and `null` stand for nothing. */
type StoredCell = Scalar | null | readonly [Scalar | null, string | null, number, CellExtra | null];

const version = 1;

type Formats = { readonly known: Map<CellFormat, number>; readonly fresh: CellFormat[] };

function formatIndex(format: CellFormat | undefined, formats: Formats): number {
  if (!format) return 0;
  const index = formats.known.get(format) ?? formats.known.size + 1;
  if (!formats.known.has(format)) {
    formats.known.set(format, index);
    formats.fresh.push(format);
  }
  return index;
}

function storedCell(cell: Cell | undefined, formats: Formats): StoredCell {
  if (!cell) return null;
  const { value, formula, format, extra } = cell;
  if (formula === undefined && !format && !extra && value !== undefined) return value;
  return [value ?? null, formula ?? null, formatIndex(format, formats), extra ?? null];
}

function tabFields(tab: Tab): object {
  const { grid: _, ...fields } = tab;
  return fields;
}

/** Lines of a snapshot, the last one an end mark. */
export function* snapshotLines(book: Book): Generator<string> {
  const { tabs, clock: _, ...fields } = book;
  yield JSON.stringify({ version, book: fields, tabs: tabs.map(tabFields) });
  const formats: Formats = { known: new Map(), fresh: [] };
  for (const [index, tab] of tabs.entries()) {
    for (let row = 0; row < tab.grid.usedRows; row++) {
      const cells = tab.grid.row(row);
      if (cells.length === 0) continue;
      const stored = cells.map((cell) => storedCell(cell, formats));
      for (const format of formats.fresh.splice(0)) yield JSON.stringify({ format });
      yield `[${index},${row},${JSON.stringify(stored)}]`;
    }
  }
  yield '{"end":true}';
}

const Header = z.object({
  version: z.literal(version),
  book: z.looseObject({ id: z.string(), title: z.string() }),
  tabs: z.array(z.looseObject({ uid: z.string(), sheetId: z.number(), title: z.string() })),
});

function isFormat(value: unknown): value is CellFormat {
  return typeof value === 'object' && value !== null;
}

function isRow(value: unknown): value is readonly [number, number, readonly StoredCell[]] {
  return Array.isArray(value) && value.length === 3 && Array.isArray(value[2]);
}

function loadedCell(stored: StoredCell, formats: readonly CellFormat[]): Cell | undefined {
  if (stored === null) return undefined;
  if (typeof stored !== 'object') return cellOf(stored, undefined, undefined, undefined);
  const [value, formula, format, extra] = stored;
  return cellOf(value ?? undefined, formula ?? undefined, formats[format - 1], extra ?? undefined);
}

/** Reads what `snapshotLines` wrote. Throws on another version and on a file without its end. */
export function loadSnapshot(lines: readonly string[], clock: () => number): Book {
  const header = Header.parse(JSON.parse(lines[0] ?? 'null'));
  const book = Object.assign(new Book(header.book.id, header.book.title, clock), header.book);
  const tabs = header.tabs.map((fields) =>
    Object.assign(new Tab(fields.uid, fields.sheetId, fields.title), fields, { grid: new Grid() }),
  );
  const formats: CellFormat[] = [];
  let ended = false;
  for (const line of lines.slice(1)) {
    const read: unknown = JSON.parse(line);
    if (isRow(read))
      tabs[read[0]]?.grid.setRow(
        read[1],
        read[2].map((cell) => loadedCell(cell, formats)),
      );
    else if (isFormat(read) && 'format' in read && isFormat(read.format)) formats.push(read.format);
    else ended = true;
  }
  if (!ended) throw new Error(`the stored spreadsheet ${book.id} has no end`);
  book.tabs = tabs;
  return book;
}
