import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { STANDARD_WRITING } from '../../../../shared/writing.ts';
import { deedsIn } from './deeds.ts';
import { COLUMNS, guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const REMOVED = 'Removed from Tickets';
const ALL = guests('ada', 'bob', 'cleo', 'dan');

/** A list that bob and cleo left. @returns what people can do in its Removed tab. */
async function listWithout(): Promise<{ list: GuestList; removed: ReturnType<typeof deedsIn> }> {
  const list = await GuestList.make(rig);
  await list.refresh(guests('ada', 'dan'));
  const { sheets } = await rig.client.get(list.id, { fields: 'sheets(properties(sheetId,title))' });
  const sheetId = sheets.find(({ properties }) => properties.title === REMOVED)?.properties.sheetId ?? -1;
  return { list, removed: deedsIn(sheetId) };
}

describe('guests who leave', () => {
  it('wrote a note beside a guest who leaves -> it goes to the Removed tab with them, and counting the list is right', async () => {
    const { list } = await listWithout();
    expect(await list.rows()).toEqual(['ada sold note ada', 'dan sold note dan']);
    expect(await list.rows(undefined, REMOVED)).toEqual(['bob sold note bob', 'cleo sold note cleo']);
  });

  it('wrote a note beside a guest who leaves and comes back -> it comes back with them', async () => {
    const { list } = await listWithout();
    await list.refresh(ALL);
    await list.expectRight(ALL);
    expect(await list.rows(undefined, REMOVED)).toEqual([]);
  });

  it('sorted the Removed tab -> guests who come back still get their own notes', async () => {
    const { list, removed } = await listWithout();
    list.did(removed.sort('A2:L3', 'C'));
    await list.refresh(guests('ada', 'bob', 'dan'));
    await list.expectRight(guests('ada', 'bob', 'dan'));
    expect(await list.rows(undefined, REMOVED)).toEqual(['cleo sold note cleo']);
  });

  it('edited a note in the Removed tab -> a guest who comes back has the edited one', async () => {
    const { list, removed } = await listWithout();
    list.did(removed.type('H2', 'note bob, paid'));
    await list.refresh(ALL);
    expect(await list.rows()).toContain('bob sold note bob, paid');
  });

  it('froze rows, hid or inserted columns in the Removed tab -> guests still go there and come back; with a column put left of the key, without their notes', async () => {
    const { list, removed } = await listWithout();
    list.did(
      removed.change({ gridProperties: { frozenRowCount: 2 } }, 'gridProperties.frozenRowCount'),
      removed.insert('H'),
      removed.hide('D'),
    );
    await list.refresh(ALL);
    await list.expectRight(ALL);
    await list.refresh(guests('ada', 'dan'));
    list.did(removed.insert('A'));
    await list.refresh(ALL);
    await list.expectRight(ALL, ['bob', 'cleo']);
    expect((await rig.values(list.id, `'${REMOVED}'`)).flat()).toEqual(
      expect.arrayContaining(['note bob', 'note cleo']),
    );
  });

  it('protected the Removed tab -> a clear error when somebody leaves; nothing is written until Willcall may edit it', async () => {
    const { list, removed } = await listWithout();
    list.did(removed.protect(null, { users: ['organizer@example.org'] }));
    const before = await rig.picture(list.id);
    await expect(list.refresh(guests('ada'))).rejects.toMatchObject({ code: 'tab-protected' });
    expect(await rig.picture(list.id)).toEqual(before);
    await list.refresh([guest('ada', { state: 'scanned' }), guest('dan')]);
    expect(await list.rows()).toEqual(['ada scanned note ada', 'dan sold note dan']);
  });

  it('deleted rows of the Removed tab -> guests who come back have no notes, all else goes on', async () => {
    const { list, removed } = await listWithout();
    list.did(removed.remove(2));
    await list.refresh(ALL);
    await list.expectRight(ALL, ['bob']);
  });

  it('deleted the Removed tab -> a new one is made when somebody leaves again', async () => {
    const { list } = await listWithout();
    const { sheets } = await rig.client.get(list.id, { fields: 'sheets(properties(sheetId,title))' });
    const sheetId = sheets.find(({ properties }) => properties.title === REMOVED)?.properties.sheetId;
    list.did({ deleteSheet: { sheetId } });
    await list.refresh(ALL);
    await list.expectRight(ALL, ['bob', 'cleo']);
    await list.refresh(guests('ada', 'bob', 'cleo'));
    expect(await list.rows(undefined, REMOVED)).toEqual(['dan sold note dan']);
  });

  it('renamed, moved or hid the Removed tab -> it is found again', async () => {
    const { list, removed } = await listWithout();
    list.did(removed.change({ title: 'Gone', index: 0, hidden: true }, 'title,index,hidden'));
    await list.refresh(guests('ada', 'bob'));
    await list.expectRight(guests('ada', 'bob'));
    expect(await list.rows(undefined, 'Gone')).toEqual(['cleo sold note cleo', 'dan sold note dan']);
    expect(await rig.tabs(list.id)).not.toContain(REMOVED);
  });

  it('changed your columns while a guest was away -> the notes come back under the same headers', async () => {
    const { list } = await listWithout();
    list.did(list.do.insert('A'), list.do.type('A1', 'Table'), list.do.move('G', 'C'), list.do.type('H1', 'New'));
    await list.refresh(ALL);
    await list.expectRight(ALL);
  });

  it('changed the columns of the report while a guest was away -> the notes come back', async () => {
    const { list } = await listWithout();
    const columns = COLUMNS.filter(({ id }) => id !== 'seats');
    await list.refresh(guests('ada', 'dan'), { columns });
    await list.refresh(ALL, { columns });
    expect(await list.rows()).toEqual([
      'ada sold note ada',
      'bob sold note bob',
      'cleo sold note cleo',
      'dan sold note dan',
    ]);
  });

  it('asked for guests who leave to be marked -> they stay in their row with a time, until they come back', async () => {
    const list = await GuestList.make(rig);
    const how = { writing: { ...STANDARD_WRITING, removedRows: 'mark' as const } };
    await list.refresh(guests('ada', 'bob', 'dan'), { how });
    const left = async () => (await list.lines()).map((line) => [line['Guest'], (line['Left the list'] ?? '') !== '']);
    expect((await left()).slice(0, 4)).toEqual([
      ['ada', false],
      ['bob', false],
      ['cleo', true],
      ['dan', false],
    ]);
    await list.refresh(ALL, { how });
    expect((await left()).some(([, isLeft]) => isLeft === true)).toBe(false);
    await list.expectRight(ALL);
  });

  it('asked for guests who leave to be deleted -> they go with what stood beside them, and no Removed tab is kept', async () => {
    const list = await GuestList.make(rig);
    const how = { writing: { ...STANDARD_WRITING, removedRows: 'delete' as const } };
    await list.refresh(guests('ada', 'dan'), { how });
    expect(await list.rows()).toEqual(['ada sold note ada', 'dan sold note dan']);
    expect(await rig.tabs(list.id)).toEqual(['Sheet1', 'Tickets']);
  });
});
