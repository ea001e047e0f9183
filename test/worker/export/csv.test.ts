import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Column, ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { csvChunks } from '../../../worker/export/csv.ts';

const column = (id: string, type: ColumnType): Column => ({
  id,
  title: `Title of ${id}`,
  type,
  personal: 'none',
  description: '',
  standard: true,
});

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function csv(
  columns: Column[],
  rows: Value[][],
  options: { raw?: boolean; bom?: boolean } = {},
): Promise<string> {
  let text = '';
  for await (const chunk of csvChunks(columns, each(rows), { raw: false, bom: false, ...options })) text += chunk;
  return text;
}

const cellOf = async (text: string) => {
  const written = await csv([column('a', 'text'), column('b', 'text')], [[text, 'x']]);
  return Papa.parse<string[]>(written, { newline: '\r\n', delimiter: ',' }).data[1]?.[0];
};

describe('CSV', () => {
  it('has the titles first, exact values, and empty cells for what is unknown', async () => {
    const columns = [
      column('id', 'text'),
      column('price', 'money'),
      column('yen', 'money'),
      column('at', 'date-time'),
      column('day', 'date'),
      column('vip', 'boolean'),
      column('count', 'integer'),
      column('share', 'number'),
      column('extra', 'json'),
    ];
    const rows: Value[][] = [
      [
        '0042',
        { minor: -5, currency: 'EUR' },
        { minor: 1200, currency: 'JPY' },
        '2027-05-21T18:00:00.000Z',
        '2027-05-21',
        false,
        -3,
        -0.25,
        '{"a":"b, c"}',
      ],
      [null, null, null, null, null, null, null, null, null],
    ];
    expect(await csv(columns, rows)).toBe(
      'Title of id,Title of price,Title of yen,Title of at,Title of day,Title of vip,Title of count,Title of share,Title of extra\r\n' +
        '0042,-0.05,1200,2027-05-21T18:00:00.000Z,2027-05-21,false,-3,-0.25,"{""a"":""b, c""}"\r\n' +
        ',,,,,,,,\r\n',
    );
  });

  it('quotes commas, quotes and line breaks', async () => {
    expect(await csv([column('a', 'text'), column('b', 'text')], [['a,b', 'say "hi"\r\nbye']])).toBe(
      'Title of a,Title of b\r\n"a,b","say ""hi""\r\nbye"\r\n',
    );
  });

  it('shows a row of one unknown value as a row', async () => {
    expect(await csv([column('a', 'text')], [[null], ['x']])).toBe('Title of a\r\n""\r\nx\r\n');
  });

  it('has only its titles when there are no rows, and a byte order mark when asked', async () => {
    expect(await csv([column('a', 'text')], [], { bom: true })).toBe('\ufeffTitle of a\r\n');
  });

  it('comes in pieces, never as one text', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => [String(index)]);
    let pieces = 0;
    for await (const piece of csvChunks([column('a', 'text')], each(rows), { raw: false, bom: false })) {
      expect(piece.length).toBeLessThan(10_000);
      pieces += 1;
    }
    expect(pieces).toBe(4);
  });

  it('gives back exactly what went in when it is raw', async () => {
    const columns = [column('a', 'text'), column('b', 'text'), column('c', 'text')];
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', "'", ',', '\r', '\n', ' ', '=', '\t', ';', '\ufeff', 'é', '٣') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), async (rows) => {
        const text = await csv(columns, rows, { raw: true });
        const { data, errors } = Papa.parse(text, { newline: '\r\n', delimiter: ',' });
        expect(errors).toEqual([]);
        expect(data).toEqual([columns.map(({ title }) => title), ...rows, ['']]);
      }),
    );
  });

  it('never leaves text that starts as a formula, and takes nothing away', async () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '"=', '＝');
    await fc.assert(
      fc.asyncProperty(start, fc.string({ unit: 'grapheme-ascii' }), async (sign, rest) => {
        const text = `${sign}SUM(A1)${rest}`;
        expect(await cellOf(text)).toBe(`'${text}`);
      }),
    );
  });
});

describe('text that could run as a formula', () => {
  it.each([
    '=HYPERLINK("http://example.org","Click")',
    '=1+1',
    '+Max',
    '-2+3',
    '@handle',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '-Max',
    '+31 20 123 4567;=1+1',
    '-1:30',
    '- a list',
    '\t=1+1',
    '\r=1+1',
    '\tMax',
    ' =1+1',
    '\u00a0=1+1',
    '"=1+1"',
    "'=1+1",
    '＝1+1',
    '=',
    '+12-3',
    '+1+1',
  ])('is escaped: %j', async (text) => {
    expect(await cellOf(text)).toBe(`'${text}`);
  });

  it.each([
    '-5',
    '-1',
    '+5',
    '-1,234.50',
    '-1.234,50 €',
    '-€5',
    '-12 %',
    '-1e-7',
    ' -5',
    '-.5',
    '+31 20 123 4567',
    '+31201234567',
    '+31 (0)20-123 45 67',
    '+1-415-555-2671',
    '+49.30.1234567',
    '+49 30/1234567',
    '+1 415 555 2671 ext. 12',
    '-',
    '--',
    '007',
    'Max = Moritz',
    'max@example.org',
    "d'Arc",
    "'t Hart",
    '"Mo" Farah',
    '',
    ' ',
  ])('is not: %j', async (text) => {
    expect(await cellOf(text)).toBe(text);
  });

  it('is looked for in text only', async () => {
    const row: Value[] = [-5, { minor: -500, currency: 'EUR' }, '-{"a":1}'];
    const columns = [column('n', 'number'), column('m', 'money'), column('j', 'json')];
    expect((await csv(columns, [row])).split('\r\n')[1]).toBe('-5,-5.00,"\'-{""a"":1}"');
  });
});
