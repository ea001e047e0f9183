import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInputColumn } from '../../../worker/sheets/input-column.ts';
import type { Cells } from '../../../worker/sheets/client.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

type Values = Cells;

/** A spreadsheet of the organizer with these cells in the tab "Guests", from A1 on, written as they are. */
async function bookWith(values: Values, rowCount = 1000): Promise<string> {
  const id = rig.book();
  const properties = { title: 'Guests', sheetId: 7, gridProperties: { rowCount, columnCount: 30 } };
  rig.edit(id, [{ addSheet: { properties } }]);
  if (values.length > 0) await rig.client.updateValues(id, `'Guests'!A1`, values);
  return id;
}

/** Gives cells of column A, counted from 1, a number format. */
function format(id: string, pattern: string, rows: readonly [number, number], type = 'NUMBER'): void {
  const range = {
    sheetId: 7,
    startRowIndex: rows[0] - 1,
    endRowIndex: rows[1],
    startColumnIndex: 0,
    endColumnIndex: 1,
  };
  const cell = { userEnteredFormat: { numberFormat: { type, pattern } } };
  rig.edit(id, [{ repeatCell: { range, cell, fields: 'userEnteredFormat.numberFormat' } }]);
}

const read = async (spreadsheetId: string, column: string, tab = 'Guests') =>
  await readInputColumn(rig.client, { spreadsheetId, tab, column });

describe('a column of the sheet to look up', () => {
  it('comes top to bottom as it stands there, blanks left out', async () => {
    const rows = [
      ['Name', ' Barcode '],
      ['Ada', '00123'],
      ['Eve', ''],
      ['Zoe', 'B-7  '],
      ['', '   '],
      ['', ' x'],
    ];
    const id = await bookWith([...rows, ['', '00123'], ['', '=1+1']]);
    expect(await read(id, 'Barcode')).toEqual(['00123', 'B-7', ' x', '00123', '=1+1']);
    expect(await read(id, 'Barcode', 'guests')).toHaveLength(5);
  });

  it('gives numbers as their digits, never rounded', async () => {
    const id = await bookWith([['Order'], [123456789012], [1234], [1234], [5], [123456789012345]]);
    format(id, '0.00E+00', [2, 2], 'SCIENTIFIC');
    format(id, '#,##0', [3, 3]);
    format(id, '#,##0.00', [4, 4]);
    expect(await read(id, 'Order')).toEqual(['123456789012', '1234', '1234', '5', '123456789012345']);
  });

  it('keeps what the format of a number adds: leading zeros, letters', async () => {
    const id = await bookWith([['Order'], [123], [123], [46150]]);
    format(id, '00000', [2, 2]);
    format(id, '"TT-"0', [3, 3]);
    format(id, 'yyyy-mm-dd', [4, 4], 'DATE');
    expect(await read(id, 'Order')).toEqual(['00123', 'TT-123', '2026-05-08']);
  });

  it('gives the results of formulas, and what is shown for what is neither text nor number', async () => {
    const id = await bookWith([['Code'], [true]]);
    const formula = { userEnteredValue: { formulaValue: '="0"&"42"' } };
    const start = { sheetId: 7, rowIndex: 2, columnIndex: 0 };
    rig.edit(id, [{ updateCells: { start, rows: [{ values: [formula] }], fields: 'userEnteredValue' } }]);
    expect(await read(id, 'Code')).toEqual(['TRUE', '042']);
  });

  it('is found by its header, and by its letter when no header says so', async () => {
    const headers = ['C', 'Barcode', '', 'aa', ...Array.from({ length: 22 }, () => ''), 'Last'];
    const id = await bookWith([headers, ['first', 'second', 'third', 'fourth', ...headers.slice(4, -1), 'last']]);
    expect(await read(id, 'C')).toEqual(['first']);
    expect(await read(id, 'b')).toEqual(['second']);
    expect(await read(id, 'D')).toEqual(['fourth']);
    expect(await read(id, 'AA')).toEqual(['last']);
    expect(await read(id, 'aa')).toEqual(['fourth']);
    expect(await read(id, 'E')).toEqual([]);
  });

  it('is read alone: titles of tabs, the first row, and this column', async () => {
    const id = await bookWith([
      ['Name', 'Barcode'],
      ['Ada', '1'],
    ]);
    const seen: string[] = [];
    const send = rig.client.getShown;
    const client = {
      ...rig.client,
      getShown: (...call: Parameters<typeof send>) => (seen.push(call[1]), send(...call)),
    };
    await readInputColumn(client, { spreadsheetId: id, tab: 'Guests', column: 'Barcode' });
    expect(seen).toEqual(["'Guests'!1:1", "'Guests'!B2:B1000"]);
  });

  it('may be long, but not longer than 50,000 values', async () => {
    const rows = Array.from({ length: 50_001 }, (_, row) => [row === 0 ? 'Code' : `c${row}`]);
    const id = await bookWith(rows, 50_002);
    const values = await read(id, 'Code');
    expect([values.length, values[19_999], values[20_000], values.at(-1)]).toEqual([
      50_000,
      'c20000',
      'c20001',
      'c50000',
    ]);
    await rig.client.updateValues(id, "'Guests'!A50002", [['one more']]);
    await expect(read(id, 'Code')).rejects.toMatchObject({
      code: 'invalid-request',
      message: 'There are more than 50,000 values in column "Code" of tab "Guests". Look up at most 50,000 at a time.',
    });
  });
});

describe('a column that cannot be read is told by name', () => {
  const tabAgain = 'Select the column again, or give the tab its old name back.';
  const again = 'Select the column again, or write its header back.';
  it.each<[string, string, string]>([
    ['Barcode', 'Visitors', `The spreadsheet has no tab "Visitors" to look up column "Barcode" in. ${tabAgain}`],
    ['Bar code', 'Guests', `The first row of tab "Guests" has no column "Bar code". ${again}`],
    ['barcode', 'Guests', `The first row of tab "Guests" has no column "barcode". ${again}`],
    ['AE', 'Guests', `The first row of tab "Guests" has no column "AE". ${again}`],
    ['Name', 'Guests', 'The tab "Guests" has several columns "Name": A and C. Rename one, or select by letter.'],
  ])('%s in %s', async (column, tab, message) => {
    const id = await bookWith([['Name', 'Barcode', 'Name']]);
    await expect(read(id, column, tab)).rejects.toMatchObject({ code: 'invalid-request', message });
  });

  it('when a number has lost its last digits, or a cell holds more than an id', async () => {
    const id = await bookWith([
      ['Code', 'Note'],
      [1, 'x'.repeat(501)],
      [1234567890123456, 'x'.repeat(500)],
    ]);
    const place = (row: number, column: string) => `Row ${row} in column "${column}" of tab "Guests" holds`;
    await expect(read(id, 'Code')).rejects.toThrow(
      `${place(3, 'Code')} a number of more than 15 digits. Make it plain text and enter it again.`,
    );
    await expect(read(id, 'Note')).rejects.toThrow(`${place(2, 'Note')} more than 500 characters. Shorten it.`);
  });

  it('when the spreadsheet is gone or not shared any more', async () => {
    await expect(read('1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789', 'A')).rejects.toMatchObject({
      code: 'spreadsheet-gone',
    });
    await expect(read(rig.book({ role: null }), 'A')).rejects.toMatchObject({ code: 'spreadsheet-not-shared' });
  });

  it('when it has only a header, or the tab only one row, there is nothing to look up', async () => {
    expect(await read(await bookWith([['Code']]), 'Code')).toEqual([]);
    expect(await read(await bookWith([['Code']], 1), 'Code')).toEqual([]);
  });
});
