import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { eraseInList } from '../../../../worker/sheets/erase/erase-list.ts';
import type { Eraser } from '../../../../worker/sheets/erase/erase-tab.ts';
import { keyAt } from '../../../../worker/sheets/erase/seen-tab.ts';
import { Rig } from '../rig.ts';
import { GuestList, guests, serialOf } from '../sync/guest-list.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const ALL = guests('ada', 'bob', 'cleo', 'dan', 'eve', 'fay');

/** Clears name and notes of these guests, wherever they are: columns A and F of the list. */
function eraserOf(...names: string[]): Eraser {
  const keys = new Set(names.map((name) => `a:${name}`));
  return {
    clearings: (tab) =>
      tab.cells.flatMap((cells, row) => {
        const key = keyAt(tab, cells);
        if (tab.kind !== 'list' || key === null || !keys.has(key)) return [];
        const name = tab.columns.find(({ id }) => id === 'name')?.index ?? -1;
        return [{ row, ours: [name], beside: [tab.keyColumn + 1], isWhole: true }];
      }),
    isTheirs: (tab) => (cells) => keys.has(keyAt(tab, cells) ?? ''),
  };
}

/** Does something in the browser right before the nth write of Willcall. */
function atWrites(...deeds: (() => void)[]) {
  let count = 0;
  return async () => deeds[count++]?.();
}

async function erase(list: GuestList, names: string[], assertOwner: () => Promise<void> = async () => undefined) {
  return await eraseInList({
    client: rig.client,
    spreadsheetId: list.id,
    list: { mark: 'report', sheetId: list.sheetId },
    eraser: eraserOf(...names),
    assertOwner,
    signal: new AbortController().signal,
    now: () => (clock += 1),
  });
}

let clock = 0;
let list: GuestList;

/** Without a trace of how they were cleared. */
async function rowsNow(): Promise<string[]> {
  expect(await tabs()).toEqual([]);
  return (await list.lines())
    .filter((line) => line['Willcall key'])
    .map((line) =>
      [line['Willcall key'], line['Guest'], line['State'], line['Seats'], line['Day'], line['Notes']].join('|'),
    )
    .toSorted();
}

const whole = (name: string) => `a:${name}|${name}|sold|1|${serialOf('2027-03-01')}|note ${name}`;
const gone = (name: string) => `a:${name}||sold|1|${serialOf('2027-03-01')}|`;
const expected = (...erased: string[]) =>
  ALL.map(({ name }) => (erased.includes(name) ? gone(name) : whole(name))).toSorted();

async function tabs(): Promise<string[]> {
  return (await rig.tabs(list.id)).filter((title) => title.startsWith('Willcall'));
}

const sortDown = () => list.did(list.do.sort('A2:K17', 'A'));
const sortUp = () => list.did(list.do.sort('A2:K17', 'a'));

describe('rows that are cleared', () => {
  it('lose their cells and what stands beside them; all others stay, and so does the key', async () => {
    list = await GuestList.make(rig, ALL);
    const done = await erase(list, ['bob', 'eve']);
    expect(await rowsNow()).toEqual(expected('bob', 'eve'));
    expect(done.tabs).toEqual([{ kind: 'list', title: 'Tickets', rows: 2, cells: 2, beside: 2, remark: null }]);
  });

  it('are those of the person also when somebody sorts in that very second', async () => {
    list = await GuestList.make(rig, ALL);
    await erase(list, ['bob'], atWrites(sortDown));
    expect(await rowsNow()).toEqual(expected('bob'));
  });

  it('are right when somebody sorts before each of the next writes too', async () => {
    list = await GuestList.make(rig, ALL);
    await erase(list, ['bob', 'cleo'], atWrites(sortDown, sortUp, sortDown));
    expect(await rowsNow()).toEqual(expected('bob', 'cleo'));
  });

  it('are right when rows are inserted or deleted, or columns inserted, in that very second', async () => {
    for (const [from, dimension] of [
      [1, 'ROWS'],
      [0, 'COLUMNS'],
    ] as const) {
      list = await GuestList.make(rig, ALL);
      const range = { sheetId: list.sheetId, dimension, startIndex: from, endIndex: from + 1 };
      await erase(
        list,
        ['bob'],
        atWrites(() => list.did({ insertDimension: { range, inheritFromBefore: false } })),
      );
      expect(await rowsNow()).toEqual(expected('bob'));
    }
  });

  it('are never those of a row that somebody typed by hand', async () => {
    list = await GuestList.make(rig, ALL);
    list.did(list.do.type('A8', 'zoe by hand'), list.do.type('F8', 'her note'));
    await erase(list, ['bob'], atWrites(sortDown));
    expect(await rowsNow()).toEqual(expected('bob'));
    const own = (await list.lines()).filter((line) => !line['Willcall key'] && line['Guest']);
    expect(own.map((line) => `${line['Guest']}|${line['Notes']}`)).toEqual(['zoe by hand|her note']);
  });

  it('are cleared by the next try when the first one was stopped after its write', async () => {
    list = await GuestList.make(rig, ALL);
    let writes = 0;
    const killed = async () => {
      writes += 1;
      if (writes === 1) sortDown();
      if (writes === 2) throw new Error('killed');
    };
    await expect(erase(list, ['bob'], killed)).rejects.toThrow('killed');
    expect(await tabs()).toHaveLength(1);
    await erase(list, ['bob']);
    expect(await rowsNow()).toEqual(expected('bob'));
  });
});
