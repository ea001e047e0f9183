import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import { Rig, textColumns } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const guests = (state: string) => {
  const keys = ['ada', 'bob', 'cleo', 'dan'];
  return { columns: textColumns(2), sources: [{ id: 'a', keys, rows: keys.map((name) => [name, state]) }] };
};

it('a write of an earlier run that arrives late is put right by the next refresh', async () => {
  const id = rig.book();
  let memory: Memory | null = null;
  const refresh = async (state: string, generation: number) => {
    ({
      outcome: { memory },
    } = await rig.publish(id, { ...guests(state), generation, how: { mode: 'sync', memory } }));
  };
  await refresh('sold', 1);
  const kept = memory;
  rig.google.faults.add({ method: 'POST', path: ':batchUpdate$', drop: 'before', times: 9 });
  await refresh('scanned', 2).catch(() => undefined);
  const late = rig.lastWrite();
  rig.google.faults.clear();
  memory = kept;
  await refresh('cancelled', 2);
  await fetch(late.url, late.init);
  await refresh('cancelled', 3);
  expect((await rig.values(id)).slice(1).map((row) => row[1])).toEqual(Array(4).fill('cancelled'));
});

it('columns that people move in the second of the write do not get the values of others', async () => {
  const id = rig.book();
  const { sheetId, outcome } = await rig.publish(id, { ...guests('sold'), how: { mode: 'sync' } });
  rig.edit(id, [
    { moveDimension: { source: { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 }, destinationIndex: 0 } },
  ]);
  let isMoved = false;
  const assertLast = async () => {
    if (isMoved) return;
    isMoved = true;
    rig.edit(id, [
      { moveDimension: { source: { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 }, destinationIndex: 1 } },
    ]);
    await Promise.resolve();
  };
  await rig.publish(id, { ...guests('scanned'), assertLast, how: { mode: 'sync', memory: outcome.memory } });
  expect((await rig.values(id)).slice(1)).toEqual(
    ['ada', 'bob', 'cleo', 'dan'].map((name) => [`a:${name}`, 'scanned', name]),
  );
});
