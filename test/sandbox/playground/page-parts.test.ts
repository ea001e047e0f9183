import { describe, expect, it } from 'vitest';
import { createAxis } from '../../../sandbox/playground/page/grid/axis.ts';
import { changedCells } from '../../../sandbox/playground/page/grid/changed-cells.ts';
import { parseTsv } from '../../../sandbox/playground/page/tsv.ts';
import type { CellsView } from '../../../sandbox/playground/wire.ts';

describe('what a refresh changed', () => {
  const chunk = (...rows: string[]): CellsView => ({
    version: 1,
    styles: [{}],
    rows: rows.map((row) => row.split(' ')),
  });
  const before = chunk('T1 Ada valid', 'T2 Bo valid', 'T3 Cleo valid');

  it('are the cells with another text', () => {
    expect(changedCells([before], chunk('T1 Ada valid', 'T2 Bo used', 'T3 Cleo valid'))).toEqual([
      { row: 1, column: 2 },
    ]);
  });

  it('are not the rows that moved when one came or went', () => {
    expect(changedCells([before], chunk('T2 Bo valid', 'T3 Cleo used'))).toEqual([{ row: 1, column: 2 }]);
    expect(changedCells([before], chunk('T1 Ada valid', 'T9 Eva valid', 'T2 Bo valid'))).toEqual([
      { row: 1, column: 0 },
      { row: 1, column: 1 },
      { row: 1, column: 2 },
    ]);
  });

  it('are not rows that came over from the next part of the tab', () => {
    expect(changedCells([chunk('T4 Dan valid'), before], chunk('T2 Bo valid', 'T4 Dan valid'))).toEqual([]);
  });
});

describe('a pasted text', () => {
  it.each([
    [
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one', [['one']]],
    [
      '"x ""y""\tz"\t2\r\n\t',
      [
        ['x "y"\tz', '2'],
        ['', ''],
      ],
    ],
    ['say "hi"\tthere', [['say "hi"', 'there']]],
    ['a\n\nb', [['a'], [''], ['b']]],
  ])('%j is a block of cells', (text, cells) => {
    expect(parseTsv(text)).toEqual(cells);
  });
});

describe('rows that are hidden', () => {
  const axis = createAxis(20_000, 21, [
    [2, 19_000, 0],
    [19_500, 19_501, 0],
  ]);

  it('take no room and are passed over at once', () => {
    expect(axis.total).toBe((20_000 - 18_998 - 1) * 21);
    expect(axis.shown(0, 19_003)).toEqual([0, 1, 19_000, 19_001, 19_002]);
    expect(axis.at(2 * 21)).toBe(19_000);
  });
});
