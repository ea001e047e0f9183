import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Rig } from '../rig.ts';
import { guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const Sizes = z.object({
  data: z.array(
    z.object({
      rowMetadata: z.array(z.object({ pixelSize: z.number(), hiddenByUser: z.boolean().optional() })),
      columnMetadata: z.array(z.object({ pixelSize: z.number() })),
    }),
  ),
});

async function hiddenRows(list: GuestList): Promise<number[]> {
  const { data } = Sizes.parse(await list.sheet('data(rowMetadata(pixelSize,hiddenByUser),columnMetadata(pixelSize))'));
  return (data[0]?.rowMetadata ?? []).flatMap(({ hiddenByUser }, row) => (hiddenByUser === true ? [row] : []));
}

/** Bob left, eve is new, ada was scanned. */
const NEXT = [guest('ada', { state: 'scanned' }), ...guests('cleo', 'dan', 'eve')];

describe('order and view', () => {
  it('sorted the list by one column -> the order stays, each note beside its guest; new guests come before the last row', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.sort('A2:K5', 'A'));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(['dan sold note dan', 'cleo sold note cleo', 'eve sold', 'ada scanned note ada']);
    await list.expectRight(NEXT, ['eve']);
  });

  it('sorted the list by several columns -> the order stays, and nothing is sorted again', async () => {
    const list = await GuestList.make(rig);
    await list.refresh([guest('ada', { seats: 2 }), guest('bob'), guest('cleo', { seats: 2 }), guest('dan')]);
    list.did(list.do.sort('A2:K5', 'c', 'A'));
    const next = [
      guest('ada', { seats: 5 }),
      guest('bob'),
      guest('cleo', { seats: 2 }),
      guest('dan', { state: 'void' }),
    ];
    await list.refresh(next);
    expect(await list.rows()).toEqual([
      'dan void note dan',
      'bob sold note bob',
      'cleo sold note cleo',
      'ada sold note ada',
    ]);
    await list.expectRight(next);
  });

  it('filtered the list -> the filter stays and takes in new guests; hidden guests are kept up to date too', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.filter('A1:F5', 'B', 'sold'));
    const next = [...NEXT, guest('fay')];
    await list.refresh(next);
    const filter = { range: { startRowIndex: 0, endRowIndex: 6, startColumnIndex: 0, endColumnIndex: 6 } };
    expect(await list.sheet('basicFilter')).toMatchObject({
      basicFilter: { ...filter, filterSpecs: [{ columnIndex: 1, filterCriteria: { hiddenValues: ['sold'] } }] },
    });
    await list.expectRight(next, ['eve', 'fay']);
  });

  it('made a filter view -> it stays and takes in new guests', async () => {
    const list = await GuestList.make(rig);
    list.did({ addFilterView: { filter: { title: 'Mine', range: list.do.range('A1:F5') } } });
    await list.refresh([...guests('ada', 'bob', 'cleo', 'dan', 'eve', 'fay')]);
    expect(await list.sheet('filterViews')).toMatchObject({
      filterViews: [{ title: 'Mine', range: { startRowIndex: 0, endRowIndex: 7 } }],
    });
  });

  it('hid rows -> they stay hidden and are kept up to date; new guests are shown', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.hide(3), list.do.hide(4));
    const next = [guest('ada'), guest('bob', { state: 'void' }), ...guests('cleo', 'dan', 'eve')];
    await list.refresh(next);
    expect(await list.rows()).toEqual([
      'ada sold note ada',
      'bob void note bob',
      'cleo sold note cleo',
      'eve sold',
      'dan sold note dan',
    ]);
    expect(await hiddenRows(list)).toEqual([2, 3]);
    await list.expectRight(next, ['eve']);
  });

  it('hid columns, or showed the key column -> they stay as you left them and are kept up to date', async () => {
    const list = await GuestList.make(rig);
    const shown = {
      range: { ...list.do.hide('E').updateDimensionProperties.range },
      properties: { hiddenByUser: false },
    };
    list.did(list.do.hide('B'), { updateDimensionProperties: { ...shown, fields: 'hiddenByUser' } });
    await list.refresh(NEXT);
    expect((await rig.columns(list.id)).map(({ hidden }) => hidden).slice(0, 6)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    await list.expectRight(NEXT, ['eve']);
  });

  it('froze rows and columns -> they stay frozen', async () => {
    const list = await GuestList.make(rig);
    const gridProperties = { frozenRowCount: 2, frozenColumnCount: 1 };
    list.did(list.do.change({ gridProperties }, 'gridProperties(frozenRowCount,frozenColumnCount)'));
    await list.refresh(NEXT);
    expect(await list.sheet('properties')).toMatchObject({ properties: { gridProperties } });
    await list.expectRight(NEXT, ['eve']);
  });

  it('froze more rows than there will be guests -> the list gets shorter all the same', async () => {
    const list = await GuestList.make(rig);
    list.did(
      list.do.remove(6, 10),
      list.do.change({ gridProperties: { frozenRowCount: 4 } }, 'gridProperties.frozenRowCount'),
    );
    await list.refresh(guests('bob'));
    expect(await list.rows()).toEqual(['bob sold note bob']);
    await list.refresh(NEXT);
    await list.expectRight(NEXT, ['eve']);
  });

  it('grouped rows -> the group stays with its guests', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.group(4, 2));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(['ada scanned note ada', 'cleo sold note cleo', 'eve sold', 'dan sold note dan']);
    expect(await list.sheet('rowGroups')).toMatchObject({ rowGroups: [{ range: { startIndex: 2, endIndex: 5 } }] });
  });

  it('made rows higher and columns wider -> they stay so, with their guests', async () => {
    const list = await GuestList.make(rig);
    const size = (place: string | number, pixelSize: number) => ({
      updateDimensionProperties: {
        range: list.do.hide(place).updateDimensionProperties.range,
        properties: { pixelSize },
        fields: 'pixelSize',
      },
    });
    list.did(size(4, 77), size('A', 333));
    await list.refresh(NEXT);
    const seen = JSON.stringify(await list.sheet('data(rowMetadata(pixelSize),columnMetadata(pixelSize))'));
    const { data } = Sizes.parse(JSON.parse(seen));
    expect(data[0]?.rowMetadata[2]?.pixelSize).toBe(77);
    expect(data[0]?.columnMetadata[0]?.pixelSize).toBe(333);
  });
});
