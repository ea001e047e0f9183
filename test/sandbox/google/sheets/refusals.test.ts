import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, messageOf, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

const spreadsheets = 'https://www.googleapis.com/auth/spreadsheets';

describe('a body that does not fit the schema is refused by name and place', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    [
      'an unknown request',
      { requests: [{ paintItBlack: {} }] },
      `Invalid JSON payload received. Unknown name "paintItBlack" at 'requests[0]': Cannot find field.`,
    ],
    [
      'an unknown name at the top',
      { request: [] },
      'Invalid JSON payload received. Unknown name "request": Cannot find field.',
    ],
    [
      'an unknown field deep inside',
      { requests: [{ repeatCell: { cell: { userEnteredFormat: { colour: 1 } } } }] },
      `Invalid JSON payload received. Unknown name "colour" at 'requests[0].repeat_cell.cell.user_entered_format': Cannot find field.`,
    ],
    [
      'a word that is no value of the enum',
      { requests: [{ mergeCells: { mergeType: 'MERGE_SOME' } }] },
      `Invalid value at 'requests[0].merge_cells.merge_type' (type.googleapis.com/google.apps.sheets.v4.MergeCellsRequest.MergeType), "MERGE_SOME"`,
    ],
    [
      'a text for a number',
      { requests: [{ deleteSheet: { sheetId: 'first' } }] },
      `Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), "first"`,
    ],
    [
      'two kinds in one request',
      { requests: [{ deleteSheet: {}, addSheet: {} }] },
      `Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'addSheet'`,
    ],
    ['no request at all', { requests: [] }, 'Must specify at least one request.'],
  ];

  it.each(cases)('%s', async (_, body, message) => {
    const answer = await client.call('POST', ':batchUpdate', body);
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toBe(message);
  });

  it('carries every violation in its details', async () => {
    const { body } = await client.call('PUT', `/v4/spreadsheets/${client.id}/values/A1?valueInputOption=RAW`, {
      values: 'X',
    });
    const description = `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "X"`;
    expect(body).toEqual({
      error: {
        code: 400,
        message: description,
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: 'data.values', description }],
          },
        ],
      },
    });
  });

  it('refuses JSON that is none', async () => {
    expect((await client.call('POST', ':batchUpdate', '{"requests":')).status).toBe(400);
  });
});

describe('a query that does not fit is refused', () => {
  it('names the parameter nobody knows', async () => {
    const answer = await client.call('GET', '?includeGridDate=true');
    expect(messageOf(answer)).toBe(
      `Invalid JSON payload received. Unknown name "includeGridDate": Cannot bind query parameter. Field 'includeGridDate' could not be found in request message.`,
    );
  });

  it('names the value nobody knows', async () => {
    const answer = await client.call('PUT', `/v4/spreadsheets/${client.id}/values/A1?valueInputOption=Text`, {
      values: [['a']],
    });
    expect(messageOf(answer)).toBe(
      `Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "Text"`,
    );
  });

  it('wants to know how to read the input', async () => {
    const answer = await client.call('PUT', `/v4/spreadsheets/${client.id}/values/A1`, { values: [['a']] });
    expect(messageOf(answer)).toBe("'valueInputOption' is required but not specified");
  });

  it('says which field of a mask does not exist', async () => {
    const answer = await client.call('GET', '?fields=sheets.colour');
    expect(messageOf(answer)).toBe('Request contains an invalid argument.');
    expect(answer.text).toContain("Cannot find matching fields for path 'sheets.colour'");
  });
});

describe('who may not is told so', () => {
  it('401 without a valid token', async () => {
    const answer = await client.call('GET', '', undefined, 'made-up');
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('"status": "UNAUTHENTICATED"');
  });

  it('403 for a file that is not shared, 404 for one that is not there', async () => {
    const stranger = client.google.identity.accessToken('stranger@example.com', [spreadsheets]);
    expect(messageOf(await client.call('GET', '', undefined, stranger))).toBe('The caller does not have permission');
    const missing = await client.call('GET', '/v4/spreadsheets/nothing-here', undefined, stranger);
    expect(missing.body).toEqual({
      error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' },
    });
  });

  it('403 for a reader who writes', async () => {
    const { files, identity } = client.google;
    const owner = files.get(client.id)?.permissions ?? [];
    files.setPermissions(client.id, [
      ...owner,
      { id: '9', type: 'user', role: 'reader', emailAddress: 'reader@example.com' },
    ]);
    const reader = identity.accessToken('reader@example.com', [spreadsheets]);
    expect((await client.call('GET', '', undefined, reader)).status).toBe(200);
    expect((await client.call('POST', ':batchUpdate', { requests: [{ addSheet: {} }] }, reader)).status).toBe(403);
  });

  it('403 for a token without the scope', async () => {
    const narrow = client.google.identity.accessToken('stranger@example.com', [
      'https://www.googleapis.com/auth/userinfo.email',
    ]);
    const answer = await client.call('GET', '', undefined, narrow);
    expect(answer.text).toContain('ACCESS_TOKEN_SCOPE_INSUFFICIENT');
  });
});

describe('limits of the grid', () => {
  it('refuses a range past the grid, one that is none, and values outside their range', async () => {
    expect(messageOf(await client.call('GET', `/v4/spreadsheets/${client.id}/values/AP1:AW1`))).toBe(
      'Range (Sheet1!AP1:AW1) exceeds grid limits. Max rows: 1000, max columns: 26',
    );
    expect(messageOf(await client.call('GET', `/v4/spreadsheets/${client.id}/values/NoTab!A1`))).toBe(
      'Unable to parse range: NoTab!A1',
    );
    expect(messageOf(await client.write('A1:B1', [['a', 'b', 'c']]))).toBe(
      'Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]',
    );
    expect(messageOf(await client.write('A1:B1', [['a'], ['b']]))).toBe(
      'Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]',
    );
  });

  it('refuses the cell above ten million and the character above fifty thousand', async () => {
    const big = { properties: { title: 'Big', gridProperties: { rowCount: 1_000_000, columnCount: 10 } } };
    expect(messageOf(await client.batch({ addSheet: big }))).toBe(
      'Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    );
    expect(messageOf(await client.write('A1', [['x'.repeat(50_001)]]))).toBe(
      'Your input contains more than the maximum of 50000 characters in a single cell.',
    );
  });

  it('refuses a second tab of the same title and an empty title', async () => {
    expect(messageOf(await client.batch({ addSheet: { properties: { title: 'Sheet1' } } }))).toBe(
      'Invalid requests[0].addSheet: A sheet with the name "Sheet1" already exists. Please enter another name.',
    );
    expect(
      messageOf(await client.batch({ updateSheetProperties: { properties: { title: '' }, fields: 'title' } })),
    ).toBe('Invalid requests[0].updateSheetProperties: The sheet name cannot be empty.');
  });
});
