import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Value } from '../../../shared/records.ts';
import { Rig, textColumns } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const TYPES = ['text', 'text', 'text', 'integer', 'money', 'boolean', 'date', 'date-time'] as const;
const COLUMNS = textColumns(15).map((column, index) => ({ ...column, type: TYPES[index % TYPES.length] ?? 'text' }));

/** 12,480 rows as of an event's ticket list. */
const ROWS: Value[][] = Array.from({ length: 12_480 }, (_, row) =>
  COLUMNS.map(({ type }, column) => {
    if (type === 'integer') return row * column;
    if (type === 'money') return { minor: 8550 + row, currency: 'EUR' };
    if (type === 'boolean') return row % 3 === 0;
    if (type === 'date') return '2026-09-27';
    if (type === 'date-time') return new Date(1_790_000_000_000 + row * 1000).toISOString();
    return `TX${String(row).padStart(7, '0')} ${column} Zoë Grünwald`;
  }),
);

it('12,480 rows of 15 columns take few calls, with bodies of about 2 MB', async () => {
  const id = rig.book();
  for (const round of ['first', 'second']) {
    const start = performance.now();
    const { calls, bytes } = await rig.publish(id, { rows: ROWS, columns: COLUMNS });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stdout.write(`${round} publish of 12,480 x 15: ${calls} calls, ${bytes} bytes, ${seconds} s\n`);
    expect(calls).toBeLessThanOrEqual(9);
    expect(bytes).toBeLessThan(6_000_000);
  }
  const values = await rig.list(id);
  expect(values).toHaveLength(12_481);
  expect(values[12_480]?.[0]).toBe('TX0012479 0 Zoë Grünwald');
  expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
});
