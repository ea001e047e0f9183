import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGoogle } from '../../../../sandbox/google/google.ts';
import { clientOf, startClient } from './client.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'willcall-google-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const format = { userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } }, note: 'checked' };

async function fill() {
  const client = await startClient({ dataDir });
  await client.write('A1:C2', [
    ['0042', 7, true],
    ['=A1', null, 'x'],
  ]);
  await client.batch(
    {
      repeatCell: {
        range: { sheetId: 0, startRowIndex: 0, endRowIndex: 1 },
        cell: format,
        fields: 'userEnteredFormat,note',
      },
    },
    { addSheet: { properties: { title: 'Second', gridProperties: { frozenRowCount: 1, rowCount: 9 } } } },
    { mergeCells: { range: { sheetId: 0, startRowIndex: 3, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 2 } } },
    { updateSpreadsheetProperties: { properties: { title: 'Renamed' }, fields: 'title' } },
  );
  return client;
}

async function reopened(id: string) {
  const google = await startGoogle({ dataDir, quota: false });
  return clientOf(google, id);
}

describe('spreadsheets survive the end of the process', () => {
  it('after a clean stop', async () => {
    const before = await fill();
    const printed = await before.call('GET', '?includeGridData=true');
    await before.google.close();
    const after = await reopened(before.id);
    expect((await after.call('GET', '?includeGridData=true')).body).toEqual(printed.body);
    expect(after.google.files.get(before.id)?.title).toBe('Renamed');
    expect(after.google.token).toBe(before.google.token);
    expect(after.google.audience).toBe(before.google.audience);
    await after.google.close();
  });

  it('after a kill, when only the journal has the changes', async () => {
    const before = await fill();
    const printed = await before.call('GET', '?includeGridData=true');
    const after = await reopened(before.id);
    expect((await after.call('GET', '?includeGridData=true')).body).toEqual(printed.body);
    await after.google.close();
    await before.google.close().catch(() => undefined);
  });

  it('forgets a line that a crash cut off, and nothing before it', async () => {
    const before = await fill();
    const journal = readdirSync(join(dataDir, 'files')).find((name) => name.endsWith('.journal')) ?? '';
    appendFileSync(join(dataDir, 'files', journal), '{"actor":{"email":"a@exam');
    const after = await reopened(before.id);
    expect(await after.values('Sheet1!A1:C2')).toEqual([
      ['0042', '1900-01-06', 'TRUE'],
      ['=A1', '', 'x'],
    ]);
    await after.google.close();
    await before.google.close().catch(() => undefined);
  });

  it('has nothing of a deleted file left', async () => {
    const client = await fill();
    client.google.files.delete(client.id);
    expect(readdirSync(join(dataDir, 'files'))).toEqual([]);
    await client.google.close();
  });
});
