import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import { Rig, textColumns, type Job } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterEach(() => rig.google.faults.clear());
afterAll(() => rig.google.close());

const NAMES = ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay'];

function guests(states: Readonly<Record<string, string>>): Job {
  const keys = Object.keys(states);
  const rows = keys.map((name) => [name, states[name] ?? '']);
  return { columns: textColumns(2), sources: [{ id: 'a', keys, rows }] };
}

const OLD = guests(Object.fromEntries(NAMES.map((name) => [name, 'sold'])));
const NEW = guests({
  gus: 'sold',
  ada: 'sold',
  bob: 'scanned',
  cleo: 'scanned',
  eve: 'sold',
  fay: 'sold',
  hal: 'sold',
});
/** Column 0, column 1, the key, and the note beside. */
const AFTER = [
  ['ada', 'sold', 'a:ada', 'note ada'],
  ['bob', 'scanned', 'a:bob', 'note bob'],
  ['cleo', 'scanned', 'a:cleo', 'note cleo'],
  ['eve', 'sold', 'a:eve', 'note eve'],
  ['fay', 'sold', 'a:fay', 'note fay'],
  ['gus', 'sold', 'a:gus'],
  ['hal', 'sold', 'a:hal'],
];
const PREPARED = { maxBytes: 60 };

type Book = { id: string; sheetId: number; memory: Memory | null; before: unknown[][] };

/** A list of six guests with a note beside each. */
async function book(): Promise<Book> {
  const id = rig.book();
  const { sheetId, outcome } = await rig.publish(id, { ...OLD, how: { mode: 'sync' } });
  rig.edit(id, [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } }]);
  await rig.client.updateValues(
    id,
    `'Tickets'!D2`,
    NAMES.map((name) => [`note ${name}`]),
  );
  const before = await rig.values(id);
  rig.requests.length = 0;
  return { id, sheetId, memory: outcome.memory, before };
}

type Change = {
  maxBytes?: number;
  runId?: string;
  generation?: number;
  assertOwner?: () => Promise<void>;
  onProgress?: (rows: number) => void;
};

async function refresh({ id, memory }: Book, job: Change = {}) {
  return await rig.publish(id, { ...NEW, how: { mode: 'sync', memory }, ...job });
}

const byKey = (rows: unknown[][]) => rows.slice(1).toSorted((a, b) => String(a[2]).localeCompare(String(b[2])));

async function expectNew({ id }: Book): Promise<void> {
  expect(byKey(await rig.values(id))).toEqual(AFTER);
  expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets', 'Removed from Tickets']);
  expect((await rig.values(id, "'Removed from Tickets'")).slice(1)).toEqual([
    [expect.any(Number), 'a:dan', 'dan', 'sold', 'a:dan', 'note dan'],
  ]);
}

const posts = () => rig.requests.filter((request) => !request.startsWith('GET')).length;

describe.each([
  ['in one call', {}],
  ['prepared in a hidden tab', PREPARED],
])('a list that is brought up to date %s', (_, job) => {
  it.each([
    ['done, then the connection is lost', { drop: 'after' }],
    ['not done, and the connection is lost', { drop: 'before' }],
    ['answered 503', { status: 503 }],
    ['answered 500', { status: 500 }],
    ['answered 429', { status: 429 }],
  ] as const)('ends right, notes beside their guests, whichever call is %s', async (__, fault) => {
    const first = await book();
    await refresh(first, job);
    const calls = posts();
    for (let skip = 0; skip < calls; skip++) {
      const one = await book();
      rig.google.faults.add({ method: 'POST|PUT', skip, ...fault });
      await refresh(one, job);
      await expectNew(one);
    }
  });

  it('stops before the write at which another process turns out to be the owner, and that one ends it', async () => {
    for (let allowed = 0; allowed < 3; allowed++) {
      const one = await book();
      let asked = 0;
      const assertOwner = () => {
        asked += 1;
        return asked > allowed ? Promise.reject(new Error('somebody else has it')) : Promise.resolve();
      };
      const done = await refresh(one, { ...job, assertOwner }).catch((error: unknown) => error);
      if (done instanceof Error) expect(await rig.values(one.id)).toEqual(one.before);
      await refresh(one, job);
      await expectNew(one);
    }
  });

  it('is recognised when the run already did it and was killed right after', async () => {
    const one = await book();
    const run = { ...job, runId: 'killed', generation: 9 };
    await refresh(one, run);
    const before = await rig.picture(one.id);
    const again = await refresh(one, run);
    expect(again).toMatchObject({ generation: 9, rows: 7 });
    expect(await rig.picture(one.id)).toEqual(before);
    await expectNew(one);
  });
});

describe('rows that are moved while new ones are prepared in a hidden tab', () => {
  it('are noticed before anything is written: the swap happens once, where they are then', async () => {
    const one = await book();
    const { sheetId } = one;
    const before = rig.bodies().length;
    let isMoved = false;
    const onProgress = () => {
      if (isMoved) return;
      isMoved = true;
      const source = { sheetId, dimension: 'ROWS', startIndex: 1, endIndex: 2 };
      rig.edit(one.id, [{ moveDimension: { source, destinationIndex: 5 } }]);
    };
    const { outcome } = await refresh(one, { ...PREPARED, onProgress });
    await expectNew(one);
    expect(isMoved).toBe(true);
    expect(outcome).toMatchObject({ added: 2, changed: 2, removed: 1 });
    const swaps = rig
      .bodies()
      .slice(before)
      .filter((body) => body.includes('responseRanges'));
    expect(swaps).toHaveLength(1);
  });
});

describe('a list of which nothing changed', () => {
  it('costs one small write, and the same refresh twice leaves the same list', async () => {
    const one = await book();
    const { outcome } = await refresh(one);
    const before = await rig.values(one.id);
    rig.requests.length = 0;
    const again = await refresh({ ...one, memory: outcome.memory });
    expect(again.outcome).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 7, cells: 0 });
    expect(rig.requests.filter((request) => request.includes('batchUpdate'))).toHaveLength(1);
    expect(again.bytes).toBeLessThan(3000);
    expect(await rig.values(one.id)).toEqual(before);
  });
});
