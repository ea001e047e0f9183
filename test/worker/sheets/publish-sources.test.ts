import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import type { PublishSource } from '../../../worker/sheets/publish-options.ts';
import { Rig, textColumns } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterEach(() => rig.google.faults.clear());
afterAll(() => rig.google.close());

const COLUMNS = textColumns(2);
const HEADER = ['Column 0', 'Column 1', 'Willcall key'];

/** Rows that say where they are from, with keys 1, 2, 3. */
function source(id: string, count: number, name = id): PublishSource {
  const rows = Array.from({ length: count }, (_, row) => [`${name}${row + 1}`, `of ${id}`]);
  return { id, rows, keys: rows.map((_, row) => String(row + 1)) };
}

function failed(id: string): PublishSource {
  return { id, rows: null, keys: [] };
}

function lines(id: string, count: number, name = id): string[][] {
  return (source(id, count, name).rows ?? []).map((row, index) => [...row.map(String), `${id}:${index + 1}`]);
}

const FIRST = [source('a', 2), source('b', 3), source('c', 1)];

describe.each([
  ['in one call', {}],
  ['prepared in a hidden tab', { maxBytes: 80 }],
])('a report of three sources, published %s', (_, size) => {
  const publish = (id: string, sources: readonly PublishSource[], job: { columns?: Column[]; runId?: string } = {}) =>
    rig.publish(id, { columns: COLUMNS, sources, ...size, ...job });

  it('keeps the rows of the one that failed, and brings those of the others', async () => {
    const id = rig.book();
    expect((await publish(id, FIRST)).kept).toEqual({});
    expect(await rig.values(id)).toEqual([HEADER, ...lines('a', 2), ...lines('b', 3), ...lines('c', 1)]);
    const done = await publish(id, [source('a', 3, 'new '), failed('b'), source('c', 0)]);
    expect(done).toMatchObject({ rows: 6, kept: { b: 3 } });
    expect(await rig.values(id)).toEqual([HEADER, ...lines('a', 3, 'new '), ...lines('b', 3)]);
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
  });

  it('keeps rows that were not read this time, and brings those that were, of one that was read in part', async () => {
    const id = rig.book();
    await publish(id, FIRST);
    const some = {
      id: 'b',
      isAll: false,
      rows: [
        ['new b2', 'of b'],
        ['b4', 'of b'],
      ],
      keys: ['2', '4'],
    };
    expect(await publish(id, [source('a', 2), some, source('c', 1)])).toMatchObject({ rows: 7, kept: {} });
    const [one = [], , three = []] = lines('b', 3);
    const b = [one, ['new b2', 'of b', 'b:2'], three, ['b4', 'of b', 'b:4']];
    expect(await rig.values(id)).toEqual([HEADER, ...lines('a', 2), ...b, ...lines('c', 1)]);
  });

  it('leaves everything as it is when all fail', async () => {
    const id = rig.book();
    await publish(id, FIRST);
    const before = await rig.picture(id);
    expect((await publish(id, ['a', 'b', 'c'].map(failed))).kept).toEqual({ a: 2, b: 3, c: 1 });
    expect(await rig.picture(id)).toEqual(before);
  });

  it('replaces what was kept as soon as the source answers again', async () => {
    const id = rig.book();
    await publish(id, FIRST);
    await publish(id, [source('a', 1), failed('b'), source('c', 1)]);
    expect((await publish(id, [source('a', 1), source('b', 1, 'back '), source('c', 1)])).kept).toEqual({});
    expect(await rig.values(id)).toEqual([HEADER, ...lines('a', 1), ...lines('b', 1, 'back '), ...lines('c', 1)]);
  });

  it('finds the rows after people sorted the tab, inserted rows and moved the key column', async () => {
    const id = rig.book();
    const { sheetId } = await publish(id, FIRST);
    const all = { sheetId, startRowIndex: 1, endRowIndex: 7, startColumnIndex: 0, endColumnIndex: 3 };
    const keys = { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 };
    rig.edit(id, [
      { sortRange: { range: all, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } },
      { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 2, endIndex: 4 } } },
      { moveDimension: { source: keys, destinationIndex: 0 } },
    ]);
    const done = await publish(id, [source('a', 1), failed('b'), failed('c')]);
    expect(done).toMatchObject({ rows: 5, kept: { b: 3, c: 1 } });
    const kept = [...lines('a', 1), ...lines('b', 3).toReversed(), ...lines('c', 1)];
    const values = await rig.values(id);
    expect(values.slice(0, 6)).toEqual([HEADER, ...kept].map(([one, two, key]) => [key, one, two]));
    expect(values.slice(6).flat()).toEqual([]);
  });

  it('finds a row that people moved out of the list, and keeps one that is there twice once', async () => {
    const id = rig.book();
    const { sheetId } = await publish(id, FIRST);
    const line = (row: number) => ({ sheetId, startRowIndex: row, endRowIndex: row + 1, endColumnIndex: 3 });
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'ROWS', length: 5 } },
      { copyPaste: { source: line(3), destination: line(9), pasteType: 'PASTE_NORMAL' } },
      { copyPaste: { source: line(3), destination: line(1), pasteType: 'PASTE_NORMAL' } },
      {
        cutPaste: {
          source: line(5),
          destination: { sheetId, rowIndex: 10, columnIndex: 0 },
          pasteType: 'PASTE_NORMAL',
        },
      },
    ]);
    expect((await publish(id, [source('a', 2), failed('b'), source('c', 1)])).kept).toEqual({ b: 3 });
    const values = await rig.values(id);
    expect(values.slice(0, 7)).toEqual([HEADER, ...lines('a', 2), ...lines('b', 3), ...lines('c', 1)]);
  });

  it('maps what it keeps to the columns the report has now', async () => {
    const id = rig.book();
    await publish(id, FIRST);
    const columns = textColumns(3).map((column, at) => ({ ...column, id: ['c1', 'fresh', 'c0'][at] ?? '' }));
    const done = await publish(id, [{ id: 'a', rows: [['x', 'y', 'z']], keys: ['1'] }, failed('b')], { columns });
    expect(done.kept).toEqual({ b: 3 });
    expect(await rig.values(id)).toEqual([
      ['Column 0', 'Column 1', 'Column 2', 'Willcall key'],
      ['x', 'y', 'z', 'a:1'],
      ...lines('b', 3).map(([one, two, key]) => [two, '', one, key]),
    ]);
    const shown = await rig.columns(id);
    expect(shown.map(({ hidden }) => hidden)).toEqual([false, false, false, true]);
  });

  it('has nothing to keep at the first publish, or without its key column', async () => {
    const id = rig.book();
    expect(await publish(id, [failed('a'), source('b', 1)])).toMatchObject({ rows: 1, kept: { a: 0 } });
    const { sheetId } = await publish(id, FIRST);
    const range = { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 };
    rig.edit(id, [{ deleteDimension: { range } }]);
    expect((await publish(id, [source('a', 1), failed('b'), source('c', 1)])).kept).toEqual({ b: 0 });
    expect(await rig.values(id)).toEqual([HEADER, ...lines('a', 1), ...lines('c', 1)]);
    expect((await rig.columns(id)).map(({ hidden }) => hidden)).toEqual([false, false, true]);
  });

  it('writes nothing when rows that should stay cannot be found because the key column is gone', async () => {
    const id = rig.book();
    const { sheetId } = await publish(id, FIRST);
    const range = { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 };
    rig.edit(id, [{ deleteDimension: { range } }]);
    const before = await rig.values(id);
    const sources = [source('a', 1), { ...failed('b'), hadRows: true }, source('c', 1)];
    const message = expect.stringMatching(/^The column "Willcall key" was deleted from the tab/);
    await expect(publish(id, sources)).rejects.toMatchObject({ code: 'conflict', message });
    expect(await rig.values(id)).toEqual(before);
  });

  it('is recognised when the same run did it already', async () => {
    const id = rig.book();
    await publish(id, FIRST);
    const run = { columns: COLUMNS, sources: [source('a', 4), failed('b')], runId: 'killed', generation: 9, ...size };
    const { kept } = await rig.publish(id, run);
    rig.requests.length = 0;
    expect(await rig.publish(id, run)).toMatchObject({ rows: 7, kept, bytes: 0 });
    expect(rig.requests.every((request) => request.startsWith('GET'))).toBe(true);
  });

  it.each([
    ['done, then the connection is lost', { drop: 'after' }],
    ['not done, and the connection is lost', { drop: 'before' }],
    ['answered 503', { status: 503 }],
  ] as const)('ends right, with no row twice, whichever write is %s', async (__, fault) => {
    const goal = [source('a', 3, 'new '), failed('b'), source('c', 2)];
    for (let skip = 0; skip < 6; skip++) {
      const id = rig.book();
      await publish(id, FIRST);
      rig.google.faults.add({ method: 'POST|PUT', skip, ...fault });
      expect(await publish(id, goal)).toMatchObject({ rows: 8, kept: { b: 3 } });
      rig.google.faults.clear();
      expect(await rig.values(id)).toEqual([HEADER, ...lines('a', 3, 'new '), ...lines('b', 3), ...lines('c', 2)]);
      expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
    }
  });
});

it('refuses sources that cannot be told apart, before anything is sent', async () => {
  const id = rig.book();
  rig.requests.length = 0;
  const bad: [Value[][] | null, string[], string, string][] = [
    [[['x']], ['1'], 'Box Office', 'a-z'],
    [[['x']], [], 'a', '0 keys for 1 rows'],
    [null, ['1'], 'a', '1 keys for 0 rows'],
    [[['x']], [''], 'a', 'blank key'],
  ];
  for (const [rows, keys, name, message] of bad) {
    const attempt = rig.publish(id, { columns: COLUMNS, sources: [{ id: name, rows, keys }] });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining(message) });
  }
  const twice = rig.publish(id, { columns: COLUMNS, sources: [failed('a'), failed('a')] });
  await expect(twice).rejects.toThrow('"a" is there twice');
  expect(rig.requests).toEqual([]);
});
