import type { Column } from '../../shared/columns.ts';
import type { Preflight } from '../../shared/changes.ts';
import type { WriteMode } from '../../shared/writing.ts';
import { blockers, freeCells, MAX_CELLS, mergeNotice, modeNotice } from './blockers.ts';
import { KEY_COLUMN } from './key-column.ts';
import type { View } from './look.ts';
import { planOf, type Plan } from './plan.ts';
import { RUN_AT } from './run-at.ts';

/** What is to be published: how many rows, null when nobody knows yet. `inPlace`: whether it may be written piece by piece. */
export type Size = {
  readonly rows: number | null;
  readonly columns: readonly Column[];
  readonly mode: WriteMode;
  /** Title of the tab in the report. */
  readonly title: string;
  readonly inPlace: boolean;
};

/** What a publish would take and do to the tab, as far as the spreadsheet tells. */
export type Estimate = Pick<
  Preflight,
  'columns' | 'cells' | 'freeCells' | 'calls' | 'seconds' | 'atomic' | 'tab' | 'notices'
>;

/** Bytes a cell takes in a body on the average: in the one call, and prepared in a hidden tab. */
const INLINE_BYTES = 60;
const STAGED_BYTES = 19;
const BODY_BYTES = 2_000_000;
/** The most that still goes in one call when there is no room for a hidden tab. */
const MAX_BODY_BYTES = 9_000_000;
/** Reads before and after; a new tab needs fewer. */
const READS = 4;
const READS_NEW = 2;
/** Seconds for one call of the usual size, and for a million cells that Google copies at once. */
const SECONDS_A_CALL = 1.5;
const SECONDS_A_MILLION = 10;

/**
 * Says before a publish what it will take. Calls and seconds are those of a full write: a list that is kept up to date mostly takes
 * fewer.
 */
export function estimate(view: View, size: Size): Estimate {
  const own = size.mode === 'append' ? [RUN_AT] : [];
  const columns = [...size.columns, ...own, KEY_COLUMN];
  const plan = planFor(view, size, columns);
  const cells = size.rows === null ? null : (size.rows + 1) * columns.length;
  const way = wayOf(view, plan, (size.rows ?? 0) * columns.length, size);
  return {
    columns: columns.length,
    cells,
    freeCells: Math.max(0, freeCells(view, { summary: { ...plan.summary, growth: 0 } }, 0)),
    calls: cells === null ? null : way.calls,
    seconds: cells === null ? null : Math.ceil(way.calls * SECONDS_A_CALL + (cells / 1e6) * SECONDS_A_MILLION),
    atomic: way.isAtomic,
    tab: tabKind(view),
    notices: noticesOf(view, plan, size, way),
  };
}

/** The plan of a list of that many blank rows: room and place do not go by values. */
function planFor(view: View, { rows, mode, title }: Size, columns: readonly Column[]): Plan {
  const blank: null[] = [];
  const table = Array.from({ length: rows ?? 0 }, () => blank);
  const cells = { rows: table, formats: columns.map(() => null), runs: [], cut: 0, replaced: 0 };
  const ids = { spreadsheetId: '', reportId: '', runId: '', generation: 0, markerId: 1 };
  const goal = { ...ids, mode, title, columns, cells, certificate: '' };
  return planOf(view.tab, goal, { kind: 'elsewhere' });
}

/** `extra`: cells of a hidden tab. */
type Way = {
  readonly calls: number;
  readonly isAtomic: boolean;
  readonly isInPlace: boolean;
  readonly extra: number;
};

function wayOf(view: View, plan: Plan, cells: number, { inPlace, mode }: Size): Way {
  const reads = view.tab.marker ? READS : READS_NEW;
  const isSmall = cells * INLINE_BYTES <= BODY_BYTES;
  const hasRoom = freeCells(view, plan, cells) >= 0;
  if (isSmall || (!hasRoom && cells * INLINE_BYTES <= MAX_BODY_BYTES))
    return { calls: reads + 1, isAtomic: true, isInPlace: false, extra: 0 };
  const bodies = Math.ceil((cells * STAGED_BYTES) / BODY_BYTES);
  // one call to begin and one to end, with another look before the last
  const calls = reads + 2 + bodies + READS;
  if (!hasRoom && inPlace && mode !== 'append')
    return { calls: calls + READS, isAtomic: false, isInPlace: true, extra: 0 };
  return { calls, isAtomic: hasRoom, isInPlace: false, extra: cells };
}

function tabKind({ tab }: View): Preflight['tab'] {
  if (!tab.exists) return 'new';
  return tab.marker ? 'ours' : 'empty';
}

type Notices = Preflight['notices'];

function noticesOf(view: View, plan: Plan, { mode, title }: Size, { isInPlace, extra }: Way): Notices {
  const blocking = [modeNotice(view, mode), ...blockers(view, plan, { title, extra })].filter((one) => one !== null);
  return [
    ...blocking.map(({ code, sentence }) => ({ blocking: true, code, sentence })),
    ...mergeNotices(view, mode),
    ...(mode === 'replace' ? overwriteNotices(view) : []),
    ...(isInPlace ? [told('not-atomic', NOT_ATOMIC)] : []),
  ];
}

/** Where the list is written anew merged cells are separated; where rows are only added they stay. */
function mergeNotices(view: View, mode: WriteMode): Notices {
  const merged = mergeNotice(view);
  if (!merged || mode === 'append') return [];
  if (mode === 'sync') return [{ blocking: true, code: merged.code, sentence: merged.sentence }];
  return [told('merged-cells', 'Merged cells inside the list are separated.')];
}

const NOT_ATOMIC = `The list is written piece by piece: for a while people see old and new rows. All or nothing, it would not fit into the ${MAX_CELLS.toLocaleString('en-US')} cells Google allows.`;

function told(code: string, sentence: string): Notices[number] {
  return { blocking: false, code, sentence };
}

function overwriteNotices({ tab }: View): Notices {
  const rows = tab.block?.rows ?? 0;
  if (rows === 0) return [];
  const sentence = `The ${rows.toLocaleString('en-US')} rows of the list in the tab "${tab.title}" are written over, by their place; your own columns beside it stay where they are.`;
  return [told('overwrites', sentence)];
}
