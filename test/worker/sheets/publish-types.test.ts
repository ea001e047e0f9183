import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import type { WriteMode } from '../../../shared/writing.ts';
import { Rig, textColumns, type Job } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const WAYS: [WriteMode, string, { maxBytes?: number }][] = [
  ['replace', 'in one call', {}],
  ['replace', 'prepared in a hidden tab', { maxBytes: 60 }],
  ['append', 'in one call', {}],
  ['append', 'prepared in a hidden tab', { maxBytes: 60 }],
  ['sync', 'in one call', {}],
  ['sync', 'prepared in a hidden tab', { maxBytes: 60 }],
];

describe.each(WAYS)('values in mode %s, %s', (mode, _, size) => {
  /** Publishes one column, first a blank row and then the values, so that these come as new rows too; and what people see of them. */
  const shown = async (type: ColumnType, values: Value[], timeZone = 'Etc/GMT') => {
    const id = rig.book({ timeZone });
    const columns = [...textColumns(1), ...textColumns(2, type).slice(1)];
    const publish = async (rows: Value[][], job: Partial<Pick<Job, 'maxBytes'>>) =>
      await rig.publish(id, { columns, rows, how: { mode }, ...job });
    const rows = values.map((value, row) => [`row ${row}`, value]);
    if (mode === 'sync') await publish([['row 0', values[0] ?? null]], {});
    await publish(rows, size);
    const range = `Tickets!B2:B${rows.length + 1}`;
    const texts = (await rig.shown(id, range)).map(([text = '']) => text);
    return { id, texts, cells: (await rig.values(id, range)).flat() };
  };

  it('dates and times are those of the clock on the wall, over both changes of it', async () => {
    const { texts } = await shown(
      'date-time',
      [
        '2026-03-29T00:59:59.000Z',
        '2026-03-29T01:00:00.000Z',
        '2026-10-25T00:30:00.000Z',
        '2026-10-25T01:30:00.000Z',
        '2026-10-25T02:30:00.000Z',
      ],
      'Europe/Zurich',
    );
    expect(texts).toEqual([
      '2026-03-29 01:59:59',
      '2026-03-29 03:00:00',
      '2026-10-25 02:30:00',
      '2026-10-25 02:30:00',
      '2026-10-25 03:30:00',
    ]);
  });

  it('they follow the zone of the spreadsheet, west of Greenwich too; a day is the same everywhere', async () => {
    const times = await shown(
      'date-time',
      ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
      'America/New_York',
    );
    expect(times.texts).toEqual(['2026-11-01 01:30:00', '2026-11-01 01:30:00']);
    const days = await shown('date', ['2026-03-29', '2024-02-29'], 'America/New_York');
    expect(days.texts).toEqual(['2026-03-29', '2024-02-29']);
  });

  it('money has the digits of its currency and can be counted with', async () => {
    const money = (minor: number, currency: string) => ({ minor, currency });
    const values = [money(123456, 'EUR'), money(1500, 'JPY'), money(1500, 'KWD'), money(-5, 'EUR'), null];
    const { texts, cells } = await shown('money', values);
    expect(texts.slice(0, 4)).toEqual(['EUR 1,234.56', 'JPY 1,500', 'KWD 1.500', '-EUR 0.05']);
    expect(cells.slice(0, 4)).toEqual([1234.56, 1500, 1.5, -0.05]);
  });

  it('numbers too large to be exact, barcodes and numbers as text stay as they are', async () => {
    const large = await shown('integer', [2 ** 53 - 1, 2 ** 53, '9007199254740993', '18446744073709551615']);
    expect(large.cells).toEqual([2 ** 53 - 1, '9007199254740992', '9007199254740993', '18446744073709551615']);
    const barcodes = ['0042', '00000000000000000123', '1e5', '1/2', '2026-09-27', 'TRUE', '12:30', '50%', '$5'];
    const { cells, texts } = await shown('text', barcodes);
    expect(cells).toEqual(barcodes);
    expect(texts).toEqual(barcodes);
  });

  it('yes and no are booleans', async () => {
    expect((await shown('boolean', [true, false, 'perhaps'])).cells).toEqual([true, false, 'perhaps']);
  });

  it('lists and objects are compact JSON as text', async () => {
    const json = ['["A","B"]', '{"seat":"4","gate":null}', '[]', '{}', '[9007199254740993]'];
    expect((await shown('json', json)).cells).toEqual(json);
  });

  it('texts like formulas and links stay plain text', async () => {
    const texts = [
      '=1+1',
      '+31 20 123',
      '-5',
      '@name',
      '=IMPORTXML("http://x","//a")',
      'https://example.org',
      "'x",
      '\t=1',
    ];
    const found = await shown('text', texts);
    expect(found.texts).toEqual(texts);
    const url = `${rig.google.origin}/v4/spreadsheets/${found.id}`;
    const fields = 'sheets(data(rowData(values(hyperlink,textFormatRuns,userEnteredValue))))';
    const answer = await fetch(`${url}?fields=${fields}`, { headers: { authorization: `Bearer ${rig.google.token}` } });
    const printed = await answer.text();
    expect(printed).toContain('"https://example.org"');
    for (const word of ['formulaValue', 'hyperlink', 'textFormatRuns']) expect(printed).not.toContain(word);
  });
});
