import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../../shared/records.ts';
import type { PublishSource } from '../../../worker/sheets/publish-options.ts';
import { Rig, textColumns, textRows } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const HEADER = ['Column 0', 'Column 1', 'Willcall key'];
const COLUMNS = textColumns(2);
const STAGED = { columns: COLUMNS, maxBytes: 80 };

function source(id: string, rows: readonly (readonly Value[])[] | null): PublishSource {
  return { id, rows, keys: (rows ?? []).map((_, row) => `${row}`) };
}

const keyed = (id: string, rows: string[][]) => rows.map((row, index) => [...row, `${id}:${index}`]);
const KEPT = textRows(3, 2, 'k');
const NEW = textRows(4, 2, 'n');
const GOAL = [source('new', NEW), source('kept', null)];

async function published(): Promise<{ id: string; sheetId: number }> {
  const id = rig.book();
  const sources = [source('new', textRows(2, 2)), source('kept', KEPT)];
  return { id, sheetId: (await rig.publish(id, { columns: COLUMNS, sources })).sheetId };
}

/** Does something each time all rows are prepared, at most `times`. */
function whenPrepared(act: () => void, times = 1): (rows: number) => void {
  let left = times;
  return (rows) => {
    if (rows !== NEW.length + KEPT.length || left-- <= 0) return;
    act();
  };
}

const row = (sheetId: number, index: number) => ({
  sheetId,
  dimension: 'ROWS',
  startIndex: index,
  endIndex: index + 1,
});
const text = (sheetId: number, at: number, words: string, column = 0) => ({
  updateCells: {
    range: { sheetId, startRowIndex: at, endRowIndex: at + 1, startColumnIndex: column, endColumnIndex: column + 1 },
    rows: [{ values: [{ userEnteredValue: { stringValue: words } }] }],
    fields: 'userEnteredValue',
  },
});

describe('while a large list is prepared', () => {
  it('rows that stay may be edited or deleted: the tab gets them as they are in the end', async () => {
    const { id, sheetId } = await published();
    const onProgress = whenPrepared(() =>
      rig.edit(id, [text(sheetId, 3, 'edited'), { deleteDimension: { range: row(sheetId, 4) } }]),
    );
    expect((await rig.publish(id, { ...STAGED, sources: GOAL, onProgress })).kept).toEqual({ kept: 2 });
    const [first = [], , last = []] = keyed('kept', KEPT);
    expect(await rig.values(id)).toEqual([HEADER, ...keyed('new', NEW), ['edited', ...first.slice(1)], last]);
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
  });

  it('people may sort the tab: what was prepared still holds', async () => {
    const { id, sheetId } = await published();
    const range = { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 3 };
    const sort = { sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } };
    rig.requests.length = 0;
    await rig.publish(id, { ...STAGED, sources: GOAL, onProgress: whenPrepared(() => rig.edit(id, [sort])) });
    expect(await rig.values(id)).toEqual([HEADER, ...keyed('new', NEW), ...keyed('kept', KEPT)]);
    const batches = rig.requests.filter((request) => request === 'POST :batchUpdate');
    expect(batches).toHaveLength(2);
  });

  it('people who do not stop editing get a clear sentence, and nothing is written', async () => {
    const { id, sheetId } = await published();
    let edits = 0;
    const onProgress = whenPrepared(() => rig.edit(id, [text(sheetId, 3, `edit ${++edits}`)]), 99);
    const attempt = rig.publish(id, { ...STAGED, sources: GOAL, onProgress });
    await expect(attempt).rejects.toMatchObject({ code: 'conflict' });
    expect((await rig.values(id)).slice(1, 3)).toEqual(keyed('new', textRows(2, 2)));
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
  });
});

it('a small list whose write is refused because people edit meanwhile brings the rows as they are then', async () => {
  const { id, sheetId } = await published();
  const column = { sheetId, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 };
  let asked = 0;
  const assertOwner = () => {
    asked += 1;
    if (asked === 1) rig.edit(id, [text(sheetId, 3, 'edited', 1), { deleteDimension: { range: column } }]);
    return Promise.resolve();
  };
  expect((await rig.publish(id, { columns: COLUMNS, sources: GOAL, assertOwner })).kept).toEqual({ kept: 3 });
  expect(asked).toBe(2);
  const [, second = [], third = []] = keyed('kept', KEPT).map(([, ...rest]) => ['', ...rest]);
  expect(await rig.values(id)).toEqual([HEADER, ...keyed('new', NEW), ['', 'edited', 'kept:0'], second, third]);
});

it('12,000 rows, 8,000 of them kept, take few calls', async () => {
  const id = rig.book();
  const columns = textColumns(10);
  const [fresh, kept] = [textRows(4000, 10, 'f'), textRows(8000, 10, 'k')];
  await rig.publish(id, { columns, sources: [source('kept', kept), source('new', fresh.slice(0, 50))] });
  const done = await rig.publish(id, { columns, sources: [source('kept', null), source('new', fresh)] });
  expect(done).toMatchObject({ rows: 12_000, kept: { kept: 8000 } });
  expect(done.calls).toBeLessThanOrEqual(10);
  expect(await rig.values(id)).toEqual([
    [...columns.map(({ title }) => title), 'Willcall key'],
    ...keyed('kept', kept),
    ...keyed('new', fresh),
  ]);
});
