import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

/** Bob left, eve is new, ada was scanned. */
const NEXT = [guest('ada', { state: 'scanned' }), ...guests('cleo', 'dan', 'eve')];
const AFTERWARDS = ['ada scanned note ada', 'cleo sold note cleo', 'eve sold', 'dan sold note dan'];

describe('rows', () => {
  it('inserted a row in the middle -> it stays where it is', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert(4), list.do.type('F4', 'table 2 begins here'));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual([
      'ada scanned note ada',
      'table 2 begins here',
      'cleo sold note cleo',
      'eve sold',
      'dan sold note dan',
    ]);
  });

  it('inserted rows above the header -> they stay, the list goes on below them', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert(1, 2), list.do.type('A1', 'Guests of the gala'));
    await list.refresh(NEXT);
    await list.refresh(NEXT);
    expect((await rig.values(list.id)).slice(0, 3)).toEqual([
      ['Guests of the gala'],
      [],
      ['Guest', 'State', 'Seats', 'Day', 'Willcall key', 'Notes'],
    ]);
    expect(await list.rows()).toEqual(AFTERWARDS);
  });

  it('typed something below the list -> it stays and moves down as guests come', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('A6', 'walk-ins'), list.do.type('A8', 'zoe'), list.do.type('F8', 'paid cash'));
    const next = guests('ada', 'bob', 'cleo', 'dan', 'eve', 'fay', 'gus');
    await list.refresh(next);
    expect(await list.rows()).toEqual([
      'ada sold note ada',
      'bob sold note bob',
      'cleo sold note cleo',
      'eve sold',
      'fay sold',
      'gus sold',
      'dan sold note dan',
      'walk-ins',
      '',
      'zoe  paid cash',
    ]);
  });

  it('typed a guest of your own between the others -> the row is yours and never touched', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert(3), list.do.type('A3', 'zoe'), list.do.type('B3', 'press'), list.do.type('F3', 'free'));
    await list.refresh(NEXT);
    await list.refresh([]);
    await list.refresh(NEXT);
    expect((await list.rows()).filter((row) => row.startsWith('zoe'))).toEqual(['zoe press free']);
    await list.expectRight(NEXT, ['eve']);
  });

  it('deleted the row of a guest -> the guest comes back, as long as the ticketing system has them', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.remove(3));
    const all = guests('ada', 'bob', 'cleo', 'dan');
    await list.refresh(all);
    expect(await list.rows()).toEqual(['ada sold note ada', 'cleo sold note cleo', 'bob sold', 'dan sold note dan']);
    await list.expectRight(all, ['bob']);
  });

  it('deleted the first or the last row -> the guests come back, the list stays in its place', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('A7', 'below'), list.do.remove(5), list.do.remove(2));
    const all = guests('ada', 'bob', 'cleo', 'dan');
    await list.refresh(all);
    expect((await list.rows()).toSorted((a, b) => b.localeCompare(a)).slice(0, 5)).toEqual([
      'dan sold',
      'cleo sold note cleo',
      'bob sold note bob',
      'below',
      'ada sold',
    ]);
    await list.expectRight(all, ['ada', 'dan']);
  });

  it('deleted all guests -> they all come back, under the same header', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('A8', 'below'), list.do.remove(2, 4));
    const all = guests('ada', 'bob', 'cleo', 'dan');
    await list.refresh(all);
    expect(await list.rows()).toEqual(['ada sold', 'bob sold', 'cleo sold', 'dan sold', '', '', 'below']);
    await list.expectRight(all, ['ada', 'bob', 'cleo', 'dan']);
  });

  it('deleted the header row -> it comes back with our titles; yours you type again', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.change({ gridProperties: { frozenRowCount: 0 } }, 'gridProperties.frozenRowCount'));
    list.did(list.do.remove(1));
    await list.refresh(NEXT);
    expect(await rig.values(list.id, 'Tickets!A1:E1')).toEqual([['Guest', 'State', 'Seats', 'Day', 'Willcall key']]);
    expect((await rig.values(list.id, 'Tickets!F2:F5')).flat()).toEqual(['note ada', 'note cleo', 'note dan']);
    expect((await list.rows(['Guest', 'State'])).length).toBe(4);
  });

  it('added a second header row -> it stays between the header and the list', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert(2), list.do.type('A2', 'from the ticket office'), list.do.type('F2', 'ours'));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(['from the ticket office  ours', ...AFTERWARDS]);
    await list.expectRight(NEXT, ['eve']);
  });

  it('blanked the key of a guest -> the row is yours from now on, and the guest gets a row of their own', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.clear('E3'));
    const all = guests('ada', 'bob', 'cleo', 'dan');
    await list.refresh(all);
    expect(await list.rows()).toEqual([
      'ada sold note ada',
      'bob sold note bob',
      'cleo sold note cleo',
      'bob sold',
      'dan sold note dan',
    ]);
    await list.expectRight(all, ['bob']);
  });

  it('copied a row with its key -> the upper one is kept up to date, the copy is yours and reported', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert(6), list.do.copy('A2:K2', 'A6:K6'), list.do.type('F6', 'my copy'));
    const { outcome } = await list.refresh(NEXT);
    expect(outcome.duplicates).toBe(1);
    expect(await list.rows()).toEqual([...AFTERWARDS, 'ada sold my copy']);
  });

  it('dragged rows elsewhere -> they stay there with their notes', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.move(5, 2), list.do.move(3, 6));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(['dan sold note dan', 'cleo sold note cleo', 'eve sold', 'ada scanned note ada']);
    await list.expectRight(NEXT, ['eve']);
  });

  it('sorted the header along, or dragged a guest above it -> a clear error names the row; nothing is written until the header is on top', async () => {
    for (const deed of ['sort', 'drag'] as const) {
      const list = await GuestList.make(rig);
      list.did(list.do.change({ gridProperties: { frozenRowCount: 0 } }, 'gridProperties.frozenRowCount'));
      if (deed === 'sort') {
        const sortSpecs = [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }];
        list.did({ sortRange: { range: list.do.range('A1:K5'), sortSpecs } });
      } else list.did(list.do.move(4, 1));
      const before = await rig.picture(list.id);
      await expect(list.refresh(NEXT)).rejects.toMatchObject({
        code: 'tab-blocked',
        message: expect.stringContaining('Row 1 of the tab'),
      });
      expect(await rig.picture(list.id)).toEqual(before);
    }
  });

  it('selected everything and pressed Delete -> the list comes back, titles included', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.clear('A1:K15'));
    await list.refresh(NEXT);
    expect((await rig.values(list.id))[0]).toEqual(['Guest', 'State', 'Seats', 'Day', 'Willcall key']);
    await list.expectRight(NEXT, ['ada', 'cleo', 'dan', 'eve']);
  });

  it('cut a row and pasted it elsewhere -> it is found there', async () => {
    const list = await GuestList.make(rig);
    const destination = { sheetId: list.sheetId, rowIndex: 8, columnIndex: 0 };
    list.did({ cutPaste: { source: list.do.range('A3:K3'), destination, pasteType: 'PASTE_NORMAL' } });
    const next = [guest('ada'), guest('bob', { state: 'scanned' }), ...guests('cleo', 'dan')];
    await list.refresh(next);
    expect((await list.rows()).at(-1)).toBe('bob scanned note bob');
    await list.expectRight(next);
  });
});
