import { describe, expect, it } from 'vitest';
import type { Column } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { jsonChunks } from '../../../worker/export/json.ts';

const column = (id: string): Column => ({
  id,
  title: id,
  type: 'text',
  personal: 'none',
  description: '',
  standard: true,
});

async function json(ids: string[], rows: Value[][]): Promise<string> {
  let text = '';
  const each = async function* () {
    yield* rows;
  };
  for await (const chunk of jsonChunks(ids.map(column), each())) text += chunk;
  return text;
}

describe('JSON', () => {
  it('is an array of objects by column id, a line each, with nothing escaped', async () => {
    const rows: Value[][] = [
      ['=1+1', { minor: 8500, currency: 'EUR' }],
      [null, null],
    ];
    expect(await json(['name', 'price'], rows)).toBe(
      '[\n{"name":"=1+1","price":{"minor":8500,"currency":"EUR"}},\n{"name":null,"price":null}\n]\n',
    );
  });

  it('is an empty array when there are no rows', async () => {
    expect(await json(['name'], [])).toBe('[]\n');
  });

  it('stays one array over many pieces', async () => {
    const rows = Array.from({ length: 2001 }, (_, index): Value[] => [index]);
    expect(JSON.parse(await json(['n'], rows))).toHaveLength(2001);
  });
});
