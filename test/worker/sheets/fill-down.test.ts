import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsBeside, fillDown, isFillable } from '../../../worker/sheets/fill-down.ts';
import { Rig, textRows } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

describe('columns that belong to the list', () => {
  it('are those next to it without a gap, and between its own, with a header or a first value', () => {
    const header = ['far', '', 'left', 'ours', 'between', 'ours', 'right', null, 'far'];
    const first = [null, null, null, 'x', null, 'x', null, '=A1', null];
    expect(columnsBeside({ managed: [3, 5], header, first })).toEqual([2, 4, 6, 7, 8]);
    expect(columnsBeside({ managed: [3, 5], header, first: [] })).toEqual([2, 4, 6]);
  });

  it('may be none, also when nothing is known of them', () => {
    expect(columnsBeside({ managed: [0, 1], header: [], first: [] })).toEqual([]);
  });
});

describe('a formula', () => {
  it.each([
    '=A2',
    '=LEN(A2)',
    '=IF(A2="","",B2*2)',
    '=SUM(FILTER(D:D,A:A=A2))',
    '="=FILTER("&A2',
    '=-A2',
    '=XLOOKUP(A2,X:X,Y:Y)',
  ])('%s is filled down', (formula) => expect(isFillable(formula)).toBe(true));

  it.each([
    '=ARRAYFORMULA(A2:A*2)',
    '=arrayformula(A2:A)',
    '=IFERROR(ARRAYFORMULA(A2:A))',
    '=FILTER(A:A,B:B>1)',
    '=QUERY(A:B,"select A")',
    '=SORT(A2:A)',
    '=UNIQUE(A2:A)',
    '=SEQUENCE(10)',
    '=MAP(A2:A,LAMBDA(x,x))',
    '={A2:A}',
  ])('%s fills its column by itself', (formula) => expect(isFillable(formula)).toBe(false));

  it.each(['text', 7, null, '', undefined])('%j is none', (cell) => expect(isFillable(cell)).toBe(false));
});

it('adjacent columns are filled together, from the first data row', () => {
  const around = { managed: [0, 1], header: ['a', 'b', 'c', 'd', 'e'], first: ['x', 'x', '=A2', '=B2', 'note'] };
  const cells = (rows: [number, number], columns: [number, number]) => ({
    sheetId: 7,
    startRowIndex: rows[0],
    endRowIndex: rows[1],
    startColumnIndex: columns[0],
    endColumnIndex: columns[1],
  });
  expect(fillDown({ sheetId: 7, first: 1, rows: [4, 6] }, around)).toEqual([
    { copyPaste: { source: cells([1, 2], [2, 4]), destination: cells([4, 6], [2, 4]), pasteType: 'PASTE_FORMULA' } },
    {
      copyPaste: {
        source: cells([1, 2], [0, 5]),
        destination: cells([4, 6], [0, 5]),
        pasteType: 'PASTE_DATA_VALIDATION',
      },
    },
  ]);
  expect(fillDown({ sheetId: 7, first: 1, rows: [4, 4] }, around)).toEqual([]);
});

describe.each(['replace', 'append', 'sync'] as const)('in mode %s', (mode) => {
  it('formulas beside the list and the rules of its columns reach new rows, notes stay single', async () => {
    const id = rig.book();
    const publish = (count: number) =>
      rig.publish(id, { rows: textRows(count, 2).slice(mode === 'append' && count > 3 ? 3 : 0), how: { mode } });
    const { sheetId } = await publish(3);
    const start = (await rig.columns(id)).length;
    const cell = (row: number, column: number) => ({
      sheetId,
      startRowIndex: row,
      endRowIndex: row + 1,
      startColumnIndex: column,
      endColumnIndex: column + 1,
    });
    const write = (row: number, column: number, userEnteredValue: object) => ({
      updateCells: { range: cell(row, column), rows: [{ values: [{ userEnteredValue }] }], fields: 'userEnteredValue' },
    });
    const rule = { condition: { type: 'TEXT_CONTAINS', values: [{ userEnteredValue: 'r' }] } };
    const validated = { ...cell(1, 1), endRowIndex: 4 };
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 2 } },
      ...[1, 2, 3].map((row) => write(row, start, { formulaValue: `=LEN(A${row + 1})` })),
      write(0, start + 1, { stringValue: 'Remarks' }),
      write(1, start + 1, { stringValue: 'once' }),
      { setDataValidation: { range: validated, rule } },
    ]);
    await publish(6);
    const letter = 'ABCDEFGH'[start] ?? '';
    expect((await rig.values(id, `Tickets!${letter}2:${letter}7`)).flat()).toEqual(
      [2, 3, 4, 5, 6, 7].map((row) => `=LEN(A${row})`),
    );
    const picture = JSON.stringify(await rig.picture(id));
    expect(picture.split('"once"')).toHaveLength(2);
    const fields = 'sheets(properties(title),data(rowData(values(dataValidation(condition(type))))))';
    const answer = await fetch(`${rig.google.origin}/v4/spreadsheets/${id}?fields=${fields}`, {
      headers: { authorization: `Bearer ${rig.google.token}` },
    });
    expect((await answer.text()).split('TEXT_CONTAINS')).toHaveLength(7);
  });
});
