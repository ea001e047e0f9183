import type { SheetRequest } from '../requests.ts';
import { columnLetters } from '../a1.ts';
import type { SideColumn, SideMark } from '../side-tab.ts';

export type StatusColumnId = 'tab' | 'state' | 'asOf' | 'zone' | 'nextDue' | 'rows' | 'report';

const DATE_TIME = { type: 'DATE_TIME', pattern: 'd mmm yyyy, hh:mm' } as const;

const ABOUT =
  'Willcall keeps one line here for each of its lists. Sort, colour and hide what you like, add columns of your own: each line is ' +
  'found again. To use a time in a dashboard, see Data > Named ranges: the names begin with Willcall_.';

/** From left to right when the tab is made; people may move them. */
export const STATUS_COLUMNS: readonly SideColumn<StatusColumnId>[] = [
  { id: 'tab', title: 'Tab', note: ABOUT, width: 180 },
  { id: 'state', title: 'State', note: 'How the last refresh went.', width: 380 },
  {
    id: 'asOf',
    title: 'List as of',
    note: 'When the reading of what the tab shows now began.',
    width: 150,
    format: DATE_TIME,
  },
  { id: 'zone', title: 'Time zone', note: 'Times are those of this zone.', width: 130 },
  {
    id: 'nextDue',
    title: 'Next refresh due',
    note: 'The line turns red when this has passed by 15 minutes, also when Willcall itself does not run.',
    width: 150,
    format: DATE_TIME,
  },
  {
    id: 'rows',
    title: 'Rows',
    note: 'Rows of the list, without those you typed.',
    width: 80,
    format: { type: 'NUMBER', pattern: '#,##0' },
  },
  {
    id: 'report',
    title: 'Report id',
    note: 'Willcall finds its lines by this. Please leave it.',
    width: 260,
    isHidden: true,
  },
];

export function statusColumn(id: StatusColumnId): SideColumn<StatusColumnId> {
  const column = STATUS_COLUMNS.find((one) => one.id === id);
  if (!column) throw new Error(`there is no column ${id}`);
  return column;
}

/** What stands instead of the time of the next refresh. */
export const DUE_WORDS = { paused: 'Paused', none: 'Not scheduled' };

/** Rows of a new tab; a tab is never left without one that scrolls. */
export const STATUS_ROWS = 20;

export function statusMark(spreadsheetId: string): SideMark {
  return { key: 'willcall.status', owner: [spreadsheetId] };
}

/** How long a refresh may take after it is due before its line turns red: a quarter of an hour, of 96 in a day. */
const GRACE = '1/96';
const PALE_RED = { red: 0.96, green: 0.8, blue: 0.8 };
const DARK_RED = { red: 0.6, green: 0, blue: 0 };

/** Turns a line red when its next refresh is overdue. Google does the reckoning, so that it happens without us. */
export function overdueRule(sheetId: number): SheetRequest {
  const due = `$${columnLetters(STATUS_COLUMNS.findIndex(({ id }) => id === 'nextDue'))}2`;
  // no argument separators and no decimals: both differ from country to country
  const formula = `=ISNUMBER(${due})*(NOW()-${GRACE}>${due})=1`;
  const range = { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: STATUS_COLUMNS.length };
  const condition = { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] } as const;
  const format = { backgroundColor: PALE_RED, textFormat: { foregroundColor: DARK_RED } };
  return { addConditionalFormatRule: { rule: { ranges: [range], booleanRule: { condition, format } }, index: 0 } };
}
