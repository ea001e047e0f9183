import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { guest, GuestList, guests } from './guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

/** Bob left, ada was scanned and has three seats now, eve and fay are new. */
const NEXT = [guest('ada', { state: 'scanned', seats: 3 }), ...guests('cleo', 'dan', 'eve', 'fay')];
const formulas = async (list: GuestList, range: string) =>
  (await rig.values(list.id, range)).map(([cell = '']) => cell);

/** The local Google computes no arrays; as text the formula reads the same, and would be filled down the same. */
function spilling(list: GuestList, range: string, stringValue: string): object {
  const rows = [{ values: [{ userEnteredValue: { stringValue } }] }];
  return { updateCells: { range: list.do.range(range), rows, fields: 'userEnteredValue' } };
}

describe('formulas and what else points into the list', () => {
  it('wrote a formula beside each guest -> new guests get it, filled down as by hand', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('G1', 'Price'), list.do.type('G2:G5', '=C2*25'));
    await list.refresh(NEXT);
    expect(await list.rows(['Guest', 'Price'])).toEqual(['ada 75', 'cleo 25', 'eve 25', 'fay 25', 'dan 25']);
    expect(await formulas(list, 'Tickets!G2:G6')).toEqual(['=C2*25', '=C3*25', '=C4*25', '=C5*25', '=C6*25']);
  });

  it('wrote an ARRAYFORMULA beside the list -> it is not filled down, so that it goes on filling its column itself', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('G1', 'Seats again'), spilling(list, 'G2', '=ARRAYFORMULA(C2:C*2)'));
    await list.refresh(NEXT);
    expect(await formulas(list, 'Tickets!G2:G6')).toEqual(['=ARRAYFORMULA(C2:C*2)']);
  });

  it('wrote a total row below the list -> it moves down, and its sums count the new guests', async () => {
    const list = await GuestList.make(rig);
    list.did(
      list.do.type('A6', 'Total'),
      list.do.type('C6', '=SUM(C2:C5)'),
      list.do.type('B6', '=COUNTIF(B2:B5,"sold")'),
    );
    await list.refresh(NEXT);
    expect((await list.rows(['Guest', 'State', 'Seats'])).at(-1)).toBe('Total 4 7');
    expect(await rig.values(list.id, 'Tickets!A7:C7')).toEqual([['Total', '=COUNTIF(B2:B6,"sold")', '=SUM(C2:C6)']]);
    await list.refresh(guests('cleo'));
    await list.refresh(NEXT);
    expect((await list.rows(['Guest', 'State', 'Seats'])).at(-1)).toBe('Total 4 7');
  });

  it('wrote a total row below a list that became empty -> it counts the guests that come again', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.type('A8', 'Total'), list.do.type('C8', '=SUM(C2:C5)'), list.do.type('G1', 'Price'));
    list.did(list.do.type('G2:G5', '=C2*25'));
    await list.refresh([]);
    expect(await list.rows(['Guest', 'Seats'])).toEqual(expect.arrayContaining(['Total 0']));
    await list.refresh(NEXT);
    expect((await list.rows(['Guest', 'Seats'])).at(-1)).toBe('Total 7');
    expect((await list.rows(['Guest', 'Price'])).slice(0, 5)).toEqual(
      NEXT.map(({ name, seats }) => `${name} ${seats * 25}`),
    );
  });

  it('wrote formulas in another tab -> they count the list as it is now, also after sorting and inserting columns', async () => {
    const list = await GuestList.make(rig);
    list.did(
      list.elsewhere.type('A1', '=SUM(Tickets!C2:C5)'),
      list.elsewhere.type('A2', '=COUNTIF(Tickets!B2:B5,"scanned")'),
      list.elsewhere.type('A3', '=COUNTA(Tickets!A2:A)'),
      list.do.sort('A2:K5', 'A'),
      list.do.insert('B'),
    );
    await list.refresh(NEXT);
    expect([await list.result('Sheet1!A1'), await list.result('Sheet1!A2'), await list.result('Sheet1!A3')]).toEqual([
      7, 1, 5,
    ]);
  });

  it('named a range of the list -> it takes in the new guests', async () => {
    const list = await GuestList.make(rig);
    list.did({ addNamedRange: { namedRange: { name: 'guests', range: list.do.range('A2:A5') } } });
    await list.refresh(NEXT);
    expect((await rig.values(list.id, 'guests')).flat()).toEqual(['ada', 'cleo', 'eve', 'fay', 'dan']);
  });

  it('drew a chart of the list -> its ranges take in the new guests', async () => {
    const list = await GuestList.make(rig);
    const source = (range: string) => ({ sourceRange: { sources: [list.do.range(range)] } });
    const basicChart = {
      chartType: 'COLUMN',
      domains: [{ domain: source('A2:A5') }],
      series: [{ series: source('C2:C5') }],
    };
    const position = { overlayPosition: { anchorCell: { sheetId: 0 } } };
    list.did({ addChart: { chart: { spec: { title: 'Seats', basicChart }, position } } });
    await list.refresh(NEXT);
    const charts = JSON.stringify(await list.sheetOf(0, 'charts(spec(basicChart))'));
    expect(charts.match(/"endRowIndex":6/g)).toHaveLength(2);
  });

  it('made a pivot table of the list -> its range takes in the new guests', async () => {
    const list = await GuestList.make(rig);
    const pivotTable = {
      source: list.do.range('A1:F5'),
      rows: [{ sourceColumnOffset: 1, sortOrder: 'ASCENDING', showTotals: true }],
      values: [{ sourceColumnOffset: 2, summarizeFunction: 'SUM' }],
    };
    const range = list.elsewhere.range('A1');
    list.did({ updateCells: { range, rows: [{ values: [{ pivotTable }] }], fields: 'pivotTable' } });
    await list.refresh(NEXT);
    const pivots = JSON.stringify(await list.sheetOf(0, 'data(rowData(values(pivotTable(source))))'));
    expect(pivots).toContain('"endRowIndex":6');
  });

  it('gave the list banding and a conditional format -> both reach the new guests', async () => {
    const list = await GuestList.make(rig);
    const condition = { type: 'TEXT_EQ', values: [{ userEnteredValue: 'scanned' }] };
    const booleanRule = { condition, format: { backgroundColor: { green: 1 } } };
    list.did(
      { addConditionalFormatRule: { rule: { ranges: [list.do.range('B2:B5')], booleanRule }, index: 0 } },
      {
        addBanding: {
          bandedRange: {
            range: list.do.range('A1:F5'),
            rowProperties: { firstBandColor: { red: 1 }, secondBandColor: { blue: 1 } },
          },
        },
      },
    );
    await list.refresh(NEXT);
    expect(await list.sheet('conditionalFormats,bandedRanges')).toMatchObject({
      conditionalFormats: [{ ranges: [{ startRowIndex: 1, endRowIndex: 6 }] }],
      bandedRanges: [{ range: { startRowIndex: 0, endRowIndex: 6 } }],
    });
  });

  it('gave a column choices (data validation) -> new guests have them too', async () => {
    const list = await GuestList.make(rig);
    list.did(list.do.choices('F2:F5', 'ok', 'call back'));
    await list.refresh(NEXT);
    const rules = JSON.stringify(await list.sheet('data(rowData(values(dataValidation)))'));
    expect(rules.match(/call back/g)).toHaveLength(5);
  });
});
