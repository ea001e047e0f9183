import { describe, expect, it } from 'vitest';
import { Spreadsheet } from '../../../../worker/sheets/answers.ts';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import type { CellContent } from '../../../../worker/sheets/requests.ts';
import type { Line } from '../../../../worker/sheets/sync/contents.ts';
import { isAsExpected, rangesOf } from '../../../../worker/sheets/sync/expected.ts';
import { filledName, holdBack, type Guarded } from '../../../../worker/sheets/sync/hold-back.ts';
import { placeNewRows } from '../../../../worker/sheets/sync/new-rows.ts';
import { rectangles } from '../../../../worker/sheets/sync/rectangles.ts';
import type { RemovedTab } from '../../../../worker/sheets/sync/removed-tab.ts';
import { isWhollyBack, restore } from '../../../../worker/sheets/sync/restore.ts';
import { textColumns } from '../rig.ts';

function goalOf(rows: number, filled: Record<string, number>, coverage: 'all' | 'some' = 'all'): Guarded {
  return {
    columns: textColumns(2),
    coverage: new Map([['a', coverage]]),
    counts: new Map([['a', rows]]),
    filled: ofSource(filled),
  };
}

const ofSource = (filled: Record<string, number>) =>
  Object.fromEntries(Object.entries(filled).map(([column, count]) => [filledName('a', column), count]));

const memoryOf = (filled: Record<string, number>): Memory => ({
  generation: 1,
  fingerprint: '',
  filled: ofSource(filled),
  rows: new Map(),
});

describe('removals that look like a mistake', () => {
  const guard = { percent: 30, few: 3 };
  const held = (had: number, goes: number, goal = goalOf(9, {})) =>
    holdBack({ had: new Map([['a', had]]), goes: new Map([['a', goes]]), goal }, { guard, memory: null });

  it('are more than the share and more than a few', () => {
    expect(held(100, 30)).toBeNull();
    expect(held(100, 31)).toEqual({ removals: [{ source: 'a', rows: 31, of: 100 }], blanked: [] });
    expect(held(4, 3)).toBeNull();
    expect(held(5, 4)?.removals).toHaveLength(1);
  });

  it('are not those of a source that is no longer part of the report, nor any without a guard', () => {
    const goes = new Map([['b', 50]]);
    const removals = { had: goes, goes, goal: goalOf(9, {}) };
    expect(holdBack(removals, { guard, memory: null })).toBeNull();
    const rows = { had: new Map([['a', 50]]), goes: new Map([['a', 50]]), goal: goalOf(9, {}) };
    expect(holdBack(rows, { guard: null, memory: null })).toBeNull();
  });

  it('are also columns that were filled and are blank in a list that was wholly read', () => {
    const none = { had: new Map<string, number>(), goes: new Map<string, number>() };
    const memory = memoryOf({ c0: 9, c1: 3 });
    expect(holdBack({ ...none, goal: goalOf(9, { c1: 0 }) }, { guard, memory })).toEqual({
      removals: [],
      blanked: ['c0'],
    });
    expect(holdBack({ ...none, goal: goalOf(9, { c0: 1 }) }, { guard, memory })).toBeNull();
    expect(holdBack({ ...none, goal: goalOf(9, {}, 'some') }, { guard, memory })).toBeNull();
    expect(holdBack({ ...none, goal: goalOf(3, {}) }, { guard, memory })).toBeNull();
  });
});

describe('cells that are written together', () => {
  const row = (at: number, index: number, ...columns: number[]) => ({ row: at, index, columns });

  it('are those of rows below each other with the same columns', () => {
    const found = rectangles(
      [row(4, 0, 0, 1), row(5, 1, 0, 1), row(7, 2, 0, 1), row(8, 3, 1)],
      [2, 3, 4],
      new Set([2]),
    );
    expect(found).toEqual([
      { row: 4, at: 2, from: 0, to: 2, rows: [0, 1] },
      { row: 7, at: 2, from: 0, to: 2, rows: [2] },
      { row: 8, at: 3, from: 1, to: 2, rows: [3] },
    ]);
  });

  it('never reach over a column of people or over the keys, in whatever order our columns stand', () => {
    const spans = (positions: number[], key: number, ...columns: number[]) =>
      rectangles([row(1, 0, ...columns)], positions, new Set([key])).map(({ at, from, to }) => [at, from, to]);
    expect(spans([0, 1, 2, 9], 3, 0, 2)).toEqual([[0, 0, 3]]);
    expect(spans([0, 2, 3, 9], 3, 0, 2)).toEqual([
      [0, 0, 1],
      [3, 2, 3],
    ]);
    expect(spans([2, 1, 0, 9], 3, 0, 1, 2)).toHaveLength(3);
    expect(spans([0, 1, 2], 1, 0, 2)).toEqual([
      [0, 0, 1],
      [2, 2, 3],
    ]);
  });
});

describe('new rows', () => {
  const block = (capacity: number) => ({ top: 0, rows: 0, capacity, columns: [], marks: [] });
  const lines = (...keys: (string | null)[]): Line[] =>
    keys
      .map((key, index) => ({ row: index + 1, key, cells: key === 'x' ? ['typed'] : [] }))
      .map((line) => (line.key === 'x' ? { ...line, key: null } : line));
  const place = (capacity: number, total: number, ...keys: (string | null)[]) =>
    placeNewRows({ block: block(capacity), lines: lines(...keys) }, total);

  it('come before the last guest, never into rows that are there', () => {
    expect(place(3, 2, 'a:1', 'a:2', 'a:3')).toMatchObject({ at: 3, count: 2, first: 3, aside: null });
    expect(place(4, 5, 'a:1', 'a:2', null, null)).toMatchObject({ at: 2, count: 5, first: 2, spare: 2, aside: null });
  });

  it('come between the only guest and a blank row, so that a range over both grows', () => {
    expect(place(2, 3, 'a:1', null)).toMatchObject({ at: 2, count: 3, first: 2, aside: null });
  });

  it('come between two blank rows of an empty list; the upper one goes below them', () => {
    expect(place(2, 3, null, null)).toMatchObject({ at: 2, count: 4, first: 2, total: 3, aside: 1 });
    expect(place(2, 0, null, null)).toMatchObject({ count: 0, aside: null });
  });

  it('come above what people typed below the header', () => {
    expect(place(2, 1, 'x', null)).toMatchObject({ at: 1, count: 1, first: 1, aside: null });
  });
});

describe('keys after a write', () => {
  const expected = (keys: [number, string][]) => [{ sheetId: 7, title: "It's", column: 3, keys: new Map(keys) }];
  const answer = (startRow: number, ...texts: (string | null)[]) =>
    Spreadsheet.parse({
      sheets: [
        {
          properties: { sheetId: 7, title: "It's" },
          data: [
            {
              startRow,
              startColumn: 3,
              rowData: texts.map((stringValue) => ({
                values: stringValue === null ? [] : [{ effectiveValue: { stringValue } }],
              })),
            },
          ],
        },
      ],
    });

  it('are asked for in as few ranges as allowed', () => {
    expect(
      rangesOf(
        expected([
          [4, 'a:1'],
          [5, 'a:2'],
          [9, 'a:3'],
        ]),
      ),
    ).toEqual(["'It''s'!D5:D6", "'It''s'!D10:D10"]);
    const many = Array.from({ length: 1000 }, (_, index): [number, string] => [index * 2 + (index > 500 ? 7 : 0), '']);
    expect(rangesOf(expected(many)).length).toBeLessThanOrEqual(200);
  });

  it('must all be in their places', () => {
    expect(
      isAsExpected(
        expected([
          [4, 'a:1'],
          [5, 'a:2'],
        ]),
        answer(4, 'a:1', 'a:2'),
      ),
    ).toBe(true);
    expect(
      isAsExpected(
        expected([
          [4, 'a:1'],
          [5, 'a:2'],
        ]),
        answer(4, 'a:2', 'a:1'),
      ),
    ).toBe(false);
    expect(
      isAsExpected(
        expected([
          [4, 'a:1'],
          [5, 'a:2'],
        ]),
        answer(4, 'a:1'),
      ),
    ).toBe(false);
    expect(isAsExpected(expected([[4, 'a:1']]), answer(4, null))).toBe(false);
  });
});

describe('a row that comes back', () => {
  const HEADER = ['Name', 'State', 'Willcall key', 'Note', ''];
  const removedTab = (row: CellContent[], header: CellContent[] = HEADER): RemovedTab => ({
    sheetId: 8,
    title: 'Removed',
    exists: true,
    isKept: true,
    gridRows: 2,
    gridColumns: 2 + header.length,
    rows: 2,
    keys: [null, 'a:1'],
    headers: new Map([[0, header]]),
    returning: new Map([[1, row]]),
  });
  const pastes = (removed: RemovedTab, header: CellContent[], managed: number[]) =>
    restore({
      removed,
      sheetId: 7,
      returns: [{ from: 1, to: 5, isWhole: true }],
      header,
      managed: new Set(managed),
      keyColumn: managed.at(-1) ?? 0,
      width: header.length,
    }).flatMap((request) =>
      'copyPaste' in request
        ? [[request.copyPaste.source.startColumnIndex, request.copyPaste.destination.startColumnIndex]]
        : [],
    );
  const isWhole = (removed: RemovedTab, header: CellContent[], managed: number[]) =>
    isWhollyBack({ removed, header, managed: new Set(managed), width: header.length }, 1);

  it('brings columns of people by their headers, those without one by the header left of them, and its key', () => {
    const removed = removedTab(['Ada', 'sold', 'a:1', 'vip', 'aisle']);
    expect(pastes(removed, HEADER, [0, 1, 2])).toEqual([
      [5, 3],
      [1, 2],
    ]);
    const now = ['Note', '', 'Name', 'New', 'State', 'Willcall key'];
    expect(pastes(removed, now, [2, 3, 4, 5])).toEqual([
      [5, 0],
      [1, 5],
    ]);
    expect(isWhole(removed, now, [2, 3, 4, 5])).toBe(true);
  });

  it('stays in the Removed tab when something in it has no column any more', () => {
    const now = ['Name', 'State', 'Willcall key', 'Remark'];
    expect(isWhole(removedTab(['Ada', 'sold', 'a:1', 'vip']), now, [0, 1, 2])).toBe(false);
    expect(isWhole(removedTab(['Ada', 'sold', 'a:1']), now, [0, 1, 2])).toBe(true);
  });
});
