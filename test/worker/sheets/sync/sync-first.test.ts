import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import type { Published } from '../../../../worker/sheets/publish-options.ts';
import { Rig, textColumns } from '../rig.ts';

let rig: Rig;
let memory: Memory | null;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(async () => {
  await rig.google.close();
});

const guest = (name: string, state = 'sold') => ({ key: name, row: [name, state] });

async function sync(id: string, guests: readonly { key: string; row: string[] }[], how = {}): Promise<Published> {
  const source = { id: 'a', keys: guests.map(({ key }) => key), rows: guests.map(({ row }) => row) };
  const done = await rig.publish(id, {
    columns: textColumns(2),
    sources: [source],
    how: { mode: 'sync', memory, ...how },
  });
  memory = done.outcome.memory;
  return done;
}

/** Columns: name, state, key, note. */
const shown = async (id: string) =>
  (await rig.values(id)).slice(1).map((row) => [row[0], row[1], row[3]].join(' ').trim());

async function sheetIdOf(id: string): Promise<number> {
  const book = await rig.client.get(id, { fields: 'sheets(properties(sheetId,title))' });
  return book.sheets.find(({ properties }) => properties.title === 'Tickets')?.properties.sheetId ?? -1;
}

describe('notes typed beside a guest', () => {
  it('stay beside that guest when the list is sorted, grows, shrinks and changes', async () => {
    memory = null;
    const id = rig.book();
    await sync(
      id,
      ['ada', 'bob', 'cleo', 'dan'].map((name) => guest(name)),
    );
    const sheetId = await sheetIdOf(id);
    rig.edit(id, [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: 2 } }]);
    for (const [row, name] of ['ada', 'bob', 'cleo', 'dan'].entries()) {
      await rig.client.updateValues(id, `'Tickets'!D${row + 2}`, [[`note ${name}`]]);
    }
    const range = { sheetId, startRowIndex: 1, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 4 };
    rig.edit(id, [{ sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } }]);
    const done = await sync(id, [guest('eve'), guest('ada', 'scanned'), guest('cleo'), guest('dan'), guest('fay')]);
    expect(await shown(id)).toEqual([
      'dan sold note dan',
      'cleo sold note cleo',
      'eve sold',
      'fay sold',
      'ada scanned note ada',
    ]);
    expect(await rig.values(id, "'Removed from Tickets'")).toEqual([
      ['Removed at', 'Willcall key', 'Column 0', 'Column 1', 'Willcall key'],
      [expect.any(Number), 'a:bob', 'bob', 'sold', 'a:bob', 'note bob'],
    ]);
    expect(done.outcome).toMatchObject({ added: 2, changed: 1, removed: 1, unchanged: 2 });
    await sync(
      id,
      ['ada', 'bob', 'cleo', 'dan', 'eve'].map((name) => guest(name)),
    );
    expect(await shown(id)).toEqual([
      'dan sold note dan',
      'cleo sold note cleo',
      'eve sold',
      'bob sold note bob',
      'ada sold note ada',
    ]);
  });
});
