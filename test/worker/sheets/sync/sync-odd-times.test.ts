import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveToRemoved, newRemoved } from '../../../../worker/sheets/sync/removed-tab.ts';
import { Rig } from '../rig.ts';
import { COLUMNS, guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const REMOVED = "'Removed from Tickets'";

describe('rows that leave', () => {
  it('push down what people typed below those that left before', async () => {
    const list = await GuestList.make(rig);
    await list.refresh(guests('ada', 'bob', 'cleo'));
    const book = await rig.client.get(list.id, { fields: 'sheets(properties(sheetId,title))' });
    const sheetId =
      book.sheets.find(({ properties }) => properties.title.startsWith('Removed'))?.properties.sheetId ?? 0;
    list.did({ appendDimension: { sheetId, dimension: 'ROWS', length: 3 } });
    await rig.client.updateValues(list.id, `${REMOVED}!D3`, [['asked for a refund']]);
    await list.refresh(guests('ada', 'bob'));
    const cells = (await rig.values(list.id, REMOVED)).map((row) => row.filter((cell) => typeof cell === 'string'));
    expect(cells.slice(1).map((row) => row.join(' ').trim())).toEqual([
      expect.stringContaining('a:dan dan'),
      expect.stringContaining('a:cleo cleo'),
      'asked for a refund',
    ]);
  });

  it('go in one call also when there are a hundred thousand side by side', () => {
    const lines = Array.from({ length: 100_000 }, (_, row) => ({ row: row + 1, key: `a:${row}`, cells: [] }));
    const tab = { sheetId: 1, exists: true, title: 'Tickets', gridRows: 100_001, gridColumns: 5 };
    const rest = { merges: [], protectedRanges: [], marker: null, block: null };
    const whole = { ...tab, ...rest };
    const { requests, places } = moveToRemoved({
      tab: whole,
      removed: newRemoved(whole, 2, ['Tickets'], true),
      owner: { spreadsheetId: 'book', reportId: 'report' },
      lines,
      keyColumn: 4,
      header: ['Guest'],
      at: 46_000,
      columns: 5,
    });
    expect(JSON.stringify(requests).length).toBeLessThan(10_000);
    expect([places.get('a:0'), places.get('a:99999')]).toEqual([1, 100_000]);
  });

  it('go to a tab whose title is never cut inside a character', async () => {
    const tab = `${'x'.repeat(86)}🎟🎟`;
    const list = new Map([
      ['first', guests('ada', 'bob', 'cleo')],
      ['then', guests('ada', 'cleo')],
    ]);
    const id = rig.book();
    for (const all of list.values()) {
      const source = { id: 'a', keys: all.map(({ name }) => name), rows: all.map(({ name }) => [name]) };
      const how = { mode: 'sync', isGuarded: false } as const;
      await rig.publish(id, { tab, columns: COLUMNS.slice(0, 1), sources: [source], how });
    }
    expect(await rig.tabs(id)).toContain(`Removed from ${'x'.repeat(86)}`);
  });
});

it('edits are looked for, and nothing is written, also when somebody deleted the tab', async () => {
  const list = await GuestList.make(rig);
  list.did({ deleteSheet: { sheetId: list.sheetId } });
  await expect(list.refresh(guests('ada'), { how: { repair: 'list' } })).rejects.toMatchObject({
    code: 'invalid-request',
  });
  expect(await rig.tabs(list.id)).toEqual(['Sheet1']);
});

it('wrote the key of a guest whose row was deleted over another -> nobody is lost, each row is right', async () => {
  const list = await GuestList.make(rig);
  const all = [guest('ada'), ...guests('bob', 'cleo', 'dan')];
  list.did({ deleteDimension: { range: { sheetId: list.sheetId, dimension: 'ROWS', startIndex: 2, endIndex: 3 } } });
  await rig.client.updateValues(list.id, `'Tickets'!E4`, [['a:bob']]);
  await list.refresh(all);
  const names = (await list.lines()).map((line) => `${line['Willcall key'] ?? ''} ${line['Guest'] ?? ''}`.trim());
  expect(names.filter((name) => name !== '').toSorted()).toEqual([
    'a:ada ada',
    'a:bob bob',
    'a:cleo cleo',
    'a:dan dan',
  ]);
});
