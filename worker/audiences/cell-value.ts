import type { ColumnType } from '../../shared/columns.ts';
import { DAY_MS } from '../../shared/dates.ts';
import type { Value } from '../../shared/records.ts';
import type { CellContent } from '../sheets/requests.ts';

const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
/** The last day a spreadsheet knows, 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/** The wall clock of a serial number, "2027-05-21 18:01"; null when it is none. */
function wallClock(serial: number): string | null {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null;
  const minutes = Math.round((serial * DAY_MS) / 60_000) * 60_000;
  return new Date(SERIAL_EPOCH_MS + minutes).toISOString().slice(0, 16).replace('T', ' ');
}

const DATE_FIRST = /^\d{4}-\d{2}-\d{2}/;

function momentOf(cell: CellContent, length: number): string | null {
  if (typeof cell === 'number') return wallClock(cell)?.slice(0, length) ?? null;
  return typeof cell === 'string' && DATE_FIRST.test(cell) ? cell.slice(0, length) : null;
}

const plain = (cell: CellContent): Value => (typeof cell === 'boolean' ? null : cell);

const READERS: Record<ColumnType, (cell: CellContent) => Value> = {
  text: (cell) => (cell === null ? null : String(cell)),
  json: (cell) => (cell === null ? null : String(cell)),
  integer: plain,
  number: plain,
  money: plain,
  boolean: (cell) => (typeof cell === 'boolean' ? cell : null),
  date: (cell) => momentOf(cell, 10),
  'date-time': (cell) => momentOf(cell, 16),
};

/** What a cell of a tab holds: dates and times by the wall clock of the spreadsheet; what people typed that does not fit is blank. */
export function cellValue(cell: CellContent | undefined, type: ColumnType): Value {
  return cell === undefined || cell === null || cell === '' ? null : READERS[type](cell);
}
