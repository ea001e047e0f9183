import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, messageOf, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

function fresh(): Client {
  const { google } = client;
  return clientOf(google, google.files.create(google.writerKey.client_email, 'Guests').id);
}

const text = (value: string) => ({ userEnteredValue: { stringValue: value } });
const at = (rowIndex: number, columnIndex = 0) => ({ sheetId: 0, rowIndex, columnIndex });

describe('a batchUpdate is applied in order, all or nothing', () => {
  it('shows later requests what earlier ones did', async () => {
    const sheet = fresh();
    const answer = await sheet.batch(
      { addSheet: { properties: { sheetId: 7, title: 'Guests', gridProperties: { rowCount: 3, columnCount: 2 } } } },
      { updateCells: { start: { sheetId: 7 }, rows: [{ values: [text('Ada')] }], fields: 'userEnteredValue' } },
    );
    expect(answer.status).toBe(200);
    expect(await sheet.values('Guests!A1')).toEqual([['Ada']]);
  });

  it('leaves no trace of a batch whose last request is refused', async () => {
    const sheet = fresh();
    await sheet.write('A1', [['before']]);
    const answer = await sheet.batch(
      { updateCells: { start: at(0), rows: [{ values: [text('after')] }], fields: 'userEnteredValue' } },
      { insertDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 2 } } },
      { addSheet: { properties: { title: 'Half done' } } },
      { repeatCell: { range: { sheetId: 1234 }, cell: {}, fields: '*' } },
    );
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toBe('Invalid requests[3].repeatCell: No grid with id: 1234');
    expect(await sheet.values('Sheet1')).toEqual([['before']]);
    const { body } = await sheet.call('GET', '?fields=sheets.properties(title,gridProperties.rowCount)');
    expect(body).toEqual({ sheets: [{ properties: { title: 'Sheet1', gridProperties: { rowCount: 1000 } } }] });
  });

  it('prints a spreadsheet of before the change to nobody who asked after it', async () => {
    const sheet = fresh();
    const answer = await sheet.call('POST', ':batchUpdate', {
      requests: [{ updateCells: { start: at(0), rows: [{ values: [text('now')] }], fields: '*' } }],
      includeSpreadsheetInResponse: true,
      responseRanges: ['A1'],
      responseIncludeGridData: true,
    });
    expect(answer.text).toContain('"formattedValue": "now"');
  });

  it('keeps a duplicate apart from its original, also inside one batch', async () => {
    const sheet = fresh();
    const write = (sheetId: number, value: string) => ({
      updateCells: { start: { sheetId }, rows: [{ values: [text(value)] }], fields: 'userEnteredValue' },
    });
    await sheet.batch(
      write(0, 'first'),
      { duplicateSheet: { sourceSheetId: 0, newSheetId: 9, newSheetName: 'Copy' } },
      write(0, 'second'),
    );
    expect([await sheet.values('Sheet1!A1'), await sheet.values('Copy!A1')]).toEqual([[['second']], [['first']]]);
    await sheet.batch(write(9, 'third'));
    expect([await sheet.values('Sheet1!A1'), await sheet.values('Copy!A1')]).toEqual([[['second']], [['third']]]);
  });

  it('answers 501 for what Google knows and the sandbox does not, and does nothing', async () => {
    const sheet = fresh();
    const answer = await sheet.batch(
      { updateSheetProperties: { properties: { title: 'X' }, fields: 'title' } },
      { addSlicer: {} },
    );
    expect(answer.body).toEqual({
      error: { code: 501, message: 'addSlicer is not supported by the sandbox', status: 'UNIMPLEMENTED' },
    });
    expect(await sheet.values('Sheet1!A1')).toBeUndefined();
  });

  it('accepts the extra slash of one well-known client', async () => {
    const sheet = fresh();
    const answer = await sheet.call('POST', `/v4/spreadsheets/${sheet.id}/:batchUpdate`, {
      requests: [{ addSheet: { properties: { title: 'Slash' } } }],
    });
    expect(answer.status).toBe(200);
    expect((await sheet.call('GET', `/v4/spreadsheets/${sheet.id}/`)).status).toBe(200);
  });
});

describe('copyPaste', () => {
  it('keeps text as text when values are pasted', async () => {
    const sheet = fresh();
    await sheet.write('A1:A3', [['0042'], ['=1+2'], ['+31 6 1234']]);
    await sheet.batch({
      copyPaste: {
        source: { sheetId: 0, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 1 },
        destination: { sheetId: 0, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 1, endColumnIndex: 2 },
        pasteType: 'PASTE_VALUES',
      },
    });
    expect(await sheet.values('B1:B3', 'valueRenderOption=FORMULA')).toEqual([['0042'], ['=1+2'], ['+31 6 1234']]);
  });

  it('repeats the source over a larger destination and writes all of it over a smaller one', async () => {
    const sheet = fresh();
    await sheet.write('A1:B1', [['x', 'y']]);
    const source = { sheetId: 0, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 };
    await sheet.batch(
      { copyPaste: { source, destination: { ...source, startRowIndex: 1, endRowIndex: 3, endColumnIndex: 4 } } },
      { copyPaste: { source, destination: { ...source, startRowIndex: 4, endRowIndex: 5, endColumnIndex: 1 } } },
    );
    expect(await sheet.values('A2:D5')).toEqual([['x', 'y', 'x', 'y'], ['x', 'y', 'x', 'y'], [], ['x', 'y']]);
  });

  it('moves relative references of formulas like a fill-down', async () => {
    const sheet = fresh();
    await sheet.write('A1:B2', [[1, '=A1*$A$1'], [5]], 'USER_ENTERED');
    const source = { sheetId: 0, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 };
    await sheet.batch({
      copyPaste: { source, destination: { ...source, startRowIndex: 1, endRowIndex: 2 }, pasteType: 'PASTE_FORMULA' },
    });
    expect(await sheet.values('B2', 'valueRenderOption=FORMULA')).toEqual([['=A2*$A$1']]);
    expect(await sheet.values('B2')).toEqual([['5']]);
  });
});

describe('insertDimension and deleteDimension', () => {
  const named = (endRowIndex: number) => ({
    namedRange: {
      name: 'Block',
      range: { sheetId: 0, startRowIndex: 1, endRowIndex, startColumnIndex: 0, endColumnIndex: 1 },
    },
  });
  const lines = (startIndex: number, endIndex: number) => ({
    range: { sheetId: 0, dimension: 'ROWS', startIndex, endIndex },
  });

  it('widens what names the cells around, formulas included', async () => {
    const sheet = fresh();
    await sheet.write('A2:B3', [[1, '=SUM(A2:A3)'], [2]], 'USER_ENTERED');
    await sheet.batch({ addNamedRange: named(3) }, { insertDimension: lines(2, 4) });
    expect(await sheet.values('B2', 'valueRenderOption=FORMULA')).toEqual([['=SUM(A2:A5)']]);
    const { text: printed } = await sheet.call('GET', '?fields=namedRanges.range.endRowIndex&prettyPrint=false');
    expect(JSON.parse(printed)).toEqual({ namedRanges: [{ range: { endRowIndex: 5 } }] });
  });

  it('does not widen what ends where rows are appended', async () => {
    const sheet = fresh();
    await sheet.batch({ addNamedRange: named(3) }, { insertDimension: { ...lines(3, 4), inheritFromBefore: true } });
    const { body } = await sheet.call('GET', '?fields=namedRanges.range.endRowIndex');
    expect(body).toEqual({ namedRanges: [{ range: { endRowIndex: 3 } }] });
  });

  it('turns references to deleted cells into #REF! and keeps them so', async () => {
    const sheet = fresh();
    await sheet.batch({ addSheet: { properties: { sheetId: 5, title: 'SETTINGS' } } });
    await sheet.write('SETTINGS!A1', [[7]]);
    await sheet.write('Sheet1!A1:B1', [['=SETTINGS!A1', '=A5']], 'USER_ENTERED');
    await sheet.batch(
      { deleteSheet: { sheetId: 5 } },
      { addSheet: { properties: { sheetId: 5, title: 'SETTINGS' } } },
      { deleteDimension: lines(4, 5) },
    );
    await sheet.write('SETTINGS!A1', [[8]]);
    expect(await sheet.values('Sheet1!A1:B1')).toEqual([['#REF!', '#REF!']]);
  });

  it('refuses as Google does', async () => {
    const sheet = fresh();
    const resized = { sheetId: 0, gridProperties: { rowCount: 10, frozenRowCount: 1 } };
    await sheet.batch({
      updateSheetProperties: { properties: resized, fields: 'gridProperties(rowCount,frozenRowCount)' },
    });
    expect(messageOf(await sheet.batch({ insertDimension: lines(10, 12) }))).toBe(
      'Invalid requests[0].insertDimension: range.startIndex must be less than the grid size (10) if inheritFromBefore is false.',
    );
    expect((await sheet.batch({ deleteDimension: lines(1, 10) })).status).toBe(400);
    expect((await sheet.batch({ deleteDimension: lines(0, 10) })).status).toBe(400);
  });
});
