import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

/** A spreadsheet with a list on the first tab and formulas about it on a second one. */
async function ledger(formulas: readonly string[]): Promise<Client> {
  const { google } = client;
  const sheet = clientOf(google, google.files.create(google.writerKey.client_email, 'Guests').id);
  await sheet.batch({ addSheet: { properties: { sheetId: 7, title: 'Totals' } } });
  await sheet.write(
    'Sheet1!A1:C6',
    [
      ['Guest', 'Seats', 'State'],
      ['Ada', 1, 'sold'],
      ['Bob', 2, 'held'],
      ['Cy', 3, 'sold'],
      ['Dee', 4, 'sold'],
      ['Eve', 5, 'held'],
    ],
    'RAW',
  );
  await sheet.write(
    'Totals!A1:A9',
    formulas.map((formula) => [formula]),
    'USER_ENTERED',
  );
  return sheet;
}

async function formulasOf(sheet: Client, range = 'Totals!A1:A9'): Promise<unknown> {
  const rows = await sheet.values(range, 'valueRenderOption=FORMULA');
  return Array.isArray(rows) ? rows.flat() : rows;
}

const rows = (startIndex: number, endIndex: number) => ({ sheetId: 0, dimension: 'ROWS', startIndex, endIndex });
const block = (startRowIndex: number, endRowIndex: number, startColumnIndex: number, endColumnIndex: number) => ({
  sheetId: 0,
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
});

describe('formulas about another tab', () => {
  it('count and sum what is there now', async () => {
    const sheet = await ledger([
      '=SUM(Sheet1!B2:B)',
      '=COUNTIF(Sheet1!C:C;"sold")',
      '=COUNTIF(Sheet1!B2:B6,">2")',
      '=COUNTIF(Sheet1!A2:A9,"<>")',
      '=COUNTIF(Sheet1!A:A,"?e*")',
      '=COUNTA(Sheet1!A:F)',
      '=COUNT(Sheet1!A:F)',
      '=Sheet1!A2&" of "&COUNTA(Sheet1!A2:A)',
      '=Sheet1!B6>Sheet1!B2',
    ]);
    const shown = await sheet.values('Totals!A1:A9');
    expect(shown).toEqual([['15'], ['3'], ['3'], ['5'], ['1'], ['18'], ['5'], ['Ada of 5'], ['TRUE']]);
  });

  it('follow rows that are inserted inside a range, not those after its end', async () => {
    const sheet = await ledger(['=SUM(Sheet1!B2:B6)', '=SUM(Sheet1!B2:B)', '=Sheet1!B6', '=COUNTA(Sheet1!A:F)']);
    await sheet.batch(
      { insertDimension: { range: rows(5, 7), inheritFromBefore: true } },
      { insertDimension: { range: rows(8, 9), inheritFromBefore: true } },
    );
    expect(await formulasOf(sheet)).toEqual([
      '=SUM(Sheet1!B2:B8)',
      '=SUM(Sheet1!B2:B)',
      '=Sheet1!B8',
      '=COUNTA(Sheet1!A:F)',
    ]);
    expect(await sheet.values('Totals!A1:A3')).toEqual([['15'], ['15'], ['5']]);
  });

  it('shrink with rows that are deleted, ends included, and are lost only with the last one', async () => {
    const sheet = await ledger(['=SUM(Sheet1!B2:B6)', '=Sheet1!B3', '=SUM(Sheet1!B5:B6)', '=SUM(Sheet1!B3:B)']);
    await sheet.batch(
      { deleteDimension: { range: rows(5, 6) } },
      { deleteDimension: { range: rows(4, 5) } },
      { deleteDimension: { range: rows(1, 3) } },
    );
    expect(await formulasOf(sheet)).toEqual(['=SUM(Sheet1!B2:B2)', '=#REF!', '=SUM(#REF!)', '=SUM(Sheet1!B2:B)']);
    expect(await sheet.values('Totals!A1:A4')).toEqual([['3'], ['#REF!'], ['#REF!'], ['3']]);
  });

  it('follow columns too', async () => {
    const sheet = await ledger(['=SUM(Sheet1!A2:B6)', '=Sheet1!$C$2', '=COUNTA(Sheet1!A:C)']);
    await sheet.batch(
      { insertDimension: { range: { sheetId: 0, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } },
      { deleteDimension: { range: { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 } } },
    );
    expect(await formulasOf(sheet)).toEqual(['=SUM(Sheet1!A2:B6)', '=Sheet1!$C$2', '=COUNTA(Sheet1!A:C)']);
  });

  it('follow a row that is moved; ranges it leaves shrink, ranges it enters grow', async () => {
    const sheet = await ledger(['=Sheet1!B2', '=SUM(Sheet1!B2:B4)', '=SUM(Sheet1!B4:B6)', '=SUM(Sheet1!B1:B6)']);
    await sheet.batch({ moveDimension: { source: rows(1, 2), destinationIndex: 5 } });
    expect(await formulasOf(sheet)).toEqual([
      '=Sheet1!B5',
      '=SUM(Sheet1!B2:B3)',
      '=SUM(Sheet1!B3:B6)',
      '=SUM(Sheet1!B1:B6)',
    ]);
    expect(await sheet.values('Totals!A1:A4')).toEqual([['1'], ['5'], ['13'], ['15']]);
  });

  it('follow cells that are cut and pasted, and stay with a range of which only a part is cut', async () => {
    const sheet = await ledger(['=Sheet1!B3', '=SUM(Sheet1!B2:B3)', '=SUM(Sheet1!B2:B6)']);
    await sheet.batch({
      cutPaste: { source: block(1, 3, 1, 2), destination: { sheetId: 7, rowIndex: 0, columnIndex: 4 } },
    });
    expect(await formulasOf(sheet)).toEqual(['=E2', '=SUM(E1:E2)', '=SUM(Sheet1!B2:B6)']);
    expect(await sheet.values('Totals!A1:A3')).toEqual([['2'], ['3'], ['12']]);
  });

  it('let a formula that is cut point at what it pointed at', async () => {
    const sheet = await ledger([]);
    await sheet.write('Sheet1!D2:E2', [['=B2*2', '=D2+B2']], 'USER_ENTERED');
    await sheet.batch({
      cutPaste: { source: block(1, 2, 3, 5), destination: { sheetId: 7, rowIndex: 4, columnIndex: 0 } },
    });
    expect(await formulasOf(sheet, 'Totals!A5:B5')).toEqual(['=Sheet1!B2*2', '=A5+Sheet1!B2']);
    expect(await sheet.values('Totals!A5:B5')).toEqual([['2', '3']]);
  });

  it('follow cells that are shifted, unless the range is wider than what shifts', async () => {
    const sheet = await ledger(['=Sheet1!B4', '=SUM(Sheet1!A2:C6)', '=SUM(Sheet1!B2:B6)', '=Sheet1!C4']);
    await sheet.batch(
      { insertRange: { range: block(2, 4, 1, 2), shiftDimension: 'ROWS' } },
      { deleteRange: { range: block(1, 3, 2, 3), shiftDimension: 'ROWS' } },
    );
    expect(await formulasOf(sheet)).toEqual(['=Sheet1!B6', '=SUM(Sheet1!A2:C6)', '=SUM(Sheet1!B2:B8)', '=Sheet1!C2']);
    expect(await sheet.values('Sheet1!A1:C8')).toEqual([
      ['Guest', 'Seats', 'State'],
      ['Ada', '1', 'sold'],
      ['Bob', '', 'sold'],
      ['Cy', '', 'held'],
      ['Dee', '2'],
      ['Eve', '3'],
      ['', '4'],
      ['', '5'],
    ]);
  });

  it('keep their place when the list is sorted, while formulas in the list keep to their row', async () => {
    const sheet = await ledger(['=Sheet1!A2', '=SUM(Sheet1!B2:B4)']);
    await sheet.write(
      'Sheet1!D2:D6',
      [2, 3, 4, 5, 6].map((row) => [`=B${row}*10+$B$2`]),
      'USER_ENTERED',
    );
    await sheet.batch({
      sortRange: { range: block(1, 6, 0, 4), sortSpecs: [{ dimensionIndex: 1, sortOrder: 'DESCENDING' }] },
    });
    expect(await formulasOf(sheet)).toEqual(['=Sheet1!A2', '=SUM(Sheet1!B2:B4)']);
    expect(await sheet.values('Totals!A1:A2')).toEqual([['Eve'], ['12']]);
    expect(await formulasOf(sheet, 'Sheet1!D2:D6')).toEqual([2, 3, 4, 5, 6].map((row) => `=B${row}*10+$B$2`));
    expect(await sheet.values('Sheet1!D2:D6')).toEqual([['55'], ['45'], ['35'], ['25'], ['15']]);
  });
});

describe('a reference belongs to a tab, not to its title', () => {
  it('follows a new title', async () => {
    const sheet = await ledger(['=Sheet1!A2', '=SUM(Sheet1!B2:B6)']);
    const properties = { sheetId: 0, title: "Friday's list" };
    await sheet.batch({ updateSheetProperties: { properties, fields: 'title' } });
    expect(await formulasOf(sheet)).toEqual(["='Friday''s list'!A2", "=SUM('Friday''s list'!B2:B6)"]);
    expect(await sheet.values('Totals!A1:A2')).toEqual([['Ada'], ['15']]);
  });

  it('is lost with its tab, whatever is made or named like it later, until the formula is written again', async () => {
    const sheet = await ledger(['=Sheet1!A2', '=IFERROR(Sheet1!A2;"gone")', '=Sheet1!A2&A2']);
    await sheet.batch({ deleteSheet: { sheetId: 0 } }, { addSheet: { properties: { sheetId: 0, title: 'Sheet1' } } });
    await sheet.write('Sheet1!A2', [['Zoe']]);
    expect(await sheet.values('Totals!A1:A3')).toEqual([['#REF!'], ['gone'], ['#REF!']]);
    const { text } = await sheet.call('GET', '?ranges=Totals!A1&fields=sheets.data.rowData.values.effectiveValue');
    expect(text).toContain("Unresolved sheet name 'Sheet1'.");
    await sheet.batch({
      insertDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 0, endIndex: 1 } },
    });
    expect(await sheet.values('Totals!A2')).toEqual([['#REF!']]);
    expect(await formulasOf(sheet, 'Totals!A2')).toEqual(['=Sheet1!A2']);
    await sheet.write('Totals!A2', [['=Sheet1!A2']], 'USER_ENTERED');
    expect(await sheet.values('Totals!A2')).toEqual([['Zoe']]);
  });

  it('of a title nobody has is lost from the start', async () => {
    const sheet = await ledger(['=Settings!A1']);
    await sheet.batch({ addSheet: { properties: { title: 'Settings' } } });
    await sheet.write('Settings!A1', [[5]]);
    expect(await sheet.values('Totals!A1')).toEqual([['#REF!']]);
  });

  it('is lost in a tab that is copied to another spreadsheet', async () => {
    const sheet = await ledger(['=Sheet1!A2', '=Totals!B1+B1']);
    const other = await ledger([]);
    const copied = await sheet.call('POST', `/v4/spreadsheets/${sheet.id}/sheets/7:copyTo`, {
      destinationSpreadsheetId: other.id,
    });
    expect(copied.status).toBe(200);
    expect(await other.values("'Copy of Totals'!A1:A2")).toEqual([['#REF!'], ['0']]);
    expect(await formulasOf(other, "'Copy of Totals'!A2")).toEqual(["='Copy of Totals'!B1+B1"]);
  });
});

describe('a long chain of formulas', () => {
  const length = 10_000;

  it('is computed to its end, wherever one looks first', async () => {
    const sheet = await ledger([]);
    const resized = { sheetId: 7, gridProperties: { rowCount: length } };
    await sheet.batch(
      { updateSheetProperties: { properties: resized, fields: 'gridProperties.rowCount' } },
      {
        repeatCell: {
          range: { sheetId: 7, startRowIndex: 1, endRowIndex: length, startColumnIndex: 0, endColumnIndex: 1 },
          cell: { userEnteredValue: { formulaValue: '=A1+1' } },
          fields: 'userEnteredValue',
        },
      },
    );
    await sheet.write('Totals!A1', [[1]]);
    expect(await sheet.values(`Totals!A${length}`)).toEqual([[String(length)]]);
    await sheet.write('Totals!B1', [[`=SUM(A1:A${length})`]], 'USER_ENTERED');
    expect(await sheet.values('Totals!B1', 'valueRenderOption=UNFORMATTED_VALUE')).toEqual([[50_005_000]]);
  });

  it('that bites its own tail is an error, not a failure', async () => {
    const sheet = await ledger([]);
    await sheet.batch({
      repeatCell: {
        range: { sheetId: 7, startRowIndex: 1, endRowIndex: 900, startColumnIndex: 0, endColumnIndex: 1 },
        cell: { userEnteredValue: { formulaValue: '=A1+1' } },
        fields: 'userEnteredValue',
      },
    });
    await sheet.write('Totals!A1', [['=A900']], 'USER_ENTERED');
    expect(await sheet.values('Totals!A450')).toEqual([['#REF!']]);
  });
});
