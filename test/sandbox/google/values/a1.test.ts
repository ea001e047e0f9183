import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundBox,
  columnIndex,
  columnLetters,
  maxColumns,
  parseA1,
  parseBox,
  printA1,
  printBox,
  quoteTitle,
} from '../../../../sandbox/google/values/a1.ts';

const tabs = ['Sheet1', "It's", 'A1', 'Guest list', 'a!b', 'Prices', '🌵 1'];
const names = {
  hasTab: (title: string) => tabs.includes(title),
  namedRange: (name: string) => (name === 'Prices' ? { title: 'Sheet1', box: { startColumnIndex: 3 } } : undefined),
};
const a1 = { startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
const a1b2 = { startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };

describe('a range is read', () => {
  it.each([
    ['A1', { box: a1 }],
    ['$A$1', { box: a1 }],
    ['b2:a1', { box: a1b2 }],
    ['R1C1:R2C2', { box: a1b2 }],
    ['Sheet1', { title: 'Sheet1', box: {} }],
    ["'A1'", { title: 'A1', box: {} }],
    ["'A1'!A1", { title: 'A1', box: a1 }],
    ['A1!A1', { title: 'A1', box: a1 }],
    ["'It''s'!A1", { title: "It's", box: a1 }],
    ["'It's'!A1", { title: "It's", box: a1 }],
    ["'a!b'", { title: 'a!b', box: {} }],
    ["'a!b'!A1:B2", { title: 'a!b', box: a1b2 }],
    ['Guest list!A:B', { title: 'Guest list', box: { startColumnIndex: 0, endColumnIndex: 2 } }],
    ['🌵 1!2:3', { title: '🌵 1', box: { startRowIndex: 1, endRowIndex: 3 } }],
    ['Sheet1!A2:B', { title: 'Sheet1', box: { startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 } }],
    ['Sheet1!A1:1', { title: 'Sheet1', box: { startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0 } }],
    ['Prices', { title: 'Sheet1', box: { startColumnIndex: 3 } }],
    ["'Prices'", { title: 'Prices', box: {} }],
  ])('%s', (text, expected) => {
    expect(parseA1(text, names)).toEqual(expected);
  });

  it.each(['NoTab!A1', 'NoTab', "'NoTab'", 'Sheet1!A1:[5', 'Sheet1!', 'Sheet1!A', 'A0', '', 'A1:B2:C3', '!A1'])(
    'or refused: %j',
    (text) => {
      expect(parseA1(text, names)).toBeUndefined();
    },
  );
});

describe('a range is printed', () => {
  it.each([
    ['Sheet1', a1, 'Sheet1!A1'],
    ['D3', a1b2, "'D3'!A1:B2"],
    ['Test x y', a1b2, "'Test x y'!A1:B2"],
    ["It's", a1, "'It''s'!A1"],
    ['Лист1', a1, "'Лист1'!A1"],
    ['Sheet1', { startColumnIndex: 0, endColumnIndex: 2 }, 'Sheet1!A:B'],
    ['Sheet1', {}, 'Sheet1'],
  ])('%s %j -> %s', (title, box, expected) => {
    expect(printA1(title, box)).toBe(expected);
  });

  it.each(['true', 'R1C1', 'AB12', '1st', 'a-b', ''])('with quotes round %j', (title) => {
    expect(quoteTitle(title)).toBe(`'${title}'`);
  });

  it.each(['Sheet1', 'test_worksheet', 'TEST1', 'x'])('without quotes round %j', (title) => {
    expect(quoteTitle(title)).toBe(title);
  });
});

describe('print and read agree', () => {
  const index = fc.nat({ max: maxColumns - 2 });
  const span = fc.tuple(index, fc.integer({ min: 1, max: 100 }));

  it('for column letters', () => {
    fc.assert(fc.property(fc.nat({ max: maxColumns - 1 }), (column) => columnIndex(columnLetters(column)) === column));
    expect([columnLetters(25), columnLetters(26), columnLetters(maxColumns - 1)]).toEqual(['Z', 'AA', 'ZZZ']);
  });

  it('for every box that has a notation', () => {
    const rows = fc.oneof(
      fc.constant({}),
      fc.nat({ max: 9_999_999 }).map((startRowIndex) => ({ startRowIndex })),
      span.map(([startRowIndex, size]) => ({ startRowIndex, endRowIndex: startRowIndex + size })),
    );
    const columns = span.map(([start, size]) => ({
      startColumnIndex: start,
      endColumnIndex: Math.min(start + size, maxColumns),
    }));
    fc.assert(
      fc.property(rows, columns, (row, column) => {
        const box = { ...row, ...column };
        expect(parseBox(printBox(box))).toEqual(box);
      }),
    );
  });

  it('for every title', () => {
    const unit = fc.constantFrom("'", '!', ':', '$', ' ', 'A', '1', 'b', 'é', '_', '-', '🌵', '\n');
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit }), (title) => {
        const known = { hasTab: (text: string) => text === title, namedRange: () => undefined };
        expect(parseA1(printA1(title, a1b2), known)).toEqual({ title, box: a1b2 });
        expect(parseA1(printA1(title, {}), known)).toEqual({ title, box: {} });
      }),
    );
  });
});

it('an open box is closed with the grid, and its end is cut there', () => {
  expect(boundBox({}, 1000, 26)).toEqual({
    startRowIndex: 0,
    endRowIndex: 1000,
    startColumnIndex: 0,
    endColumnIndex: 26,
  });
  expect(boundBox({ startRowIndex: 0, endRowIndex: 5000, startColumnIndex: 1 }, 1000, 26)).toEqual({
    startRowIndex: 0,
    endRowIndex: 1000,
    startColumnIndex: 1,
    endColumnIndex: 26,
  });
});
