import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetsClient } from '../../../worker/sheets/client.ts';
import { readList } from '../../../worker/sheets/read-list.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const ROWS = [
  ['k1', 'Ada', 'VIP'],
  ['k2', 'Eve', 'Crew'],
  ['k3', 'Zoe', 'VIP'],
];

async function published() {
  const id = rig.book();
  const { sheetId } = await rig.publish(id, { rows: ROWS, how: { mode: 'sync' } });
  return { id, sheetId };
}
const wanted = (spreadsheetId: string, columns: string[]) => ({
  spreadsheetId,
  reportId: 'report',
  sheetId: null,
  columns,
});
const read = async (id: string, columns = ['c2', 'c1'], client: SheetsClient = rig.client) =>
  (await readList(client, wanted(id, columns))).map(({ cells }) => cells);

const move = (sheetId: number, from: number, to: number) => ({
  moveDimension: {
    source: { sheetId, dimension: 'COLUMNS', startIndex: from, endIndex: from + 1 },
    destinationIndex: to,
  },
});

describe('the list in a tab, read for other eyes', () => {
  it('has the columns asked for, wherever people moved them, and nothing people typed', async () => {
    const { id, sheetId } = await published();
    const range = { sheetId, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 };
    const row = { sheetId, dimension: 'ROWS', startIndex: 2, endIndex: 3 };
    rig.edit(id, [{ insertDimension: { range } }, move(sheetId, 3, 0), { insertDimension: { range: row } }]);
    await rig.client.updateValues(id, `'Tickets'!A3`, [['walk-in', 'typed', 'by hand', 'my note']]);
    expect(await read(id)).toEqual([
      ['VIP', 'Ada'],
      ['Crew', 'Eve'],
      ['VIP', 'Zoe'],
    ]);
  });

  it('never takes values for those of another column when columns are moved meanwhile', async () => {
    const { id, sheetId } = await published();
    let isMoved = false;
    const client: SheetsClient = {
      ...rig.client,
      async getBoxes(...asked) {
        if (!isMoved) rig.edit(id, [move(sheetId, 1, 3)]);
        isMoved = true;
        return await rig.client.getBoxes(...asked);
      },
    };
    expect(await read(id, ['c2'], client)).toEqual([['VIP'], ['Crew'], ['VIP']]);
    expect(isMoved).toBe(true);
  });

  it('is refused when the tab is gone, and no other tab is read in its place', async () => {
    const { id, sheetId } = await published();
    rig.edit(id, [{ addSheet: { properties: { title: 'Other' } } }, { deleteSheet: { sheetId } }]);
    const before = rig.requests.length;
    await expect(read(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(rig.requests.slice(before)).toEqual(['GET ']);
  });
});
