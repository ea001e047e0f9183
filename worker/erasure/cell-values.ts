import type { ColumnType } from '../../shared/columns.ts';
import { DAY_MS } from '../../shared/dates.ts';
import { readKeyCell } from '../sheets/key-column.ts';
import type { CellContent } from '../sheets/requests.ts';

/** Day 0 of a spreadsheet. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

/** A cell as people read it: days and times as text, in the spreadsheet's time zone. */
export function shownValue(cell: CellContent, type: ColumnType): CellContent {
  if (typeof cell !== 'number' || (type !== 'date' && type !== 'date-time')) return cell;
  const text = new Date(EPOCH_MS + Math.round(cell * DAY_MS)).toISOString();
  return type === 'date' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** A row's key as the ticketing system knows it. */
export const keyWithoutSource = (cell: string): string => readKeyCell(cell)?.key ?? cell;
