import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Rig } from '../rig.ts';
import { guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

/** Bob left, eve is new, ada was scanned. */
const NEXT = [guest('ada', { state: 'scanned' }), ...guests('cleo', 'dan', 'eve')];
const ALL = guests('ada', 'bob', 'cleo', 'dan');
const times = (seen: unknown, text: string) => JSON.stringify(seen).split(text).length - 1;

describe('cells', () => {
  it('typed over a cell of ours -> your text stays until something about that guest changes at the ticketing system', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('B2', 'VIP'), list.do.type('B4', 'VIP'));
    await list.refresh([guest('ada', { seats: 2 }), ...guests('bob', 'cleo', 'dan')]);
    expect(await list.rows(['Guest', 'State', 'Seats'])).toEqual([
      'ada sold 2',
      'bob sold 1',
      'cleo VIP 1',
      'dan sold 1',
    ]);
  });

  it('pasted over cells of ours, then asked for a repair -> it lists the cells, or puts them right; yours stay', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.copy('A2:D2', 'A4:D4'), list.do.type('C5', 9));
    const listed = await list.refresh(ALL, { how: { repair: 'list' } });
    expect(listed.outcome).toMatchObject({ edited: 2, changed: 0 });
    expect(listed.outcome.rowChanges).toEqual([
      { kind: 'edited', key: 'a:cleo', columns: ['name'] },
      { kind: 'edited', key: 'a:dan', columns: ['seats'] },
    ]);
    expect(await list.rows(['Guest', 'Seats', 'Notes'])).toEqual([
      'ada 1 note ada',
      'bob 1 note bob',
      'ada 1 note cleo',
      'dan 9 note dan',
    ]);
    await list.refresh(ALL, { how: { repair: 'undo' } });
    await list.expectRight(ALL);
  });

  it('pasted whole rows over each other, key and all -> each guest is there once and right; the pasted row is yours', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.copy('A2:F2', 'A4:F4'));
    const { outcome } = await list.refresh(ALL);
    expect(outcome.duplicates).toBe(1);
    expect(await list.rows()).toEqual([
      'ada sold note ada',
      'bob sold note bob',
      'ada sold note ada',
      'cleo sold',
      'dan sold note dan',
    ]);
  });

  it('wrote another key into a key cell -> the row, note and all, becomes that of the other guest; nobody is lost', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('E2', 'a:eve'));
    const all = guests('ada', 'bob', 'cleo', 'dan', 'eve');
    await list.refresh(all);
    const names = (await list.rows(['Guest', 'Willcall key'])).toSorted((a, b) => a.localeCompare(b));
    expect(names).toEqual(['ada a:ada', 'bob a:bob', 'cleo a:cleo', 'dan a:dan', 'eve a:eve']);
  });

  it('commented cells (Insert > Note) -> the comments stay with their guest, also in the Removed tab and back', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.comment('A3', 'call her'), list.do.comment('F4', 'by train'), list.do.sort('A2:K5', 'A'));
    await list.refresh(NEXT);
    expect(times(await list.sheet('data(rowData(values(note)))'), 'by train')).toBe(1);
    expect(times(await list.sheet('data(rowData(values(note)))'), 'call her')).toBe(0);
    expect(times(await rig.picture(list.id), 'call her')).toBe(1);
    await list.refresh([...NEXT, guest('bob')]);
    expect(await list.rows()).toContain('bob sold note bob');
    expect(times(await rig.picture(list.id), 'by train')).toBe(1);
  });

  it('coloured cells and rows -> the colours stay with their guest', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.colour('A4:K4'));
    list.did(list.do.sort('A2:K5', 'A'));
    await list.refresh(NEXT);
    const colours = Colours.parse(await list.sheet('data(rowData(values(userEnteredFormat(backgroundColor))))'));
    const red = (colours.data[0]?.rowData ?? []).flatMap(({ values = [] }, row) =>
      times(values, '"red":1') > 0 ? [row] : [],
    );
    const cleo = (await list.rows()).findIndex((row) => row.startsWith('cleo'));
    expect(red).toEqual([cleo + 1]);
  });

  it('chose another date format -> it stays, also for new guests', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.format('D2:D5', 'DATE', 'dd/mm'));
    await list.refresh([guest('ada', { day: '2027-12-24' }), ...guests('cleo', 'dan', 'eve')]);
    expect((await rig.shown(list.id, 'Tickets!D2:D5')).flat()).toEqual(['24/12', '01/03', '01/03', '01/03']);
  });

  it('coloured headers or rewrote their notes -> both stay, but for the note of the first header, which is ours', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.colour('A1:F1'), list.do.comment('B1', 'as of the door'), list.do.comment('F1', 'mine'));
    await list.refresh(NEXT);
    const notes = (await rig.columns(list.id)).map(({ note }) => note);
    expect(notes.slice(1, 6)).toEqual(['as of the door', 'What seats is', 'What day is', expect.any(String), 'mine']);
    expect(notes[0]).toContain('What name is');
  });

  it('ticked boxes beside guests -> the ticks stay, new guests have a box', async () => {
    const list = await GuestList.make(rig);
    const rule = { condition: { type: 'BOOLEAN' } };
    list.did(
      list.do.type('G1', 'Arrived'),
      { setDataValidation: { range: list.do.range('G2:G5'), rule } },
      list.do.type('G4', true),
    );
    await list.refresh(NEXT);
    expect(await list.rows(['Guest', 'Arrived'])).toEqual(['ada', 'cleo true', 'eve', 'dan']);
    expect(times(await list.sheet('data(rowData(values(dataValidation)))'), 'BOOLEAN')).toBe(4);
  });
});

const Colours = z.object({
  data: z.array(z.object({ rowData: z.array(z.object({ values: z.array(z.unknown()).optional() })) })),
});
