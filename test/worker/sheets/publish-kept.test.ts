import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../../shared/records.ts';
import type { PublishSource } from '../../../worker/sheets/publish-options.ts';
import { Rig, textColumns } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const TYPES = ['text', 'integer', 'money', 'boolean', 'date', 'date-time', 'json', 'number'] as const;
const COLUMNS = TYPES.flatMap((type) => textColumns(1, type).map((column) => ({ ...column, id: type, title: type })));

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const chf = (minor: number) => ({ minor, currency: 'CHF' });
const VALUES: Value[][] = [
  ['0042', 7, eur(8550), true, '2026-09-27', '2026-09-27T10:30:00.000Z', '{"a":1}', 0.1],
  ['=HYPERLINK("http://x")', 0, eur(0), false, '2024-02-29', '2026-01-01T00:00:00.123Z', '[]', -1e21],
  ['+31 20', 2 ** 53, null, null, null, null, null, null],
  ['TRUE', null, eur(-5), null, null, null, null, 1],
  ["'quoted", -3, null, null, null, null, '2026-09-27', null],
];

function source(id: string, rows: readonly (readonly Value[])[] | null): PublishSource {
  return { id, rows, keys: (rows ?? []).map((_, row) => String(row)) };
}

describe.each([
  ['in one call', {}],
  ['prepared in a hidden tab', { maxBytes: 200 }],
])('rows that stay, published %s', (_, size) => {
  it('keep each value and its look: leading zeros, dates, booleans, texts like formulas, blanks', async () => {
    const id = rig.book({ timeZone: 'Europe/Zurich' });
    const other = (name: string) => source('other', [[name], [name]]);
    await rig.publish(id, { columns: COLUMNS, sources: [other('x'), source('kept', VALUES)], ...size });
    const before = [await rig.values(id, 'Tickets!A4:I9'), await rig.shown(id, 'Tickets!A4:I9')];
    const done = await rig.publish(id, { columns: COLUMNS, sources: [other('y'), source('kept', null)], ...size });
    expect(done.kept).toEqual({ kept: 5 });
    expect([await rig.values(id, 'Tickets!A4:I9'), await rig.shown(id, 'Tickets!A4:I9')]).toEqual(before);
    expect(before[1]?.[0]).toEqual([
      '0042',
      '7',
      'EUR 85.50',
      'TRUE',
      '2026-09-27',
      '2026-09-27 12:30:00',
      '{"a":1}',
      '0.1',
      'kept:0',
    ]);
    expect(JSON.stringify(await rig.picture(id))).not.toContain('formulaValue');
  });

  it('keep the currency of their amounts, whatever the others are in and however they were sorted', async () => {
    const id = rig.book();
    const columns = [...textColumns(1), ...textColumns(2, 'money').slice(1)];
    const kept = source('kept', [
      ['b', chf(850)],
      ['d', eur(100)],
      ['f', chf(3)],
      ['h', null],
    ]);
    const publish = (...sources: PublishSource[]) => rig.publish(id, { columns, sources, ...size });
    const { sheetId } = await publish(
      source('new', [
        ['a', eur(1)],
        ['c', eur(2)],
        ['g', eur(9)],
      ]),
      kept,
    );
    const range = { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 3 };
    rig.edit(id, [{ sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } }]);
    const yen = { minor: 700, currency: 'JPY' };
    await publish(
      source('new', [
        ['A', yen],
        ['C', eur(2)],
      ]),
      source('kept', null),
    );
    const amounts = ['JPY 700', 'EUR 0.02', '', 'CHF 0.03', 'EUR 1.00', 'CHF 8.50'];
    expect((await rig.shown(id, 'Tickets!B2:B7')).map(([cell = '']) => cell)).toEqual(amounts);
    await publish(source('kept', null), source('new', [['A', yen]]));
    expect((await rig.shown(id, 'Tickets!B2:B6')).map(([cell = '']) => cell)).toEqual([...amounts.slice(2), 'JPY 700']);
  });

  it('keep the currency their column had when the others come in another one', async () => {
    const id = rig.book();
    const columns = textColumns(1, 'money');
    await rig.publish(id, { columns, sources: [source('kept', [[chf(850)]])], ...size });
    const sources = [source('new', [[eur(1)], [eur(2)]]), source('kept', null)];
    await rig.publish(id, { columns, sources, ...size });
    expect((await rig.shown(id, 'Tickets!A2:A4')).flat()).toEqual(['EUR 0.01', 'EUR 0.02', 'CHF 8.50']);
  });

  it('keep a format people chose for a column of one currency', async () => {
    const id = rig.book();
    const columns = textColumns(1, 'money');
    const { sheetId } = await rig.publish(id, { columns, sources: [source('kept', [[eur(850)]])], ...size });
    const range = { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
    const cell = { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.0000' } } };
    rig.edit(id, [{ repeatCell: { range, cell, fields: 'userEnteredFormat.numberFormat' } }]);
    await rig.publish(id, { columns, sources: [source('new', [[eur(1)]]), source('kept', null)], ...size });
    expect((await rig.shown(id, 'Tickets!A2:A3')).flat()).toEqual(['0.0100', '8.5000']);
  });
});

describe('the key column', () => {
  const rows = [source('a', [['x', 'y']])];
  const publish = (id: string, columns = 2, sources = rows) =>
    rig.publish(id, { columns: textColumns(columns), sources });
  const show = (sheetId: number, index: number) => ({
    updateDimensionProperties: {
      range: { sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 },
      properties: { hiddenByUser: false },
      fields: 'hiddenByUser',
    },
  });
  const hidden = async (id: string) => (await rig.columns(id)).flatMap(({ hidden: is, title }) => (is ? [title] : []));

  it('is hidden when it is made, and its note says what it is for', async () => {
    const id = rig.book();
    await publish(id);
    expect((await rig.columns(id)).at(-1)).toEqual({
      title: 'Willcall key',
      hidden: true,
      note: expect.stringMatching(/finds a row again.*not change or delete/s),
    });
    expect(await hidden(id)).toEqual(['Willcall key']);
  });

  it('stays visible once somebody unhid it, also when the report gets other columns', async () => {
    const id = rig.book();
    const { sheetId } = await publish(id);
    rig.edit(id, [show(sheetId, 2)]);
    for (const columns of [2, 4, 1, 3]) {
      await publish(id, columns);
      expect(await hidden(id)).toEqual([]);
    }
  });

  it('alone stays hidden when the report gets other columns', async () => {
    const id = rig.book();
    for (const columns of [2, 4, 1, 3]) {
      await publish(id, columns);
      expect(await hidden(id)).toEqual(['Willcall key']);
      expect((await publish(id, columns, [source('a', null)])).kept).toEqual({ a: 1 });
    }
  });

  it('is added to a list that had none, right of it and left of what people wrote there', async () => {
    const id = rig.book();
    const { sheetId } = await publish(id);
    const keys = { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 };
    const range = { sheetId, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 2, endColumnIndex: 3 };
    const cells = [{ values: [{ userEnteredValue: { stringValue: 'mine' } }] }];
    rig.edit(id, [
      { deleteDimension: { range: keys } },
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } },
      { updateCells: { range, rows: cells, fields: 'userEnteredValue' } },
    ]);
    await publish(id);
    expect((await rig.values(id))[1]).toEqual(['x', 'y', 'a:0', 'mine']);
    expect(await hidden(id)).toEqual(['Willcall key']);
  });
});
