import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../worker/providers/fetch-page.ts';
import { createProviders } from '../../worker/providers/index.ts';
import type { Dataset } from '../../worker/providers/provider.ts';
import { ProviderError } from '../../worker/providers/provider-error.ts';
import { pull } from '../../worker/providers/pull.ts';

function transactions(): Dataset {
  const found = createProviders({})
    .find(({ id }) => id === 'vivenu')
    ?.datasets.find(({ id }) => id === 'transactions');
  if (!found) throw new Error('no dataset');
  return found;
}

async function lookUp(values: readonly string[], ask: Ask) {
  const dataset = transactions();
  const [lookup] = dataset.lookups;
  if (!lookup) throw new Error('no look-up');
  const inputs = { lookup, values };
  const options = { dataset, scope: {}, ask, inputs, known: new Map(), now: new Date(), hash: (text: string) => text };
  const rows = [];
  for await (const { readings } of pull(options)) rows.push(...readings.flatMap((one) => one.rows));
  return rows.map(({ row }) => row);
}

const refused = () => new ProviderError('auth', 'GET /: 401', { status: 401 });
const unknown = () => new ProviderError('not-found', 'GET /: 404', { status: 404 });

describe('texts of a column that is looked up', () => {
  it('are answered one by one, also those with half a character or a NUL in them', async () => {
    const ask: Ask = async () => {
      throw unknown();
    };
    const rows = await lookUp(['tr_\uD800', 'tr_\0', 'tr_1'], ask);
    expect(rows.map(({ lookupResult }) => lookupResult)).toEqual(['not valid', 'not valid', 'not found']);
  });

  it('are not asked for any more once one of them shows that the key is refused', async () => {
    let asked = 0;
    const ask: Ask = async () => {
      const number = (asked += 1);
      await delay(1);
      throw number === 5 ? refused() : unknown();
    };
    const values = Array.from({ length: 40 }, (_, index) => `tr_${index}`);
    await expect(lookUp(values, ask)).rejects.toMatchObject({ kind: 'auth' });
    await delay(80);
    expect(asked).toBeLessThan(12);
  });
});
