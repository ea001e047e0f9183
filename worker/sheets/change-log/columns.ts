import type { SideColumn, SideMark } from '../side-tab.ts';

export type LogColumnId = 'time' | 'key' | 'column' | 'old' | 'new' | 'run';

export const TIME_FORMAT = { type: 'DATE_TIME', pattern: 'd mmm yyyy, hh:mm' } as const;

const ABOUT =
  'What Willcall changed in the list, the newest refresh first. Older ones are taken away, as many as the report says are kept; delete ' +
  'lines or the whole tab whenever you like. Old and new values can be personal data.';

/** From left to right when the tab is made; people may move them. */
export const LOG_COLUMNS: readonly SideColumn<LogColumnId>[] = [
  { id: 'time', title: 'Time', note: ABOUT, width: 150 },
  { id: 'key', title: 'Key', note: "The row's key in the ticketing system.", width: 180 },
  { id: 'column', title: 'Column', note: 'What changed.', width: 160 },
  { id: 'old', title: 'Old', note: 'What the tab held right before.', width: 200 },
  { id: 'new', title: 'New', note: 'What it holds since.', width: 200 },
  { id: 'run', title: 'Run', note: 'Willcall finds its lines by this. Please leave it.', width: 120, isHidden: true },
];

/** Column of runs in a tab that nobody changed. */
export const RUN_COLUMN = LOG_COLUMNS.length - 1;
const [RUN] = LOG_COLUMNS.slice(-1);

export function runColumn(): SideColumn<LogColumnId> {
  if (!RUN) throw new Error('there is no column of runs');
  return RUN;
}

export function logMark(spreadsheetId: string, reportId: string): SideMark {
  return { key: 'willcall.changes', owner: [spreadsheetId, reportId] };
}
