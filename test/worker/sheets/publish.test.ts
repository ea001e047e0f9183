import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../worker/failure.ts';
import { Rig, textColumns, textRows } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

/** So small that every list is prepared in a hidden tab, some rows a call. */
const TINY = 120;

describe.each([
  ['in one call', undefined],
  ['prepared in a hidden tab', TINY],
])('a publish %s', (_, maxBytes) => {
  const size = maxBytes === undefined ? {} : { maxBytes };

  it('makes the tab, with header, notes, types and formats', async () => {
    const id = rig.book({ timeZone: 'Europe/Zurich' });
    const columns = (['text', 'integer', 'money', 'boolean', 'date', 'date-time'] as const).map((type, index) => ({
      ...textColumns(1, type)[0],
      id: type,
      title: type,
      type,
      personal: 'none' as const,
      description: `a ${type}`,
      standard: index === 0,
    }));
    const rows = [
      ['0042', 7, { minor: 8550, currency: 'EUR' }, true, '2026-09-27', '2026-09-27T10:30:00.000Z'],
      ['=HYPERLINK("http://x")', null, { minor: 100, currency: 'JPY' }, false, null, null],
      ['+31 20', 2 ** 53, null, null, null, null],
    ];
    const done = await rig.publish(id, { columns, rows, ...size });
    expect(done).toMatchObject({ rows: 3, cut: 0, replaced: 0 });
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
    expect(await rig.list(id)).toEqual([
      ['text', 'integer', 'money', 'boolean', 'date', 'date-time'],
      ['0042', 7, 85.5, true, 46292, 46292.520833333336],
      ['=HYPERLINK("http://x")', '', 100, false],
      ['+31 20', '9007199254740992'],
    ]);
    const shown = await fetch(`${rig.google.origin}/v4/spreadsheets/${id}/values/Tickets!A2:F3`, {
      headers: { authorization: `Bearer ${rig.google.token}` },
    });
    expect(await shown.json()).toMatchObject({
      values: [
        ['0042', '7', 'EUR 85.50', 'TRUE', '2026-09-27', '2026-09-27 12:30:00'],
        ['=HYPERLINK("http://x")', '', 'JPY 100', 'FALSE'],
      ],
    });
    const picture = JSON.stringify(await rig.picture(id));
    expect(picture).toContain('"frozenRowCount":1');
    expect(picture).toContain('a text\\n\\nTicket Tailor, Spring gala office\\nComplete.');
    expect(picture).not.toContain('formulaValue');
  });

  it('leaves every value, format and note identical the second time', async () => {
    const id = rig.book();
    const rows = textRows(9, 3);
    await rig.publish(id, { rows, ...size });
    const before = await rig.picture(id);
    await rig.publish(id, { rows, ...size });
    expect(await rig.picture(id)).toEqual(before);
  });

  it('grows inside the block, shrinks by clearing, and leaves the cells of the user alone', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(4, 2), ...size });
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } },
      { appendDimension: { sheetId, dimension: 'ROWS', length: 1 } },
      write(sheetId, 5, 0, 'total'),
      write(sheetId, 1, 3, 'note'),
      { addNamedRange: { namedRange: { name: 'guests', range: { sheetId, startRowIndex: 1, endRowIndex: 5 } } } },
    ]);
    await rig.publish(id, { rows: textRows(7, 2, 'n'), ...size });
    const grown = await rig.list(id);
    expect(grown.map((row) => row[0])).toEqual(['Column 0', ...textRows(7, 1, 'n').flat(), 'total']);
    expect(grown[1]?.[2]).toBe('note');
    expect((await rig.values(id, 'guests')).flat()).toContain('n6/0');
    await rig.publish(id, { rows: textRows(2, 2, 's'), ...size });
    const shrunk = await rig.list(id);
    expect(shrunk).toHaveLength(9);
    expect(shrunk.slice(1, 3)).toEqual([
      ['s0/0', 's0/1', 'note'],
      ['s1/0', 's1/1'],
    ]);
    expect(shrunk.slice(3, 8).flat()).toEqual([]);
    expect(shrunk[8]).toEqual(['total']);
  });

  it('keeps what somebody typed into rows that had been cleared', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(6, 2), ...size });
    await rig.publish(id, { rows: textRows(2, 2), ...size });
    rig.edit(id, [write(sheetId, 4, 0, 'remember')]);
    await rig.publish(id, { rows: textRows(5, 2, 'n'), ...size });
    const values = await rig.list(id);
    expect(values.slice(1, 6)).toEqual(textRows(5, 2, 'n'));
    expect(values[6]).toEqual(['remember']);
  });

  it('finds its tab after it was renamed, moved rows and columns included', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(3, 2), ...size });
    rig.edit(id, [
      { updateSheetProperties: { properties: { sheetId, title: "Guests' list" }, fields: 'title' } },
      { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 2 } } },
      { insertDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } },
      write(sheetId, 0, 0, 'Our guests'),
      write(sheetId, 3, 1, 'between'),
    ]);
    const again = await rig.publish(id, { rows: textRows(4, 2, 'n'), sheetId, ...size });
    expect(again.sheetId).toBe(sheetId);
    expect(await rig.tabs(id)).toEqual(['Sheet1', "Guests' list"]);
    expect(await rig.list(id, "Guests'' list")).toEqual([
      ['Our guests'],
      [],
      ['Column 0', '', 'Column 1'],
      ['n0/0', 'between', 'n0/1'],
      ['n1/0', '', 'n1/1'],
      ['n2/0', '', 'n2/1'],
      ['n3/0', '', 'n3/1'],
    ]);
  });

  it('reports progress up to the last row', async () => {
    const seen: number[] = [];
    await rig.publish(rig.book(), { rows: textRows(9, 3), onProgress: (rows) => seen.push(rows), ...size });
    expect(seen.at(-1)).toBe(9);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});

describe('a tab of that title', () => {
  it('is adopted when it is empty', async () => {
    const id = rig.book();
    rig.edit(id, [{ addSheet: { properties: { sheetId: 77, title: 'tickets' } } }]);
    expect((await rig.publish(id, { rows: textRows(2, 2) })).sheetId).toBe(77);
    expect(await rig.list(id)).toHaveLength(3);
  });

  it.each([
    ['in its first rows', 3],
    ['far down', 1400],
  ])('that holds something %s is refused and stays as it is', async (_, row) => {
    const id = rig.book();
    const gridProperties = { rowCount: 1500, columnCount: 4 };
    rig.edit(id, [
      { addSheet: { properties: { sheetId: 77, title: 'Tickets', gridProperties } } },
      {
        updateCells: {
          range: range(77, row, 2),
          rows: [{ values: [{ userEnteredValue: { formulaValue: '=""' } }] }],
          fields: '*',
        },
      },
    ]);
    const before = await rig.picture(id);
    await expect(rig.publish(id, { rows: textRows(2, 2) })).rejects.toMatchObject({ code: 'tab-occupied' });
    expect(await rig.picture(id)).toEqual(before);
  });

  it('that belongs to another report is refused', async () => {
    const id = rig.book();
    await rig.publish(id, { rows: textRows(2, 2), reportId: 'other' });
    await expect(rig.publish(id, { rows: textRows(2, 2) })).rejects.toMatchObject({ code: 'tab-occupied' });
  });

  it('that is a copy of ours is not written to', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(2, 2) });
    rig.edit(id, [
      { duplicateSheet: { sourceSheetId: sheetId, newSheetName: 'Copy', insertSheetIndex: 0 } },
      { deleteSheet: { sheetId } },
    ]);
    await rig.publish(id, { rows: textRows(3, 2, 'n'), sheetId });
    expect(await rig.list(id, 'Copy')).toEqual([['Column 0', 'Column 1'], ...textRows(2, 2)]);
    expect(await rig.list(id)).toHaveLength(4);
  });
});

describe('what cannot be done is refused before anything is written', () => {
  it.each([
    ['not shared', { role: null }, 'spreadsheet-not-shared'],
    ['shared for viewing only', { role: 'reader' }, 'spreadsheet-not-shared'],
  ] as const)('spreadsheet %s', async (_, share, code) => {
    const id = rig.book(share);
    await expect(rig.publish(id, { rows: textRows(2, 2) })).rejects.toMatchObject({ code });
  });

  it('spreadsheet deleted', async () => {
    const id = rig.book();
    rig.google.files.delete(id);
    await expect(rig.publish(id, { rows: textRows(2, 2) })).rejects.toMatchObject({ code: 'spreadsheet-gone' });
  });

  it.each([undefined, TINY])('tab protected (%s)', async (maxBytes) => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(2, 2) });
    rig.edit(id, [{ addProtectedRange: { protectedRange: { range: { sheetId, startRowIndex: 1, endRowIndex: 2 } } } }]);
    const before = await rig.picture(id);
    rig.requests.length = 0;
    const size = maxBytes === undefined ? {} : { maxBytes };
    const attempt = rig.publish(id, { rows: textRows(9, 2, 'n'), ...size });
    await expect(attempt).rejects.toMatchObject({
      code: 'tab-protected',
      message: expect.stringContaining('"Tickets"'),
    });
    expect(rig.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(await rig.picture(id)).toEqual(before);
  });

  it('tab with a warning only is written to', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(2, 2) });
    rig.edit(id, [{ addProtectedRange: { protectedRange: { range: { sheetId }, warningOnly: true } } }]);
    await expect(rig.publish(id, { rows: textRows(2, 2, 'n') })).resolves.toMatchObject({ rows: 2 });
  });

  it('no free cells', async () => {
    const id = rig.book();
    const small = { properties: { gridProperties: { rowCount: 2, columnCount: 2 } } };
    const fields = 'gridProperties.rowCount,gridProperties.columnCount';
    const gridProperties = { rowCount: 999_996, columnCount: 10 };
    rig.edit(id, [
      { updateSheetProperties: { ...small, fields } },
      { addSheet: { properties: { title: 'big', gridProperties } } },
    ]);
    const before = await rig.tabs(id);
    const attempt = rig.publish(id, { rows: textRows(20, 2), maxBytes: TINY });
    await expect(attempt).rejects.toMatchObject({
      code: 'no-free-cells',
      message: expect.stringContaining('10,000,000'),
    });
    expect(await rig.tabs(id)).toEqual(before);
    // 36 cells are left: enough for the tab, not for a hidden tab beside it
    await expect(rig.publish(id, { rows: textRows(10, 2), maxBytes: TINY })).resolves.toMatchObject({ rows: 10 });
  });

  it('a changed tab title that another tab has', async () => {
    const id = rig.book();
    await rig.publish(id, { rows: textRows(2, 2) });
    await expect(rig.publish(id, { rows: textRows(2, 2), tab: 'Sheet1' })).rejects.toBeInstanceOf(Failure);
    await rig.publish(id, { rows: textRows(2, 2), tab: 'Spring' });
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Spring']);
  });
});

function range(sheetId: number, row: number, column: number): object {
  return { sheetId, startRowIndex: row, endRowIndex: row + 1, startColumnIndex: column, endColumnIndex: column + 1 };
}

function write(sheetId: number, row: number, column: number, text: string): object {
  const rows = [{ values: [{ userEnteredValue: { stringValue: text } }] }];
  return { updateCells: { range: range(sheetId, row, column), rows, fields: 'userEnteredValue' } };
}
