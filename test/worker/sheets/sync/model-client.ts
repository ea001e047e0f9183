import { cornerOf } from '../../../../worker/sheets/a1.ts';
import { Spreadsheet, type GridRange } from '../../../../worker/sheets/answers.ts';
import type { SheetsClient } from '../../../../worker/sheets/client.ts';
import { ASSUMED } from '../../../../worker/sheets/facts.ts';
import type { SheetRequest } from '../../../../worker/sheets/requests.ts';
import { SheetError } from '../../../../worker/sheets/sheet-error.ts';
import { Refused, setCell, valuesOf, type BookModel, type ModelTab } from './book-model.ts';

/** What happens around the calls of a publish. `before` runs right before a write leaves, `read` before a read. */
export type Hooks = { before?: () => void; read?: () => void; after?: (requests: readonly SheetRequest[]) => void };

/** A client whose Google is a model in memory: no request leaves. */
export function modelClient(book: BookModel, hooks: Hooks): SheetsClient {
  const write = async (requests: readonly SheetRequest[], before?: () => Promise<void>) => {
    await before?.();
    hooks.before?.();
    try {
      book.batch(requests);
    } catch (error) {
      throw error instanceof Refused ? new SheetError('bad-request', error.message, { cause: error }) : error;
    }
    hooks.after?.(requests);
  };
  const read = <T>(answer: () => T): Promise<T> => {
    hooks.read?.();
    return Promise.resolve(answer());
  };
  const notNeeded = () => Promise.reject(new Error('not modelled'));
  return {
    facts: ASSUMED,
    get: async (_, { ranges = [] }) => await read(() => printed(book, ranges)),
    batchUpdate: async (_, requests, call) => await write(requests, call?.before),
    batchUpdateAndRead: async (_, requests, ranges, call) => {
      await write(requests, call?.before);
      return shown(book, ranges);
    },
    updateValues: async (_, range, values) => {
      const { tab, box } = parsed(book, range);
      for (const [row, cells] of values.entries())
        for (const [column, value] of cells.entries())
          if (value !== null)
            setCell(tab, (box.startRowIndex ?? 0) + row, (box.startColumnIndex ?? 0) + column, { value });
      await Promise.resolve();
    },
    getValues: async (_, range) =>
      await read(() => {
        const { tab, box } = parsed(book, range);
        return { values: valuesOf(tab, box) };
      }),
    getBoxes: async (_, boxes) =>
      await read(() =>
        boxes.map((box) => ({
          row: box.startRowIndex ?? 0,
          column: box.startColumnIndex ?? 0,
          cells: valuesOf(book.tab(box.sheetId), box),
        })),
      ),
    pause: () => Promise.resolve(),
    batchUpdateValues: notNeeded,
    getResults: notNeeded,
    getShown: notNeeded,
    batchGetValues: notNeeded,
  };
}

/** All tabs; with ranges those of their tabs, with the metadata of all rows and columns. */
function printed(book: BookModel, ranges: readonly string[]): Spreadsheet {
  const wanted = new Set(ranges.map((range) => parsed(book, range).tab));
  const sheets = book.tabs
    .filter((tab) => wanted.size === 0 || wanted.has(tab))
    .map((tab) => ({
      properties: {
        sheetId: tab.sheetId,
        title: tab.title,
        gridProperties: { rowCount: tab.rows.length, columnCount: tab.columns.length },
      },
      developerMetadata: tab.metadata,
      data: wanted.size === 0 ? [] : [{ rowMetadata: tab.rows.map(marks), columnMetadata: tab.columns.map(marks) }],
    }));
  return Spreadsheet.parse({ properties: { title: 'Spring gala', timeZone: 'Europe/Berlin' }, sheets });
}

const marks = ({ metadata }: { metadata: object[] }) => ({ developerMetadata: metadata });

/** Text of the cells asked for, as a write answers it. */
function shown(book: BookModel, ranges: readonly string[]): Spreadsheet {
  const sheets = ranges.map((range) => {
    const { tab, box } = parsed(book, range);
    const rowData = valuesOf(tab, box).map((row) => ({
      values: row.map((cell) => (typeof cell === 'string' ? { effectiveValue: { stringValue: cell } } : {})),
    }));
    const columnMetadata = tab.columns.slice(box.startColumnIndex, box.endColumnIndex).map(marks);
    const start = { startRow: box.startRowIndex, startColumn: box.startColumnIndex };
    return { properties: { sheetId: tab.sheetId, title: tab.title }, data: [{ ...start, rowData, columnMetadata }] };
  });
  return Spreadsheet.parse({ sheets });
}

/** Sides that are left out are open. */
function parsed(book: BookModel, range: string): { tab: ModelTab; box: Omit<GridRange, 'sheetId'> } {
  const [, quoted = '', corner = ''] = /^'((?:[^']|'')*)'!(.*)$/.exec(range) ?? [];
  const tab = book.titled(quoted.replaceAll("''", "'"));
  if (!tab) throw new SheetError('bad-request', `Unable to parse range: ${range}`);
  const [first = '', second = first] = corner.split(':');
  const box = boxOf(first, second);
  if (box.startRowIndex >= tab.rows.length || box.startColumnIndex >= tab.columns.length)
    throw new SheetError('bad-request', `Range (${range}) exceeds grid limits.`);
  return { tab, box };
}

function boxOf(first: string, second: string) {
  const [from, to] = [cornerOf(first), cornerOf(second)];
  return {
    startRowIndex: from.row,
    ...(/\d/.test(second) ? { endRowIndex: to.row + 1 } : {}),
    startColumnIndex: from.column,
    ...(/[A-Z]/.test(second) ? { endColumnIndex: to.column + 1 } : {}),
  };
}
