import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../worker/sheets/client.ts';
import { readWhole } from '../../../worker/sheets/read-whole.ts';

/** A tab of three columns, the key in the last, that answers as Google does: blank rows at the end are left out. */
function tab(rows: number, change: (reads: number, cells: string[][]) => void = () => undefined) {
  const cells = Array.from({ length: rows }, (_, row) => (row % 4 === 3 ? [] : [`a${row}`, `b${row}`, `k${row}`]));
  const asked: string[] = [];
  const read = ([from, to]: readonly [number, number], [left, right]: readonly [number, number]): Promise<Cells> => {
    change(asked.length, cells);
    asked.push(`${from}-${to} ${left}-${right}`);
    const found = cells.slice(from, to).map((row) => row.slice(left - 4, right - 4));
    while (found.at(-1)?.length === 0) found.pop();
    return Promise.resolve(found);
  };
  return { cells, asked, read };
}

const whole = { rows: 8, columns: [4, 7] as const, key: 6 };

describe('reading a whole tab', () => {
  it('takes one read when it is small', async () => {
    const { read, asked } = tab(8);
    await readWhole(read, whole);
    expect(asked).toEqual(['0-8 4-7']);
  });

  it('takes some when it is large, with blank rows in their places, and one more of the keys', async () => {
    const { read, asked, cells } = tab(8);
    expect(await readWhole(read, whole, 12)).toEqual(cells);
    expect(asked).toEqual(['0-4 4-7', '4-8 4-7', '0-8 6-7']);
  });

  it('starts over when people sorted meanwhile, so that no row is missed', async () => {
    const { read, cells } = tab(8, (reads, now) => reads === 1 && now.reverse());
    expect(await readWhole(read, whole, 12)).toEqual(cells);
  });

  it('gives up with a clear sentence when they do not stop', async () => {
    const { read } = tab(8, (_, now) => now.reverse());
    await expect(readWhole(read, whole, 12)).rejects.toMatchObject({ code: 'conflict' });
  });
});
