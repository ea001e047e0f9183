import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

const box = (
  sheetId: number,
  startRowIndex: number,
  endRowIndex: number,
  startColumnIndex = 0,
  endColumnIndex = 3,
) => ({
  sheetId,
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
});
const validation = { condition: { type: 'BOOLEAN' }, showCustomUi: true };
const bold = { textFormat: { bold: true } };

/** Row 2 holds everything a row can hold; tab 7 is another tab. */
async function fullRow(): Promise<Client> {
  const { google } = client;
  const sheet = clientOf(google, google.files.create(google.writerKey.client_email, 'Guests').id);
  const answer = await sheet.batch(
    { addSheet: { properties: { sheetId: 7, title: 'Removed' } } },
    {
      updateCells: {
        start: { sheetId: 0, rowIndex: 1 },
        rows: [
          {
            values: [
              { userEnteredValue: { stringValue: 'Ada' }, userEnteredFormat: bold, note: 'called' },
              { userEnteredValue: { formulaValue: '=A2&$A$1' }, dataValidation: validation },
            ],
          },
        ],
        fields: '*',
      },
    },
    { mergeCells: { range: box(0, 1, 2, 1, 3), mergeType: 'MERGE_ALL' } },
    {
      addConditionalFormatRule: {
        index: 0,
        rule: {
          ranges: [box(0, 1, 10)],
          booleanRule: {
            condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=$A2="Ada"' }] },
            format: bold,
          },
        },
      },
    },
  );
  expect(answer.status).toBe(200);
  return sheet;
}

const cellFields =
  'sheets(merges,conditionalFormats(ranges,booleanRule.condition.values),data.rowData.values(userEnteredValue,userEnteredFormat.textFormat.bold,note,dataValidation.condition.type))';

async function look(sheet: Client, range: string): Promise<unknown> {
  const { text } = await sheet.call(
    'GET',
    `?ranges=${range}&fields=${encodeURIComponent(cellFields)}&prettyPrint=false`,
  );
  const { sheets } = JSON.parse(text);
  return sheets[0];
}

describe('pasting a row onto another tab', () => {
  const paste = (pasteType: string) => ({
    copyPaste: { source: box(0, 1, 2), destination: box(7, 4, 5), pasteType },
  });
  const rules = [
    { ranges: [{ ...box(7, 4, 5) }], booleanRule: { condition: { values: [{ userEnteredValue: '=$A5="Ada"' }] } } },
  ];

  it('as it is carries values, formulas, looks, notes, allowed values, merges and rules', async () => {
    const sheet = await fullRow();
    await sheet.batch(paste('PASTE_NORMAL'));
    expect(await look(sheet, 'Removed!A5:C5')).toEqual({
      merges: [box(7, 4, 5, 1, 3)],
      conditionalFormats: rules,
      data: [
        {
          rowData: [
            {
              values: [
                { userEnteredValue: { stringValue: 'Ada' }, userEnteredFormat: bold, note: 'called' },
                { userEnteredValue: { formulaValue: '=A5&$A$1' }, dataValidation: { condition: { type: 'BOOLEAN' } } },
              ],
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['PASTE_VALUES', [{ userEnteredValue: { stringValue: 'Ada' } }, { userEnteredValue: { stringValue: 'Ada' } }]],
    [
      'PASTE_FORMULA',
      [{ userEnteredValue: { stringValue: 'Ada' } }, { userEnteredValue: { formulaValue: '=A5&$A$1' } }],
    ],
    ['PASTE_FORMAT', [{ userEnteredFormat: bold }, { dataValidation: { condition: { type: 'BOOLEAN' } } }]],
    ['PASTE_DATA_VALIDATION', [{}, { dataValidation: { condition: { type: 'BOOLEAN' } } }]],
    ['PASTE_CONDITIONAL_FORMATTING', undefined],
  ])('%s carries only that', async (pasteType, values) => {
    const sheet = await fullRow();
    await sheet.batch(paste(pasteType));
    const carriesRules = ['PASTE_FORMAT', 'PASTE_CONDITIONAL_FORMATTING'].includes(pasteType);
    expect(await look(sheet, 'Removed!A5:C5')).toEqual({
      ...(carriesRules ? { conditionalFormats: rules } : {}),
      data: [values ? { rowData: [{ values }] } : {}],
    });
  });

  it('keeps one rule for rows that come one after another', async () => {
    const sheet = await fullRow();
    const rows = [4, 5, 6].map((row) => ({
      copyPaste: { source: box(0, 1, 2), destination: box(7, row, row + 1), pasteType: 'PASTE_NORMAL' },
    }));
    await sheet.batch(...rows);
    expect(await look(sheet, 'Removed!Z1')).toMatchObject({ conditionalFormats: [{ ranges: [box(7, 4, 7)] }] });
  });
});

describe('a formula', () => {
  it('is filled down over a larger destination', async () => {
    const sheet = await fullRow();
    await sheet.write(
      'Removed!A1:B2',
      [
        ['a', 1],
        ['b', '=B1+1'],
      ],
      'USER_ENTERED',
    );
    await sheet.batch({
      copyPaste: { source: box(7, 1, 2, 1, 2), destination: box(7, 2, 5, 1, 2), pasteType: 'PASTE_FORMULA' },
    });
    expect(await sheet.values('Removed!B1:B5')).toEqual([['1'], ['2'], ['3'], ['4'], ['5']]);
    expect(await sheet.values('Removed!B5', 'valueRenderOption=FORMULA')).toEqual([['=B4+1']]);
  });

  it('is filled by repeatCell as well', async () => {
    const sheet = await fullRow();
    const cell = { userEnteredValue: { formulaValue: '=$A2&B$1' } };
    await sheet.batch({ repeatCell: { range: box(7, 1, 3, 1, 3), cell, fields: 'userEnteredValue' } });
    expect(await sheet.values('Removed!B2:C3', 'valueRenderOption=FORMULA')).toEqual([
      ['=$A2&B$1', '=$A2&C$1'],
      ['=$A3&B$1', '=$A3&C$1'],
    ]);
  });
});

describe('cutting', () => {
  it('leaves nothing behind, not even the rule', async () => {
    const sheet = await fullRow();
    await sheet.batch({ cutPaste: { source: box(0, 1, 2), destination: { sheetId: 7, rowIndex: 0, columnIndex: 0 } } });
    expect(await look(sheet, 'Sheet1!A2:C2')).toMatchObject({
      conditionalFormats: [
        {
          ranges: [{ ...box(0, 2, 10), sheetId: undefined }],
          booleanRule: { condition: { values: [{ userEnteredValue: '=$A3="Ada"' }] } },
        },
      ].map((one) => JSON.parse(JSON.stringify(one))),
      data: [{}],
    });
    expect(await look(sheet, 'Removed!A1:C1')).toMatchObject({
      merges: [box(7, 0, 1, 1, 3)],
      data: [
        { rowData: [{ values: [{ note: 'called' }, { userEnteredValue: { formulaValue: '=A1&Sheet1!$A$1' } }] }] },
      ],
    });
  });
});

describe('a batch that copies rows and deletes them', () => {
  it('answers with the state right after it, and only with what is asked for', async () => {
    const sheet = await fullRow();
    await sheet.write('Sheet1!A2:A5', [['a'], ['b'], ['c'], ['d']]);
    await sheet.write('Sheet1!D2:D5', [['=A2&"!"'], ['=A3&"!"'], ['=A4&"!"'], ['=A5&"!"']], 'USER_ENTERED');
    const moved = [3, 2].flatMap((row, at) => [
      {
        copyPaste: {
          source: box(0, row, row + 1, 0, 4),
          destination: box(7, at, at + 1, 0, 4),
          pasteType: 'PASTE_NORMAL',
        },
      },
      { deleteDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: row, endIndex: row + 1 } } },
    ]);
    const fields = 'updatedSpreadsheet(sheets(properties(sheetId),data(startRow,rowData(values(effectiveValue)))))';
    const { text } = await sheet.call('POST', `:batchUpdate?prettyPrint=false&fields=${encodeURIComponent(fields)}`, {
      requests: moved,
      includeSpreadsheetInResponse: true,
      responseIncludeGridData: true,
      responseRanges: ['Sheet1!A3:A4', 'Sheet1!D2:D3', 'Removed!D1:D2'],
    });
    const cells = (...texts: string[]) => ({
      rowData: texts.map((one) => ({ values: [{ effectiveValue: { stringValue: one } }] })),
    });
    expect(JSON.parse(text)).toEqual({
      updatedSpreadsheet: {
        sheets: [
          {
            properties: { sheetId: 0 },
            data: [
              { startRow: 2, ...cells('d') },
              { startRow: 1, ...cells('a!', 'd!') },
            ],
          },
          { properties: { sheetId: 7 }, data: [cells('c!', 'b!')] },
        ],
      },
    });
    expect(await sheet.values('Sheet1!D2:D3', 'valueRenderOption=FORMULA')).toEqual([['=A2&"!"'], ['=A3&"!"']]);
  });
});
