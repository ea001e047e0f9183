import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, messageOf, startClient } from './client.ts';

const writer = 'box-office@example.com';
const refusal =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

let client: Client;
let token: string;

beforeAll(async () => {
  client = await startClient();
  token = client.google.identity.accessToken(writer, ['https://www.googleapis.com/auth/spreadsheets']);
});

afterAll(() => client.google.close());

/** A spreadsheet of the writer's account, shared with the box office, with the given protection. */
async function protectedBy(protectedRange: object): Promise<Client> {
  const { files, writerKey } = client.google;
  const { id, permissions } = files.create(writerKey.client_email, 'Guests');
  files.setPermissions(id, [...permissions, { id: '2', type: 'user', role: 'writer', emailAddress: writer }]);
  const sheet = clientOf(client.google, id);
  expect((await sheet.batch({ addProtectedRange: { protectedRange } })).status).toBe(200);
  return sheet;
}

const header = { sheetId: 0, startRowIndex: 0, endRowIndex: 1 };
const put = (sheet: Client, range: string) =>
  sheet.call('PUT', `/v4/spreadsheets/${sheet.id}/values/${range}?valueInputOption=RAW`, { values: [['x']] }, token);

describe('a protected range refuses everybody who is not named', () => {
  it('with status 400, for values and for batches', async () => {
    const sheet = await protectedBy({ range: header });
    const refused = await put(sheet, 'B1');
    expect([refused.status, messageOf(refused)]).toEqual([400, refusal]);
    const batch = { requests: [{ repeatCell: { range: { sheetId: 0 }, cell: {}, fields: 'note' } }] };
    const inBatch = await sheet.call('POST', ':batchUpdate', batch, token);
    expect(messageOf(inBatch)).toBe(`Invalid requests[0].repeatCell: ${refusal}`);
    expect((await put(sheet, 'B2')).status).toBe(200);
  });

  it('but not its editors, nor the owner, nor when it only warns', async () => {
    const named = await protectedBy({ range: header, editors: { users: [writer] } });
    expect((await put(named, 'A1')).status).toBe(200);
    expect((await named.write('A1', [['owner']])).status).toBe(200);
    const warned = await protectedBy({ range: header, warningOnly: true });
    expect((await put(warned, 'A1')).status).toBe(200);
  });

  it('leaves the open part of a protected sheet open', async () => {
    const sheet = await protectedBy({
      range: { sheetId: 0 },
      unprotectedRanges: [{ sheetId: 0, startColumnIndex: 2, endColumnIndex: 3 }],
    });
    expect((await put(sheet, 'C5')).status).toBe(200);
    expect((await put(sheet, 'B5')).status).toBe(400);
  });
});
