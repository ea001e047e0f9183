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
const AFTERWARDS = ['ada scanned note ada', 'cleo sold note cleo', 'eve sold', 'dan sold note dan'];
const ORGANIZER = { users: ['organizer@example.org'] };

describe('the tab and the file', () => {
  it('renamed the tab -> your name stays', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.change({ title: 'At the door' }, 'title'));
    await list.refresh(NEXT);
    expect(await rig.tabs(list.id)).toEqual(['Sheet1', 'At the door', 'Removed from At the door']);
    expect(await list.rows(undefined, 'At the door')).toEqual(AFTERWARDS);
  });

  it('moved, coloured or hid the tab -> it stays so, and is kept up to date', async () => {
    const list = await GuestList.make(rig);
    const properties = { hidden: true, index: 0, tabColor: { red: 1 } };
    list.did(list.do.change(properties, 'hidden,index,tabColor'));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(AFTERWARDS);
    expect(await list.sheet('properties')).toMatchObject({ properties: { hidden: true, tabColor: { red: 1 } } });
    expect((await rig.tabs(list.id))[0]).toBe('Tickets');
  });

  it('copied the tab -> the copy stays as it is, the list goes on in its own tab', async () => {
    const list = await GuestList.make(rig);
    const copy = { sourceSheetId: list.sheetId, newSheetId: 4711, newSheetName: 'As of Monday', insertSheetIndex: 0 };
    list.did({ duplicateSheet: copy });
    const before = await list.rows(undefined, 'As of Monday');
    await list.refresh(NEXT);
    expect(await list.rows(undefined, 'As of Monday')).toEqual(before);
    expect(await list.rows()).toEqual(AFTERWARDS);
  });

  it('copied the file -> the copy is never written, the list goes on in its own file', async () => {
    const list = await GuestList.make(rig);
    const copy = rig.google.files.copy(list.id, 'organizer@example.org', 'Copy of Spring gala');
    rig.google.files.setPermissions(copy.id, rig.google.files.get(list.id)?.permissions ?? []);
    const before = await rig.picture(copy.id);
    await list.refresh(NEXT);
    expect(await rig.picture(copy.id)).toEqual(before);
    expect(await list.rows()).toEqual(AFTERWARDS);
  });

  it('sent the report to a copied file -> the tab there is not taken for the list: it asks for another name', async () => {
    const list = await GuestList.make(rig);
    const copy = rig.google.files.copy(list.id, 'organizer@example.org', 'Copy of Spring gala');
    rig.google.files.setPermissions(copy.id, rig.google.files.get(list.id)?.permissions ?? []);
    const before = await rig.picture(copy.id);
    await expect(list.refresh(NEXT, { spreadsheetId: copy.id })).rejects.toMatchObject({ code: 'tab-occupied' });
    expect(await rig.picture(copy.id)).toEqual(before);
  });

  it('deleted the tab -> a new one is made, without your notes', async () => {
    const list = await GuestList.make(rig);
    list.did({ deleteSheet: { sheetId: list.sheetId } });
    const { sheetId } = await list.refresh(NEXT);
    expect(sheetId).not.toBe(list.sheetId);
    expect(await list.rows()).toEqual(['ada scanned', 'cleo sold', 'dan sold', 'eve sold']);
  });

  it('protected the tab or a part of the list -> a clear error, and nothing is written until Willcall may edit it', async () => {
    for (const range of [null, 'A1:E5', 'B2:B2']) {
      const list = await GuestList.make(rig);
      list.did(list.do.protect(range, ORGANIZER));
      const before = await rig.picture(list.id);
      await expect(list.refresh(NEXT)).rejects.toMatchObject({
        code: 'tab-protected',
        message: expect.stringContaining('protected'),
      });
      expect(await rig.picture(list.id)).toEqual(before);
    }
  });

  it('protected your own column -> changes of ours go on; a clear error when guests come or leave, because whole rows move', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.protect('F1:F15', ORGANIZER));
    const next = [guest('ada', { state: 'scanned' }), ...guests('bob', 'cleo', 'dan')];
    await list.refresh(next);
    await list.expectRight(next);
    for (const all of [NEXT, [...next, guest('eve')], guests('ada', 'bob', 'cleo')]) {
      await expect(list.refresh(all)).rejects.toMatchObject({ code: 'tab-protected' });
    }
    await list.expectRight(next);
  });

  it('protected the tab with a warning only -> it is kept up to date', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.protect(null, null));
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(AFTERWARDS);
  });

  it('changed the time zone of the spreadsheet -> dates and times are written anew in it', async () => {
    const list = await GuestList.make(rig);
    const columns = COLUMNS.filter(({ id }) => id === 'day').map((column) => ({
      ...column,
      type: 'date-time' as const,
    }));
    const bought = [guest('ada', { day: '2027-03-01T12:00:00.000Z' })];
    await list.refresh(bought, { columns });
    list.did({ updateSpreadsheetProperties: { properties: { timeZone: 'America/New_York' }, fields: 'timeZone' } });
    await list.refresh(bought, { columns });
    expect((await rig.shown(list.id, 'Tickets!A1:E2')).flat()).toContain('2027-03-01 07:00:00');
  });

  it('changed the locale of the spreadsheet -> numbers and dates stay what they are', async () => {
    const list = await GuestList.make(rig);
    list.did({ updateSpreadsheetProperties: { properties: { locale: 'de_DE' }, fields: 'locale' } });
    await list.refresh(NEXT);
    await list.expectRight(NEXT, ['eve']);
  });

  it('took the sharing with Willcall away -> a clear error, and nothing is written until it is shared again', async () => {
    const list = await GuestList.make(rig);
    const { permissions = [] } = rig.google.files.get(list.id) ?? {};
    rig.google.files.setPermissions(
      list.id,
      permissions.filter(({ role }) => role === 'owner'),
    );
    await expect(list.refresh(NEXT)).rejects.toMatchObject({ code: 'spreadsheet-not-shared' });
    rig.google.files.setPermissions(list.id, permissions);
    await list.refresh(NEXT);
    expect(await list.rows()).toEqual(AFTERWARDS);
  });
});
