import type { ColumnType } from '../../shared/columns.ts';
import type { CellTable } from './cells.ts';
import { isKeyColumn } from './key-column.ts';
import type { Layout } from './layout.ts';
import { formatKey } from './marks.ts';
import type { Goal } from './plan.ts';
import { cellOf, type SheetRequest, type UpdateCells } from './requests.ts';
import { box } from './box.ts';
import { adjacent, type Run } from './runs.ts';

/** Titles and notes of a run of columns; the first note of the block also says how complete it is. */
export function header(layout: Layout, run: Run, { columns, certificate }: Goal): UpdateCells {
  const range = box(layout.sheetId, [layout.top, layout.top + 1], [run.at, run.at + run.to - run.from]);
  const values = columns.slice(run.from, run.to).map(({ title, description }, offset) => ({
    ...cellOf(title),
    note: run.from + offset === 0 ? `${description}\n\n${certificate}`.trim() : description,
  }));
  return { updateCells: { range, rows: [{ values }], fields: 'userEnteredValue,note' } };
}

/** Headers of new columns are bold; what people made of the others stays. */
export function boldHeader(layout: Layout): SheetRequest[] {
  const fresh = layout.positions.filter((_, index) => layout.before[index] === null);
  return adjacent(fresh).map(({ from, to, at }) => ({
    repeatCell: {
      range: box(layout.sheetId, [layout.top, layout.top + 1], [at, at + to - from]),
      cell: { userEnteredFormat: { textFormat: { bold: true } } },
      fields: 'userEnteredFormat.textFormat.bold',
    },
  }));
}

/**
 * Only columns that are new or changed their kind get a format, so that formats people chose stay; inserted rows inherit theirs, and
 * rows that stay as they are keep theirs.
 */
export function formats(layout: Layout, { cells, arePlain = false }: Goal): SheetRequest[] {
  const first = layout.top + 1 + layout.kept;
  const end = layout.top + 1 + layout.capacity;
  const numberFormat = (rows: readonly [number, number], position: number, format: CellTable['formats'][number]) => ({
    repeatCell: {
      range: box(layout.sheetId, rows, [position, position + 1]),
      cell: format ? { userEnteredFormat: { numberFormat: format } } : {},
      fields: 'userEnteredFormat.numberFormat',
    },
  });
  return layout.positions.flatMap((position, index) => {
    const runs = cells.runs.filter(({ column }) => column === index);
    const format = cells.formats[index] ?? null;
    if (runs.length === 0 && layout.before[index]?.format === formatKey(cells, index))
      return arePlain && layout.fresh[0] < layout.fresh[1] ? [numberFormat(layout.fresh, position, format)] : [];
    return [
      numberFormat([layout.before[index] ? first : layout.top + 1, end], position, format),
      ...runs.map(({ from, to, format }) => numberFormat([first + from, first + to], position, format)),
    ];
  });
}

/** Pixels that the usual content of a type needs; a date that does not fit is shown as ###. */
const WIDTHS: Record<ColumnType, number> = {
  text: 80,
  json: 160,
  integer: 80,
  number: 90,
  money: 120,
  boolean: 80,
  date: 100,
  'date-time': 150,
};
const PIXELS_A_LETTER = 8;
const PADDING = 24;
const WIDEST = 260;
/** Rows looked at for how long texts usually are. */
const SAMPLE = 200;

/**
 * New columns are wide enough for their title and the usual content. Only the key column is hidden, and only when it is new:
 * somebody who unhides it wants to see it. What is inserted beside it may come out hidden too, so the others are told not to be.
 */
export function widths(layout: Layout, { columns, cells }: Goal): SheetRequest[] {
  const hasKey = columns.some(isKeyColumn);
  return layout.positions.flatMap((position, index) => {
    const column = columns[index];
    if (column === undefined || layout.before[index] !== null) return [];
    const range = columnRange(layout, position);
    const pixelSize = Math.max(WIDTHS[column.type], Math.min(WIDEST, textWidth(column.title, cells, index)));
    if (!hasKey) return [{ updateDimensionProperties: { range, properties: { pixelSize }, fields: 'pixelSize' } }];
    const properties = { pixelSize, hiddenByUser: isKeyColumn(column) };
    return [{ updateDimensionProperties: { range, properties, fields: 'pixelSize,hiddenByUser' } }];
  });
}

/** A key column that is no longer needed is blank from now on, and nothing of ours stays hidden. */
export function unhide(layout: Layout): SheetRequest[] {
  return layout.surplus.filter(isKeyColumn).map(({ index }) => ({
    updateDimensionProperties: {
      range: columnRange(layout, layout.across(index)),
      properties: { hiddenByUser: false },
      fields: 'hiddenByUser',
    },
  }));
}

function columnRange({ sheetId }: Layout, position: number) {
  return { sheetId, dimension: 'COLUMNS', startIndex: position, endIndex: position + 1 } as const;
}

/** Pixels for the title and for nine in ten of the texts below it. */
function textWidth(title: string, { rows }: CellTable, index: number): number {
  const lengths = rows.slice(0, SAMPLE).map((row) => {
    const cell = row[index];
    return typeof cell === 'string' ? cell.length : 0;
  });
  const usual = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.9)] ?? 0;
  return Math.max(title.length, usual) * PIXELS_A_LETTER + PADDING;
}
