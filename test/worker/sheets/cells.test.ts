import { describe, expect, it } from 'vitest';
import type { Column, ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { Failure } from '../../../worker/failure.ts';
import { toCells, toCellsInPieces } from '../../../worker/sheets/cells.ts';

function column(type: ColumnType): Column {
  return { id: type, title: type, type, personal: 'none', description: '', standard: true };
}

function cell(type: ColumnType, value: Value, timeZone = 'UTC'): unknown {
  return toCells([column(type)], [[value]], timeZone).rows[0]?.[0];
}

it('a large list is converted in pieces, to the same cells', async () => {
  const columns = [column('text'), column('money'), column('date-time')];
  const rows: Value[][] = Array.from({ length: 15_000 }, (_, row) => [
    `0${row}`,
    { minor: row, currency: row % 7 === 0 ? 'CHF' : 'EUR' },
    '2027-05-01T10:00:00Z',
  ]);
  let pauses = 0;
  const pause = () => Promise.resolve(void (pauses += 1));
  expect(await toCellsInPieces(columns, rows, 'Europe/Zurich', pause)).toEqual(toCells(columns, rows, 'Europe/Zurich'));
  expect(pauses).toBe(3);
});

describe('cells', () => {
  it.each([
    '0042',
    '=HYPERLINK("http://x")',
    '+31 20',
    '-5',
    '@x',
    "'quoted",
    '1e5',
    '2026-05-01',
    'TRUE',
    'tab\tand\u0007bell',
  ])('keep text as text: %j', (text) => {
    expect(cell('text', text)).toBe(text);
    expect(cell('json', text)).toBe(text);
  });

  it('are blank for unknown and for empty text', () => {
    expect(cell('text', null)).toBeNull();
    expect(cell('text', '')).toBeNull();
    expect(toCells([column('text')], [[]], 'UTC').rows).toEqual([[null]]);
  });

  it.each<[ColumnType, Value, string, unknown]>([
    ['integer', 9007199254740991, 'UTC', 9007199254740991],
    ['integer', 9007199254740992, 'UTC', '9007199254740992'],
    ['integer', '9007199254740993', 'UTC', '9007199254740993'],
    ['integer', -0, 'UTC', 0],
    ['number', 0.1, 'UTC', 0.1],
    ['number', Infinity, 'UTC', 'Infinity'],
    ['boolean', false, 'UTC', false],
    ['date', '2026-09-27', 'America/New_York', 46292],
    ['date', 'soon', 'UTC', 'soon'],
    ['date-time', '2026-09-27T10:30:00.000Z', 'UTC', 46292.4375],
    ['date-time', '2026-03-29T00:59:00.000Z', 'Europe/Zurich', 46110 + 119 / 1440],
    ['date-time', '2026-03-29T01:00:00.000Z', 'Europe/Zurich', 46110.125],
    ['money', { minor: 8550, currency: 'EUR' }, 'UTC', 85.5],
    ['money', { minor: 8550, currency: 'JPY' }, 'UTC', 8550],
    ['money', { minor: 8550, currency: 'eur?' }, 'UTC', '85.50 eur?'],
  ])('hold %s %j in %s as %j', (type, value, timeZone, expected) => {
    expect(cell(type, value, timeZone)).toBe(expected);
  });

  it('cut what Google cannot hold with a mark, count it, and never split a character', () => {
    const long = '🎫'.repeat(30_000);
    const { rows, cut, replaced } = toCells(
      [column('text')],
      [[long], ['a\0b'], ['\ud800x'], ['x'.repeat(50_000)]],
      'UTC',
    );
    const [first, second, third, fourth] = rows.map(([text]) => String(text));
    expect(first?.length).toBeLessThanOrEqual(50_000);
    expect(first).toMatch(/^(🎫)+ … \[cut at 50,000 characters\]$/u);
    expect([second, third]).toEqual(['a\uFFFDb', '\uFFFDx']);
    expect(fourth).toHaveLength(50_000);
    expect({ cut, replaced }).toEqual({ cut: 1, replaced: 2 });
  });

  it('refuse a time zone nobody knows', () => {
    expect(() => toCells([column('text')], [], 'Middle/Earth')).toThrow(Failure);
  });
});

describe('money', () => {
  const eur: Value = { minor: 100, currency: 'EUR' };
  const kwd: Value = { minor: 1000, currency: 'KWD' };

  it("has its currency's digits in the number format", () => {
    const patterns = ['EUR', 'JPY', 'KWD'].map(
      (currency) => toCells([column('money')], [[{ minor: 1, currency }]], 'UTC').formats[0],
    );
    expect(patterns.map((format) => format?.pattern)).toEqual(['[$EUR] #,##0.00', '[$JPY] #,##0', '[$KWD] #,##0.000']);
  });

  it('of several currencies gets the format of each row, the most frequent one on the column', () => {
    const { formats, runs } = toCells([column('money')], [[eur], [kwd], [null], [kwd], [eur], [eur]], 'UTC');
    expect(formats[0]?.pattern).toContain('EUR');
    expect(runs).toEqual([{ column: 0, from: 1, to: 4, format: { type: 'CURRENCY', pattern: '[$KWD] #,##0.000' } }]);
  });

  it('changing currency too often becomes text in the rarer one, still exact', () => {
    const rows = Array.from({ length: 12_001 }, (_, index) => [index % 2 === 0 ? eur : kwd]);
    const cells = toCells([column('money')], rows, 'UTC');
    expect(cells.runs).toEqual([]);
    expect(cells.rows.slice(0, 2)).toEqual([[1], ['1.000 KWD']]);
  });
});
