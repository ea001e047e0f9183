import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Column } from '../../../../shared/columns.ts';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import { Rig, textColumns } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const columns: Column[] = [...textColumns(1), ...textColumns(2, 'money').slice(1)];

it('an amount that changes only its currency shows the new one', async () => {
  const id = rig.book();
  let memory: Memory | null = null;
  for (const currency of ['CHF', 'EUR', 'CHF']) {
    const amounts: readonly (readonly [string, string])[] = [
      ['ada', 'EUR'],
      ['bob', 'EUR'],
      ['cleo', 'CHF'],
      ['dan', currency],
      ['eve', 'EUR'],
    ];
    const rows = amounts.map(([name, one]) => [name, { minor: 1000, currency: one }]);
    const sources = [{ id: 'a', rows, keys: amounts.map(([name]) => name) }];
    const { outcome } = await rig.publish(id, { columns, sources, how: { mode: 'sync', memory } });
    memory = outcome.memory;
    const shown = (await rig.shown(id, 'Tickets!B2:B6')).map(([cell]) => cell);
    expect(shown.map((cell) => /EUR|CHF|€/.exec(cell ?? '')?.[0].replace('€', 'EUR'))).toEqual(
      amounts.map(([, one]) => one),
    );
  }
});
