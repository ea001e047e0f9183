import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

function fresh(): Client {
  const { google } = client;
  return clientOf(google, google.files.create(google.writerKey.client_email, 'Guests').id);
}

describe('values', () => {
  it('RAW keeps what was sent, USER_ENTERED reads it like typing', async () => {
    const sheet = fresh();
    const row = ['0042', '=1+2', '2026-09-27', '50%', true, 3];
    await sheet.write('A1:F1', [row]);
    await sheet.write('A2:F2', [row], 'USER_ENTERED');
    expect(await sheet.values('A1:F1', 'valueRenderOption=UNFORMATTED_VALUE')).toEqual([row]);
    expect(await sheet.values('A2:F2', 'valueRenderOption=UNFORMATTED_VALUE')).toEqual([[42, 3, 46292, 0.5, true, 3]]);
    expect(await sheet.values('A2:F2')).toEqual([['42', '3', '2026-09-27', '50%', 'TRUE', '3']]);
    expect(
      await sheet.values('A2:C2', 'valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING'),
    ).toEqual([[42, 3, '2026-09-27']]);
  });

  it('null leaves a cell alone, an empty text clears it, a shorter body leaves the tail', async () => {
    const sheet = fresh();
    await sheet.write('A1:C2', [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
    await sheet.write('A1:C2', [[null, '', 'C']]);
    expect(await sheet.values('A1:C2')).toEqual([
      ['a', '', 'C'],
      ['d', 'e', 'f'],
    ]);
  });

  it('turns columns into rows', async () => {
    const sheet = fresh();
    const path = `/v4/spreadsheets/${sheet.id}/values/A1:B3?valueInputOption=RAW`;
    await sheet.call('PUT', path, { majorDimension: 'COLUMNS', values: [['a', 'b', 'c'], ['d']] });
    expect(await sheet.values('A1:B3')).toEqual([['a', 'd'], ['b'], ['c']]);
    expect(await sheet.values('A1:B3', 'majorDimension=COLUMNS')).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('appends after the last table that touches the range, and grows the grid', async () => {
    const sheet = fresh();
    await sheet.write('A1:C2', [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
    await sheet.write('B4:D6', [
      ['g', 'h', 'i'],
      ['j', 'k', 'l'],
      ['m', 'n', 'o'],
    ]);
    const append = async (range: string) => {
      const path = `/v4/spreadsheets/${sheet.id}/values/${range}:append?valueInputOption=RAW&includeValuesInResponse=False`;
      const { text } = await sheet.call('POST', path, { values: [['new']] });
      await sheet.call('POST', `/v4/spreadsheets/${sheet.id}/values/${range === 'A1' ? 'A3' : 'B7'}:clear`);
      return /"updatedRange": "([^"]+)"/.exec(text)?.[1];
    };
    expect(await append('Sheet1')).toBe('Sheet1!B7');
    expect(await append('C5:D5')).toBe('Sheet1!B7');
    expect(await append('A3:G10')).toBe('Sheet1!B7');
    expect(await append('A1')).toBe('Sheet1!A3');
    await sheet.batch({ deleteDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 6, endIndex: 1000 } } });
    await append('Sheet1');
    const { body } = await sheet.call('GET', '?fields=sheets.properties.gridProperties.rowCount');
    expect(body).toEqual({ sheets: [{ properties: { gridProperties: { rowCount: 7 } } }] });
  });

  it('clears values and keeps notes and formats', async () => {
    const sheet = fresh();
    await sheet.write('A1', [['x']]);
    const cell = { note: 'stay', userEnteredFormat: { textFormat: { bold: true } } };
    await sheet.batch({
      repeatCell: { range: { sheetId: 0, endRowIndex: 1, endColumnIndex: 1 }, cell, fields: 'note,userEnteredFormat' },
    });
    const cleared = await sheet.call('POST', `/v4/spreadsheets/${sheet.id}/values/Sheet1:clear`);
    expect(cleared.body).toEqual({ spreadsheetId: sheet.id, clearedRange: 'Sheet1!A1:Z1000' });
    const { body } = await sheet.call(
      'GET',
      '?ranges=A1&fields=sheets.data.rowData.values(note,userEnteredFormat,userEnteredValue)',
    );
    expect(body).toEqual({ sheets: [{ data: [{ rowData: [{ values: [cell] }] }] }] });
  });

  it('a named range shadows nothing that is quoted', async () => {
    const sheet = fresh();
    await sheet.batch({ addSheet: { properties: { title: 'Total' } } });
    await sheet.write("'Total'!A1", [['tab']]);
    await sheet.write('Sheet1!B2', [['range']]);
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 1, endColumnIndex: 2 };
    await sheet.batch({ addNamedRange: { namedRange: { name: 'Total', range } } });
    expect(await sheet.values('Total')).toEqual([['range']]);
    expect(await sheet.values("'Total'")).toEqual([['tab']]);
  });
});

describe('developer metadata', () => {
  it('moves with its column and is found by key, place and id', async () => {
    const sheet = fresh();
    const column = { dimensionRange: { sheetId: 0, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 } };
    const metadata = { metadataId: 77, metadataKey: 'willcall', metadataValue: 'v1', visibility: 'DOCUMENT' };
    await sheet.batch(
      { createDeveloperMetadata: { developerMetadata: { ...metadata, location: column } } },
      { insertDimension: { range: { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 2 } } },
    );
    const { body } = await sheet.call('GET', `/v4/spreadsheets/${sheet.id}/developerMetadata/77`);
    expect(body).toEqual({
      ...metadata,
      location: { locationType: 'COLUMN', dimensionRange: { dimension: 'COLUMNS', startIndex: 4, endIndex: 5 } },
    });
    const search = (filter: object) =>
      sheet.call('POST', `/v4/spreadsheets/${sheet.id}/developerMetadata:search`, { dataFilters: [filter] });
    expect((await search({ developerMetadataLookup: { metadataKey: 'willcall' } })).text).toContain('"metadataId": 77');
    expect((await search({ a1Range: 'Sheet1!E:E' })).text).toContain('"metadataId": 77');
    expect((await search({ a1Range: 'Sheet1!F:F' })).body).toEqual({});
  });
});
