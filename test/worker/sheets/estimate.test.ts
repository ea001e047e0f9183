import { describe, expect, it } from 'vitest';
import type { GridRange, Sheet } from '../../../worker/sheets/answers.ts';
import { estimate, type Size } from '../../../worker/sheets/estimate.ts';
import type { View } from '../../../worker/sheets/look.ts';
import { preflight } from '../../../worker/sheets/preflight.ts';
import { planReplace } from '../../../worker/sheets/plan-replace.ts';
import type { Marker, Tab } from '../../../worker/sheets/tab.ts';
import { textColumns } from './rig.ts';

const NEW: Tab = {
  sheetId: 7,
  exists: false,
  title: 'Tickets',
  gridRows: 0,
  gridColumns: 0,
  merges: [],
  protectedRanges: [],
  marker: null,
  block: null,
};
const MARKER: Marker & { metadataId: number } = {
  metadataId: 1,
  report: 'report',
  generation: 3,
  run: 'run',
  rows: 10,
  columns: 3,
  capacity: 10,
  spreadsheet: 'book',
  sheet: 7,
  tab: 'Tickets',
  top: 0,
  certificate: '',
  mode: 'replace',
  keyed: true,
};
/** A list of ten rows, two columns and the key column. */
const LIST: Tab = {
  ...NEW,
  exists: true,
  gridRows: 11,
  gridColumns: 3,
  marker: MARKER,
  block: {
    top: 0,
    rows: 10,
    capacity: 10,
    columns: ['c0', 'c1', 'willcallKey'].map((id, index) => ({ id, index, metadataId: index + 10, format: 'TEXT @' })),
    marks: [],
  },
};

function viewOf(tab: Tab, { cells = 0, tables = [] }: { cells?: number; tables?: Sheet['tables'] } = {}): View {
  const properties = { sheetId: 7, title: tab.title };
  const lists = { data: [], developerMetadata: [], protectedRanges: [], merges: [], charts: [] };
  const book = { developerMetadata: [], sheets: tab.exists ? [{ properties, ...lists, tables }] : [] };
  return { title: 'Spring gala', timeZone: 'UTC', book, tab, titles: [tab.title], staging: [], cells };
}

function size(rows: number | null, columns = 2, change: Partial<Size> = {}): Size {
  return { rows, columns: textColumns(columns), mode: 'replace', title: 'Tickets', inPlace: false, ...change };
}

const range = (rows: [number, number], columns: [number, number]): GridRange => ({
  sheetId: 7,
  startRowIndex: rows[0],
  endRowIndex: rows[1],
  startColumnIndex: columns[0],
  endColumnIndex: columns[1],
});
const codes = ({ notices }: ReturnType<typeof estimate>, blocking = true) =>
  notices.filter((notice) => notice.blocking === blocking).map(({ code }) => code);

describe('what a publish will take', () => {
  it('a small new list: one write, the key column counted', () => {
    const found = estimate(viewOf(NEW), size(100));
    expect(found).toMatchObject({ columns: 3, cells: 303, freeCells: 10_000_000, calls: 3, atomic: true, tab: 'new' });
    expect(found.notices).toEqual([]);
  });

  it('a large one is prepared beside and swapped: some dozens of calls for 100,000 rows of 20 columns', () => {
    const { calls, seconds, atomic, cells } = estimate(viewOf(NEW), size(100_000, 19));
    expect({ atomic, cells }).toEqual({ atomic: true, cells: 2_000_020 });
    expect(calls).toBeGreaterThan(10);
    expect(calls).toBeLessThan(40);
    expect(seconds).toBeGreaterThan(30);
  });

  it('tells room and place also when nobody knows how many rows there are', () => {
    const found = estimate(viewOf(NEW, { cells: 9_999_990 }), size(null));
    expect(found).toMatchObject({ cells: null, calls: null, seconds: null, freeCells: 10 });
  });

  it('a list of runs has a column more', () => {
    expect(estimate(viewOf(NEW), size(1, 2, { mode: 'append' })).columns).toBe(4);
  });

  it('says what is written over', () => {
    const found = estimate(viewOf(LIST, { cells: 33 }), size(10));
    expect(found.tab).toBe('ours');
    expect(found.notices).toEqual([
      {
        blocking: false,
        code: 'overwrites',
        sentence: expect.stringContaining('10 rows of the list in the tab "Tickets"'),
      },
    ]);
  });
});

describe('what is in the way', () => {
  it.each<[string, View, Size, string]>([
    ['more cells than are free', viewOf(NEW, { cells: 9_999_000 }), size(1000), 'no-free-cells'],
    ['more columns than Google has', viewOf(NEW), size(10, 18_278), 'too-many-columns'],
    [
      'a protected list',
      viewOf({
        ...LIST,
        protectedRanges: [
          { range: range([1, 2], [0, 1]), warningOnly: false, requestingUserCanEdit: false, unprotectedRanges: [] },
        ],
      }),
      size(10),
      'tab-protected',
    ],
    [
      'a table over half the list',
      viewOf(LIST, { tables: [{ name: 'Guests', range: range([0, 5], [0, 3]) }] }),
      size(10),
      'tab-blocked',
    ],
    ['a list of runs', viewOf({ ...LIST, marker: { ...MARKER, mode: 'append' } }), size(10), 'tab-occupied'],
    [
      'merged cells in a list that keeps notes',
      viewOf({ ...LIST, merges: [range([3, 5], [0, 1])] }),
      size(10, 2, { mode: 'sync' }),
      'tab-blocked',
    ],
  ])('%s', (_, view, wanted, code) => {
    expect(codes(estimate(view, wanted))).toEqual([code]);
  });

  it('not a table around the whole list, nor one beside it', () => {
    for (const around of [range([0, 20], [0, 5]), range([0, 20], [3, 5])])
      expect(codes(estimate(viewOf(LIST, { tables: [{ name: 'Guests', range: around }] }), size(10)))).toEqual([]);
  });

  it('merged cells are only told where the list is written anew', () => {
    const found = estimate(viewOf({ ...LIST, merges: [range([3, 5], [0, 1])] }), size(10));
    expect(codes(found)).toEqual([]);
    expect(codes(found, false)).toEqual(['merged-cells', 'overwrites']);
  });

  it('a list that only fits piece by piece is refused naming that choice, or told when it was made', () => {
    const view = viewOf(NEW, { cells: 4_000_000 });
    const refused = estimate(view, size(100_000, 39));
    expect(refused).toMatchObject({ atomic: false, notices: [{ blocking: true, code: 'no-free-cells' }] });
    expect(refused.notices[0]?.sentence).toContain('piece by piece');
    const chosen = estimate(view, size(100_000, 39, { inPlace: true }));
    expect(chosen).toMatchObject({ atomic: false, notices: [{ blocking: false, code: 'not-atomic' }] });
  });

  it('is what a publish refuses before it writes', () => {
    const view = viewOf(LIST, { tables: [{ name: 'Guests', range: range([0, 5], [0, 3]) }] });
    const cells = { rows: [], formats: [], runs: [], cut: 0, replaced: 0 };
    const ids = { spreadsheetId: 'book', reportId: 'report', runId: 'run', generation: 4, markerId: 1 };
    const goal = {
      ...ids,
      mode: 'replace' as const,
      title: 'Tickets',
      columns: textColumns(2),
      cells,
      certificate: '',
    };
    const plan = planReplace(view.tab, goal, { kind: 'inline' });
    expect(() => preflight(view, plan, goal, 0)).toThrow('The table "Guests" in the tab "Tickets" covers only a part');
  });
});
