import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const SCANNED = [guest('ada', { state: 'scanned' }), ...guests('bob', 'cleo', 'dan')];
/** Bob left, eve is new, ada was scanned. */
const NEXT = [guest('ada', { state: 'scanned' }), ...guests('cleo', 'dan', 'eve')];

async function expectBlocked(list: GuestList, row: number, next = NEXT): Promise<void> {
  const before = await rig.picture(list.id);
  await expect(list.refresh(next)).rejects.toMatchObject({
    code: 'tab-blocked',
    message: expect.stringContaining(`merged (row ${row})`),
  });
  expect(await rig.picture(list.id)).toEqual(before);
}

describe('merged cells', () => {
  it('merged cells of ours in the row of a guest -> a clear error names the row; unmerge them and ask for a repair, then all is back', async () => {
    for (const [range, row] of [
      ['A2:B2', 2],
      ['A2:A3', 2],
      ['B4:C5', 4],
    ] as const) {
      const list = await GuestList.make(rig);
      list.did(list.do.merge(range));
      await expectBlocked(list, row, SCANNED);
      list.did({ unmergeCells: { range: list.do.range(range) } });
      await list.refresh(SCANNED, { how: { repair: 'undo' } });
      await list.expectRight(SCANNED);
    }
  });

  it('merged your notes beside several guests -> fine until one of them leaves or a new one would come between them: then a clear error', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.merge('F3:F4'));
    await list.refresh([...SCANNED, guest('eve')]);
    expect(await list.rows()).toEqual([
      'ada scanned note ada',
      'bob sold note bob',
      'cleo sold',
      'eve sold',
      'dan sold note dan',
    ]);
    await expectBlocked(list, 3);
  });

  it('merged your notes beside the last guests -> a clear error when new ones would come between them', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.merge('F4:F5'));
    await list.refresh(SCANNED);
    await expectBlocked(list, 4, [...SCANNED, guest('eve')]);
  });

  it('merged your own cells beside one guest -> they stay merged, and go with the guest', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.merge('F3:H3'), list.do.merge('F4:G4'));
    await list.refresh(NEXT);
    await list.expectRight(NEXT, ['eve']);
    expect(await list.sheet('merges')).toMatchObject({ merges: [{ startRowIndex: 2, endRowIndex: 3 }] });
    expect(await list.rows(undefined, 'Removed from Tickets')).toEqual(['bob sold note bob']);
  });

  it('inserted a row with a merged heading between the guests -> it stays as it is', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.insert(4), list.do.type('A4', 'Table 2'), list.do.merge('A4:F4'));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual([
      'ada scanned note ada',
      'Table 2',
      'cleo sold note cleo',
      'eve sold',
      'dan sold note dan',
    ]);
    expect(await list.sheet('merges')).toMatchObject({ merges: [{ startRowIndex: 2, endRowIndex: 3 }] });
  });

  it('merged a title above the list, or headers -> they stay merged', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.merge('B1:C1'), list.do.insert(1), list.do.type('A1', 'Spring gala'), list.do.merge('A1:F1'));
    await list.refresh(NEXT);
    expect(await list.rows(['Guest', 'Notes'])).toEqual(['ada note ada', 'cleo note cleo', 'eve', 'dan note dan']);
    expect(await list.sheet('merges')).toMatchObject({ merges: [{ endColumnIndex: 3 }, { endColumnIndex: 6 }] });
  });
});
