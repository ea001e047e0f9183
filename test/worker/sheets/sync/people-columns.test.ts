import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { COLUMNS, guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

/** Bob left, eve is new, ada was scanned. */
const NEXT = [guest('ada', { state: 'scanned' }), ...guests('cleo', 'dan', 'eve')];
const header = async (list: GuestList) => (await rig.values(list.id, 'Tickets!1:1'))[0];

describe('columns', () => {
  it('inserted a column between ours -> it stays, each cell beside its guest', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert('B'), list.do.type('B1', 'Table'), list.do.type('B2', 7), list.do.type('B4', 9));
    await list.refresh(NEXT);
    expect(await list.rows(['Guest', 'Table', 'State', 'Notes'])).toEqual([
      'ada 7 scanned note ada',
      'cleo 9 sold note cleo',
      'eve  sold',
      'dan  sold note dan',
    ]);
    await list.expectRight(NEXT, ['eve']);
  });

  it('moved our columns -> they stay where you put them', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.move('C', 'A'), list.do.move('F', 'B'), list.do.move('E', 'C'));
    const before = await header(list);
    await list.refresh(NEXT);
    expect(await header(list)).toEqual(before);
    expect(before?.slice(0, 2)).toEqual(['Seats', 'Notes']);
    await list.expectRight(NEXT, ['eve']);
  });

  it('renamed headers -> your names stay', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('A1', 'Name at the door'), list.do.type('E1', 'Do not touch'));
    list.titles = { Guest: 'Name at the door', 'Willcall key': 'Do not touch' };
    await list.refresh(NEXT);
    expect(await header(list)).toEqual(['Name at the door', 'State', 'Seats', 'Day', 'Do not touch', 'Notes']);
    await list.expectRight(NEXT, ['eve']);
  });

  it('added columns of your own -> they belong to the guest of their row', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('G1', 'Diet'), list.do.type('G3', 'vegan'), list.do.type('H4', 'no header'));
    const next = guests('ada', 'bob', 'cleo', 'dan', 'eve');
    await list.refresh(next);
    list.did(list.do.sort('A2:K6', 'A'));
    await list.refresh([...next, guest('fay')]);
    expect(await list.rows(['Guest', 'Diet', '', 'Notes'])).toEqual([
      'eve',
      'dan   note dan',
      'cleo  no header note cleo',
      'bob vegan  note bob',
      'fay',
      'ada   note ada',
    ]);
  });

  it('put a table of your own far right in the same rows -> nothing of it is overwritten, but its rows go with the guests beside them', async () => {
    const list = await GuestList.make(rig);
    list.did(...[1, 2, 3, 4, 5].map((row) => list.do.type(`J${row}`, `side ${row}`)));
    await list.refresh(guests('ada', 'cleo', 'dan', 'eve', 'fay'));
    const side = (await rig.values(list.id, 'Tickets!J1:J6')).map(([cell = '']) => cell);
    expect(side).toEqual(['side 1', 'side 2', 'side 4', '', '', 'side 5']);
    expect((await rig.values(list.id, "'Removed from Tickets'!A2:L2")).flat()).toContain('side 3');
  });

  it('deleted one of our columns -> it comes back, filled', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.remove('B'));
    await list.refresh(NEXT);
    expect(await header(list)).toEqual(['Guest', 'Seats', 'Day', 'State', 'Willcall key', 'Notes']);
    await list.expectRight(NEXT, ['eve']);
  });

  it('deleted the key column -> nothing is written until you bring it back or have the list written anew', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.remove('E'));
    const before = await rig.picture(list.id);
    await expect(list.refresh(NEXT)).rejects.toMatchObject({ code: 'key-column-gone' });
    expect(await rig.picture(list.id)).toEqual(before);
    await list.refresh(NEXT, { how: { rebuild: true } });
    await list.refresh(NEXT);
    expect((await list.rows(['Guest', 'State', 'Seats'])).slice(0, 4)).toEqual([
      'ada scanned 1',
      'cleo sold 1',
      'dan sold 1',
      'eve sold 1',
    ]);
    expect((await rig.values(list.id)).flat()).toEqual(expect.arrayContaining(['note ada', 'note cleo', 'note dan']));
  });

  it('changed which columns the report has -> new ones come in after ours, those no longer wanted become blank; yours stay', async () => {
    const list = await GuestList.make(rig);
    const columns = COLUMNS.filter(({ id }) => id !== 'state');
    await list.refresh(NEXT, { columns });
    expect(await list.rows(['Guest', 'State', 'Seats', 'Notes'])).toEqual([
      'ada  1 note ada',
      'cleo  1 note cleo',
      'eve  1',
      'dan  1 note dan',
    ]);
    await list.refresh(NEXT);
    expect(await header(list)).toEqual(['Guest', '', 'Seats', 'Day', 'State', 'Willcall key', 'Notes']);
    await list.expectRight(NEXT, ['eve']);
  });
});
