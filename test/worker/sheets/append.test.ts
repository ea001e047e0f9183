import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Rig, textColumns, textRows } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterEach(() => rig.google.faults.clear());
afterAll(() => rig.google.close());

const MONDAY = new Date('2027-03-01T09:00:00Z');
const TUESDAY = new Date('2027-03-02T09:00:00Z');
const HEADER = ['Column 0', 'Column 1', 'Run at'];
const at = (day: Date) => (day.getTime() / 86_400_000 + 25_569) as unknown;

/** Rows as they stand in the tab after the run of that day. */
function run(rows: string[][], day: Date): unknown[][] {
  return rows.map((row) => [...row, at(day)]);
}

describe.each([
  ['in one call', {}],
  ['prepared in a hidden tab', { maxBytes: 60 }],
])('rows added below, %s', (_, size) => {
  const append = async (id: string, rows: string[][], asOf: Date, job: { runId?: string; generation?: number } = {}) =>
    await rig.publish(id, { rows, columns: textColumns(2), how: { mode: 'append', asOf }, ...size, ...job });
  const first = textRows(3, 2, 'mon ');
  const second = textRows(2, 2, 'tue ');

  it('come below those of the run before, each with the time of its run', async () => {
    const id = rig.book({ timeZone: 'Etc/GMT' });
    expect(await append(id, first, MONDAY)).toMatchObject({ rows: 3, outcome: { added: 3, memory: null } });
    const done = await append(id, second, TUESDAY);
    expect(done).toMatchObject({
      rows: 5,
      outcome: { added: 2, changed: 0, removed: 0, unchanged: 3, isAtomic: true },
    });
    expect(await rig.list(id)).toEqual([HEADER, ...run(first, MONDAY), ...run(second, TUESDAY)]);
    expect((await rig.shown(id, 'Tickets!C5:C5')).flat()).toEqual(['2027-03-02 09:00:00']);
    const columns = await rig.columns(id);
    expect(columns.map(({ title, hidden }) => [title, hidden])).toEqual([
      ['Column 0', false],
      ['Column 1', false],
      ['Run at', false],
      ['Willcall key', true],
    ]);
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
  });

  it('leave what people changed, typed beside and sorted as it is', async () => {
    const id = rig.book();
    const { sheetId } = await append(id, first, MONDAY);
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } },
      write(sheetId, 0, 0, 'Guest'),
      write(sheetId, 1, 1, 'changed'),
      ...[1, 2, 3].map((row) => write(sheetId, row, 4, `note ${row}`)),
      {
        sortRange: {
          range: { sheetId, startRowIndex: 1, endRowIndex: 4 },
          sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }],
        },
      },
    ]);
    const before = await rig.values(id);
    await append(id, second, TUESDAY);
    const values = await rig.values(id);
    expect(values.slice(0, 4)).toEqual(before);
    expect(values.slice(4)).toEqual(run(second, TUESDAY).map((row) => [...row, `list:${String(row[0])}`]));
  });

  it('grow bounded formulas and named ranges, and push down what lies below', async () => {
    const id = rig.book();
    const { sheetId } = await append(id, first, MONDAY);
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'ROWS', length: 2 } },
      write(sheetId, 5, 0, 'total'),
      { updateCells: { range: cell(0, 0, 0), rows: [formula('=COUNTA(Tickets!A2:A4)')], fields: 'userEnteredValue' } },
      { addNamedRange: { namedRange: { name: 'guests', range: { sheetId, startRowIndex: 1, endRowIndex: 4 } } } },
    ]);
    await append(id, second, TUESDAY);
    await append(id, [['wed', 'x']], TUESDAY);
    expect((await rig.client.getResults(id, 'Sheet1!A1')).values).toEqual([[6]]);
    expect(await rig.values(id, 'guests')).toHaveLength(6);
    const list = await rig.list(id);
    expect(list.slice(0, 7)).toEqual([
      HEADER,
      ...run(first, MONDAY),
      ...run(second, TUESDAY),
      ...run([['wed', 'x']], TUESDAY),
    ]);
    expect(list.slice(7)).toEqual([[], ['total']]);
  });

  it('get the formulas of the first row, and take no note or colour of the last one', async () => {
    const id = rig.book();
    const { sheetId } = await append(id, first, MONDAY);
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 3 } },
      ...[1, 2, 3].map((row) => ({
        updateCells: { range: cell(sheetId, row, 4), rows: [formula(`=LEN(A${row + 1})`)], fields: 'userEnteredValue' },
      })),
      write(sheetId, 0, 5, 'Remarks'),
      write(sheetId, 3, 5, 'mine'),
      { updateCells: { range: cell(sheetId, 3, 5), rows: [{ values: [{ note: 'a note' }] }], fields: 'note' } },
    ]);
    await append(id, second, TUESDAY);
    const rows = (await rig.values(id, 'Tickets!E4:F6')).map(([length, remark = '']) => [length, remark]);
    expect(rows).toEqual([
      ['=LEN(A4)', 'mine'],
      ['=LEN(A5)', ''],
      ['=LEN(A6)', ''],
    ]);
    expect(JSON.stringify(await rig.picture(id)).split('"a note"')).toHaveLength(2);
  });

  it('are none of a source that could not be read, and its earlier rows stay', async () => {
    const id = rig.book();
    const columns = textColumns(2);
    const source = (name: string, rows: string[][] | null) => ({
      id: name,
      rows,
      keys: (rows ?? []).map((_row, index) => String(index)),
    });
    const publish = (a: string[][], b: string[][] | null) =>
      rig.publish(id, { columns, sources: [source('a', a), source('b', b)], how: { mode: 'append' }, ...size });
    await publish(first, second);
    const done = await publish([['x', 'y']], null);
    expect(done).toMatchObject({ rows: 6, kept: { b: 0 }, outcome: { added: 1 } });
    expect((await rig.list(id)).map(([name]) => name)).toEqual([
      'Column 0',
      ...[...first, ...second].map(([name]) => name),
      'x',
    ]);
  });

  it('may be none at all', async () => {
    const id = rig.book();
    await append(id, [], MONDAY);
    await append(id, first, MONDAY);
    const before = await rig.list(id);
    expect(await append(id, [], TUESDAY)).toMatchObject({ rows: 3, outcome: { added: 0, unchanged: 3 } });
    expect(await rig.list(id)).toEqual(before);
    expect(before).toEqual([HEADER, ...run(first, MONDAY)]);
  });

  it('come once, whichever answer is lost', async () => {
    for (const fault of [{ drop: 'after' }, { drop: 'before' }, { status: 503 }] as const) {
      for (let skip = 0; skip < 5; skip++) {
        const id = rig.book();
        await append(id, first, MONDAY);
        rig.google.faults.add({ method: 'POST|PUT', skip, ...fault });
        expect(await append(id, second, TUESDAY)).toMatchObject({ rows: 5, outcome: { added: 2 } });
        rig.google.faults.clear();
        expect(await rig.list(id)).toEqual([HEADER, ...run(first, MONDAY), ...run(second, TUESDAY)]);
        expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
      }
    }
  });

  it('come once when the run did it already and was killed right after', async () => {
    const id = rig.book();
    await append(id, first, MONDAY);
    const killed = { runId: 'killed', generation: 9 };
    await append(id, second, TUESDAY, killed);
    expect(await append(id, second, TUESDAY, killed)).toMatchObject({ rows: 5, bytes: 0 });
    expect(await rig.list(id)).toHaveLength(6);
  });

  it('get columns the report has new; those it has no more stay with the old rows', async () => {
    const id = rig.book();
    await append(id, first, MONDAY);
    const names = [
      { id: 'fresh', title: 'Fresh' },
      { id: 'c0', title: 'Column 0' },
    ];
    const columns = textColumns(2).map((column, index) => ({ ...column, ...names[index] }));
    await rig.publish(id, { rows: [['new', 'old']], columns, how: { mode: 'append', asOf: TUESDAY }, ...size });
    const list = await rig.list(id);
    expect(list[0]).toEqual(['Column 0', 'Column 1', 'Run at', 'Fresh']);
    expect(list[1]).toEqual([...(first[0] ?? []), at(MONDAY)]);
    expect(list[4]).toEqual(['old', '', at(TUESDAY), 'new']);
  });

  it('find their header again when somebody deleted it', async () => {
    const id = rig.book();
    const { sheetId } = await append(id, first, MONDAY);
    rig.edit(id, [
      {
        updateSheetProperties: {
          properties: { sheetId, gridProperties: { frozenRowCount: 0 } },
          fields: 'gridProperties.frozenRowCount',
        },
      },
      { deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 } } },
    ]);
    await append(id, second, TUESDAY);
    expect(await rig.list(id)).toEqual([HEADER, ...run(first, MONDAY), ...run(second, TUESDAY)]);
  });
});

describe('money in lists of runs', () => {
  it('keeps the currency of each run', async () => {
    const id = rig.book();
    const columns = textColumns(1, 'money');
    const append = (currency: string) =>
      rig.publish(id, { columns, rows: [[{ minor: 850, currency }]], how: { mode: 'append' } });
    for (const currency of ['EUR', 'CHF', 'CHF', 'JPY', 'EUR']) await append(currency);
    expect((await rig.shown(id, 'Tickets!A2:A6')).flat()).toEqual([
      'EUR 8.50',
      'CHF 8.50',
      'CHF 8.50',
      'JPY 850',
      'EUR 8.50',
    ]);
  });
});

describe('a list that is written in another way', () => {
  it.each([
    ['replace', 'append'],
    ['append', 'replace'],
    ['append', 'sync'],
  ] as const)('from %s to %s is refused with the next step, and stays as it is', async (before, after) => {
    const id = rig.book();
    await rig.publish(id, { rows: textRows(2, 2), how: { mode: before } });
    const picture = await rig.picture(id);
    const message = expect.stringMatching(/"Tickets" was written as .* delete the tab/);
    await expect(rig.publish(id, { rows: textRows(3, 2), how: { mode: after } })).rejects.toMatchObject({
      code: 'tab-occupied',
      message,
    });
    expect(await rig.picture(id)).toEqual(picture);
  });
});

function cell(sheetId: number, row: number, column: number): object {
  return { sheetId, startRowIndex: row, endRowIndex: row + 1, startColumnIndex: column, endColumnIndex: column + 1 };
}

function formula(formulaValue: string): object {
  return { values: [{ userEnteredValue: { formulaValue } }] };
}

function write(sheetId: number, row: number, column: number, text: string): object {
  const rows = [{ values: [{ userEnteredValue: { stringValue: text } }] }];
  return { updateCells: { range: cell(sheetId, row, column), rows, fields: 'userEnteredValue' } };
}
