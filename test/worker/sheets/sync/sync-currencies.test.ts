import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import type { PublishSource } from '../../../../worker/sheets/publish-options.ts';
import { Rig, textColumns } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const [NAME, PRICE] = [...textColumns(1), ...textColumns(2, 'money').slice(1)];
const COLUMNS = [NAME, PRICE].flatMap((column) => column ?? []);

function source(id: string, currency: string, ...names: string[]): PublishSource {
  return { id, keys: names, rows: names.map((name) => [name, { minor: 8500, currency }]) };
}

it('rows of an account that cannot be read keep their currency, and new ones of another show theirs', async () => {
  const id = rig.book();
  const all = [source('a', 'EUR', 'ada', 'bob', 'cleo'), source('b', 'CHF', 'dan')];
  let memory: Memory | null = null;
  const refresh = async (...sources: PublishSource[]) => {
    ({
      outcome: { memory },
    } = await rig.publish(id, { columns: COLUMNS, sources, how: { mode: 'sync', memory, isGuarded: false } }));
    const rows = (await rig.shown(id, "'Tickets'!A2:B")).map((row) => row.join(' '));
    return rows.toSorted();
  };
  await refresh(...all);
  const away: PublishSource = { id: 'a', rows: null, keys: [] };
  const kept = ['ada EUR 85.00', 'bob EUR 85.00', 'cleo EUR 85.00', 'dan CHF 85.00'];
  expect(await refresh(away, source('b', 'CHF', 'dan'))).toEqual(kept);
  const more = source('b', 'CHF', 'dan', 'eve');
  expect(await refresh(away, more)).toEqual([...kept, 'eve CHF 85.00']);
  expect(await refresh(source('a', 'EUR', 'ada', 'bob', 'cleo'), more)).toEqual([...kept, 'eve CHF 85.00']);
});
