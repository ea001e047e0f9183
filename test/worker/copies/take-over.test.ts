import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCopies } from '../../../worker/sheets/copies/read-copies.ts';
import { tellCopies } from '../../../worker/sheets/copies/tell-copies.ts';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { Rig } from '../sheets/rig.ts';
import { deedsIn } from '../sheets/sync/deeds.ts';
import { guest, GuestList, guests } from '../sheets/sync/guest-list.ts';
import { CopiedList, copyFile } from './copied-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());
afterEach(() => rig.google.faults.clear());

/** Nobody of the old list (ada, bob, cleo, dan) is at the new event. */
const NEXT = [guest('eve', { seats: 2 }), ...guests('fay', 'gus', 'hal', 'ida', 'jo')];
const status = { state: () => 'Up to date.', nextDue: new Date('2027-03-01T12:00:00Z') };

async function copied(list: GuestList): Promise<CopiedList> {
  return new CopiedList(list, copyFile(rig, list.id));
}

describe('the first refresh of a list that was set up in a copied spreadsheet', () => {
  it('writes the new guests into the tab that came along, and no note slips to one of them', async () => {
    const list = await GuestList.make(rig);
    const before = await rig.picture(list.id);
    const copy = await copied(list);
    const done = await copy.refresh(NEXT);
    expect(done).toMatchObject({ sheetId: list.sheetId, rows: 6, outcome: { added: 6, removed: 4, heldBack: null } });
    expect(await copy.rows(['Guest', 'Notes'])).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
    expect(await copy.rows(['Guest', 'Notes'], 'Removed from Tickets')).toEqual([
      'ada note ada',
      'bob note bob',
      'cleo note cleo',
      'dan note dan',
    ]);
    expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Tickets', 'Removed from Tickets']);
    expect(await rig.picture(list.id)).toEqual(before);
  });

  it('asks nobody for rows of another event to leave; those of the same one are guarded as ever', async () => {
    const list = await GuestList.make(rig);
    const guarded = { writing: { ...STANDARD_WRITING, guard: { few: 1, percent: 50 } }, isGuarded: true };
    const other = await (await copied(list)).refresh(NEXT, { how: guarded });
    expect(other.outcome).toMatchObject({ removed: 4, heldBack: null });
    const same = await copied(list);
    const done = await same.refresh(guests('ada'), { how: guarded, source: 'a' });
    expect(done.outcome).toMatchObject({ removed: 0, heldBack: { removals: [{ source: 'a', rows: 3, of: 4 }] } });
    expect(await same.rows(['Guest', 'Notes'])).toHaveLength(4);
  });

  it('is followed by others as in any list: notes stay with their guests', async () => {
    const list = await GuestList.make(rig);
    const copy = await copied(list);
    await copy.refresh(NEXT);
    rig.edit(copy.id, [deedsIn(list.sheetId).type('F2', 'note eve')]);
    const done = await copy.refresh([guest('eve', { seats: 3 }), ...guests('jo', 'kim')]);
    expect(done.outcome).toMatchObject({ added: 1, changed: 1, removed: 4 });
    expect(await copy.rows(['Guest', 'Seats', 'Notes'])).toEqual(['eve 3 note eve', 'kim 1', 'jo 1']);
  });

  it('keeps what people made of the list: titles, order, own columns, hidden ones, filters, formulas, names, charts, pivots', async () => {
    const list = await GuestList.make(rig);
    const source = (range: string) => ({ sourceRange: { sources: [list.do.range(range)] } });
    const basicChart = {
      chartType: 'COLUMN',
      domains: [{ domain: source('A2:A5') }],
      series: [{ series: source('C2:C5') }],
    };
    const pivotTable = {
      source: list.do.range('A1:F5'),
      rows: [{ sourceColumnOffset: 1, sortOrder: 'ASCENDING', showTotals: true }],
      values: [{ sourceColumnOffset: 2, summarizeFunction: 'SUM' }],
    };
    const values = [{ pivotTable }];
    const rule = {
      condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: 'sold' }] },
      format: { backgroundColor: { green: 1 } },
    };
    list.did(
      list.do.type('A1', 'Who'),
      list.do.type('G1', 'Price'),
      list.do.type('G2:G5', '=C2*25'),
      list.do.filter('A1:G5', 'B', 'scanned'),
      list.do.choices('F2:F5', 'ok', 'call back'),
      { addNamedRange: { namedRange: { name: 'guests', range: list.do.range('A2:A5') } } },
      { addConditionalFormatRule: { rule: { ranges: [list.do.range('B2:B5')], booleanRule: rule }, index: 0 } },
      {
        addChart: {
          chart: {
            spec: { title: 'Seats', basicChart },
            position: { overlayPosition: { anchorCell: { sheetId: 0 } } },
          },
        },
      },
      { updateCells: { range: list.elsewhere.range('D1'), rows: [{ values }], fields: 'pivotTable' } },
      list.elsewhere.type('A1', '=SUM(Tickets!C2:C5)'),
      list.elsewhere.type('A2', '=COUNTA(Tickets!A2:A)'),
      list.do.hide('D'),
      list.do.move('B', 'A'),
    );
    const copy = await copied(list);
    await copy.refresh(NEXT);
    expect((await rig.values(copy.id, 'Tickets!A1:G1'))[0]).toEqual([
      'State',
      'Who',
      'Seats',
      'Day',
      'Willcall key',
      'Notes',
      'Price',
    ]);
    expect(await copy.rows(['Who', 'Price'])).toEqual(['eve 50', 'fay 25', 'gus 25', 'hal 25', 'ida 25', 'jo 25']);
    expect([await copy.result('Sheet1!A1'), await copy.result('Sheet1!A2')]).toEqual([7, 6]);
    expect((await rig.values(copy.id, 'guests')).flat()).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
    const charts = await copy.read('sheets(charts(spec(basicChart)))');
    expect(charts.match(/"endRowIndex":7/g)).toHaveLength(2);
    expect(await copy.read('sheets(data(rowData(values(pivotTable(source)))))')).toContain('"endRowIndex":7');
    expect(await copy.read('sheets(basicFilter(range))')).toContain('"endRowIndex":7');
    expect(await copy.read('sheets(conditionalFormats(ranges))')).toContain('"endRowIndex":7');
    expect((await copy.read('sheets(data(rowData(values(dataValidation))))')).match(/call back/g)).toHaveLength(6 + 4);
    expect(await copy.read(`sheets(properties(title),data(columnMetadata(hiddenByUser)))`)).toContain(
      '"hiddenByUser":true',
    );
    expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Tickets', 'Removed from Tickets']);
  });

  it('is not held back, however many leave; and a source that asks for the same keeps its rows, notes and all', async () => {
    const list = await GuestList.make(rig, guests(...Array.from({ length: 40 }, (_, at) => `guest ${at}`)));
    const copy = await copied(list);
    const writing = { ...STANDARD_WRITING, guard: { few: 3, percent: 10 } };
    const done = await copy.refresh([...guests('guest 7', 'new')], { source: 'a', how: { writing } });
    expect(done.outcome).toMatchObject({ removed: 39, heldBack: null });
    expect(await copy.rows(['Guest', 'Notes'])).toEqual(['guest 7 note guest 7', 'new']);
  });

  it('goes to the Removed tab that came along, below those who left the old list', async () => {
    const list = await GuestList.make(rig);
    await list.refresh(guests('ada', 'bob', 'cleo'));
    const copy = await copied(list);
    await copy.refresh(NEXT);
    expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Tickets', 'Removed from Tickets']);
    const gone = await copy.rows(['Guest', 'Notes'], 'Removed from Tickets');
    expect(gone).toEqual(['dan note dan', 'ada note ada', 'bob note bob', 'cleo note cleo']);
  });

  it('finds the tab under another name, with rows inserted above and guests sorted', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.change({ title: 'Door' }, 'title'), list.do.sort('A2:K5', 'A'), list.do.insert(1, 2));
    const copy = await copied(list);
    await copy.refresh(NEXT);
    expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Door', 'Removed from Door']);
    const { values } = await rig.client.getResults(copy.id, 'Door!A3:A10');
    expect(values.flat()).toEqual(['Guest', 'eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
  });

  it('leaves copies that people made of the tab before as they are', async () => {
    const list = await GuestList.make(rig);
    const duplicate = {
      sourceSheetId: list.sheetId,
      newSheetId: 4711,
      newSheetName: 'As of Monday',
      insertSheetIndex: 0,
    };
    list.did({ duplicateSheet: duplicate });
    const copy = await copied(list);
    expect((await readCopies(rig.client, copy.id)).marked.map(({ title }) => title)).toEqual(['Tickets']);
    const before = await rig.values(copy.id, "'As of Monday'");
    await copy.refresh(NEXT);
    expect(await rig.values(copy.id, "'As of Monday'")).toEqual(before);
    expect((await readCopies(rig.client, copy.id)).marked).toEqual([]);
  });

  it('takes away a hidden tab in which rows were just being prepared when the file was copied', async () => {
    const list = await GuestList.make(rig);
    const staging = { sheetId: 99, title: 'Willcall is preparing rows 99', hidden: true };
    const mark = {
      metadataKey: 'willcall.staging',
      metadataValue: '{"report":"report","run":"r"}',
      visibility: 'DOCUMENT',
      location: { sheetId: 99 },
    };
    list.did({ addSheet: { properties: staging } }, { createDeveloperMetadata: { developerMetadata: mark } });
    const copy = await copied(list);
    await copy.refresh(NEXT);
    expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Tickets', 'Removed from Tickets']);
    expect(await rig.tabs(list.id)).toContain('Willcall is preparing rows 99');
  });

  it('writes an exact copy in the place of the old one, and adds below what is kept for the record', async () => {
    const exact = await GuestList.make(rig);
    await exact.refresh(guests('ada', 'bob'), { how: { mode: 'replace' } });
    const copy = await copied(exact);
    await copy.refresh(NEXT, { how: { mode: 'replace' } });
    expect(await copy.rows(['Guest'])).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
    expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Tickets']);
    const id = rig.book();
    const rows = [['old', 'x']];
    const { sheetId } = await rig.publish(id, { rows, how: { mode: 'append' } });
    const record = await rig.publish(copyFile(rig, id), {
      rows: [['new', 'y']],
      sheetId,
      reportId: 'new report',
      takesOver: { report: 'report', spreadsheet: id },
      generation: 1,
      how: { mode: 'append' },
    });
    expect(record).toMatchObject({ sheetId, outcome: { added: 1, removed: 0 } });
  });

  it('is repeated without harm when Google did not answer, and goes on when the run was killed in between', async () => {
    const list = await GuestList.make(rig);
    for (const fault of [{ drop: 'before' as const }, { drop: 'after' as const }, { status: 503 as const }]) {
      const copy = await copied(list);
      rig.google.faults.add({ method: 'POST', path: ':batchUpdate', ...fault });
      await copy.refresh(NEXT);
      expect(await copy.rows(['Guest', 'Notes'])).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
    }
    const copy = await copied(list);
    let writes = 0;
    const assertOwner = async () => {
      writes += 1;
      if (writes > 1) throw new Error('somebody else has the run');
    };
    await expect(copy.refresh(NEXT, { assertOwner })).rejects.toThrow('somebody else');
    expect(await copy.rows(['Guest', 'Notes'])).toEqual([
      'ada note ada',
      'bob note bob',
      'cleo note cleo',
      'dan note dan',
    ]);
    await copy.refresh(NEXT);
    expect(await copy.rows(['Guest', 'Notes'])).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
  });

  it('lets no note slip in a list that was just being written piece by piece when the file was copied', async () => {
    const list = await GuestList.make(rig);
    const fields = 'sheets(properties(sheetId),developerMetadata(metadataId,metadataKey,metadataValue))';
    const { sheets } = await rig.client.get(list.id, { fields });
    const mark = sheets.flatMap((one) => one.developerMetadata).find((one) => one.metadataKey === 'willcall.report');
    const metadataValue = mark?.metadataValue.replace(/"generation":\d+/, '"generation":0') ?? '';
    const dataFilters = [{ developerMetadataLookup: { metadataKey: 'willcall.report' } }];
    list.did({
      updateDeveloperMetadata: { dataFilters, developerMetadata: { metadataValue }, fields: 'metadataValue' },
    });
    const copy = await copied(list);
    await copy.refresh(NEXT);
    expect(await copy.rows(['Guest', 'Notes'])).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
  });

  it('goes on in a copy of a copy, whether the first one was set up or not', async () => {
    const list = await GuestList.make(rig);
    const first = await copied(list);
    const unset = new CopiedList(list, copyFile(rig, first.id));
    await unset.refresh(guests('uma'));
    expect(await unset.rows(['Guest', 'Notes'])).toEqual(['uma']);
    await first.refresh(NEXT);
    const second = new CopiedList(list, copyFile(rig, first.id), { report: 'new report', spreadsheet: first.id });
    const { marked } = await readCopies(rig.client, second.id);
    expect(marked).toMatchObject([{ report: 'new report', spreadsheet: first.id }]);
    await second.refresh(guests('kim', 'lea'), { reportId: 'third report', source: 'c' });
    expect(await second.rows(['Guest'])).toEqual(['kim', 'lea']);
  });

  it('makes a new tab when the one that came along was deleted meanwhile', async () => {
    const list = await GuestList.make(rig);
    const copy = await copied(list);
    rig.edit(copy.id, [{ deleteSheet: { sheetId: list.sheetId } }]);
    const done = await copy.refresh(NEXT);
    expect(done.sheetId).not.toBe(list.sheetId);
    expect(await copy.rows(['Guest'])).toEqual(['eve', 'fay', 'gus', 'hal', 'ida', 'jo']);
  });
});

describe('a copied list whose marks did not come along', () => {
  const keys = ['willcall.report', 'willcall.column', 'willcall.row', 'willcall.removed', 'willcall.status'];
  const unmark = (id: string) =>
    rig.edit(
      id,
      keys.map((metadataKey) => ({
        deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataKey } } },
      })),
    );

  it('is known by the keys of its rows, and taken over by them: notes, order, formulas and all', async () => {
    const list = await GuestList.make(rig);
    await list.refresh(guests('ada', 'bob', 'cleo'));
    list.did(
      list.do.type('G1', 'Price'),
      list.do.type('G2:G4', '=C2*25'),
      list.elsewhere.type('A1', '=SUM(Tickets!C2:C4)'),
      list.do.insert(1, 2),
      list.do.move('B', 'A'),
    );
    const id = copyFile(rig, list.id);
    unmark(id);
    expect(await readCopies(rig.client, id)).toEqual({
      marked: [],
      keyed: [{ sheetId: list.sheetId, title: 'Tickets', tags: ['a'] }],
    });
    const copy = new CopiedList(list, id, { report: 'report', spreadsheet: list.id, by: 'keys' });
    rig.google.faults.add({ method: 'POST', path: ':batchUpdate', drop: 'after' });
    await copy.refresh(NEXT);
    expect((await rig.values(id, 'Tickets!A3:B9')).flat()).toEqual([
      'State',
      'Guest',
      ...NEXT.flatMap(({ state, name }) => [state, name]),
    ]);
    expect(await copy.result('Sheet1!A1')).toBe(7);
    expect((await rig.values(id, 'Tickets!F4:G9')).flat().filter((cell) => String(cell).startsWith('note'))).toEqual(
      [],
    );
    expect((await rig.client.getResults(id, 'Tickets!G4:G5')).values).toEqual([[50], [25]]);
    expect(await readCopies(rig.client, id)).toEqual({ marked: [], keyed: [] });
    const done = await copy.refresh(NEXT.slice(1));
    expect(done.outcome).toMatchObject({ added: 0, removed: 1 });
  });
});

describe('until a copied list is set up', () => {
  const lineOf = async (id: string) => (await rig.client.getResults(id, 'Willcall!A2:G2')).values[0] ?? [];

  it('the tab "Willcall" and its first header say that it is a copy, and not refreshed', async () => {
    const list = await GuestList.make(rig);
    await list.refresh(guests('ada', 'bob'), { how: { status } });
    const copy = await copied(list);
    const old = await lineOf(list.id);
    for (const _ of [1, 2]) await tellCopies(rig.client, copy.id, {});
    const line = await lineOf(copy.id);
    expect(line).toEqual(['Tickets', 'Copy, not refreshed', old[2], old[3], 'Not scheduled', 2, 'report']);
    const [first] = await rig.columns(copy.id);
    expect(first?.note).toContain('Copy, not refreshed: this tab came along');
    expect(first?.note).toContain('List as of 1 Mar 2027');
    expect(await lineOf(list.id)).toEqual(old);
  });

  it('afterwards the line and its names are the new list’s, so that dashboards go on', async () => {
    const list = await GuestList.make(rig);
    await list.refresh(guests('ada', 'bob'), { how: { status } });
    list.did(list.elsewhere.type('A1', '=Willcall_Tickets_rows'));
    for (const isTold of [true, false]) {
      const copy = await copied(list);
      if (isTold) await tellCopies(rig.client, copy.id, {});
      await copy.refresh(NEXT, { how: { status } });
      await copy.refresh(NEXT.slice(1), { how: { status } });
      expect((await lineOf(copy.id)).filter((_, at) => [1, 5, 6].includes(at))).toEqual([
        'Up to date.',
        5,
        'new report',
      ]);
      expect(await copy.result('Sheet1!A1')).toBe(5);
      expect(await rig.tabs(copy.id)).toEqual(['Sheet1', 'Tickets', 'Removed from Tickets', 'Willcall']);
      const [first] = await rig.columns(copy.id);
      expect(first?.note).not.toContain('Copy');
    }
  });

  it('is not said where nothing came along', async () => {
    const list = await GuestList.make(rig);
    await list.refresh(guests('ada', 'bob'), { how: { status } });
    const before = await rig.picture(list.id);
    await tellCopies(rig.client, list.id, {});
    expect(await rig.picture(list.id)).toEqual(before);
  });
});
