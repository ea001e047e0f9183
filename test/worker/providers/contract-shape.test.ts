import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUSES } from '../../../shared/records.ts';
import * as shapes from '../../../shared/shapes.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { benchOf, CASES } from './contract-bench.ts';
import { CONTRACT_SOURCES, type StandIn } from './contract-sources.ts';

const PROVIDERS = createProviders({});
const SHARED = new Map(
  Object.values(shapes).flatMap((shape) =>
    Object.entries(shape).map(([id, { type, personal }]) => [id, { type, personal }] as const),
  ),
);
const COLUMNS = CASES.flatMap(({ provider, dataset }) =>
  dataset.columns.map((column) => ({ ...column, where: `${provider} ${dataset.id} ${column.id}` })),
);

describe('one shape', () => {
  it('has each column with one type and one class, in every shape and every dataset', () => {
    for (const shape of Object.values(shapes)) {
      for (const [id, { type, personal }] of Object.entries(shape)) {
        expect({ id, type, personal }).toEqual({ id, ...SHARED.get(id) });
      }
    }
    const odd = COLUMNS.filter(({ id, type, personal }) => {
      const shared = SHARED.get(id);
      return shared && (shared.type !== type || shared.personal !== personal);
    });
    expect(odd.map(({ where, type, personal }) => `${where}: ${type}, ${personal}`)).toEqual([]);
  });

  it('has columns of the same id with the same type and class too where no shape has them', () => {
    const kinds = new Map<string, Set<string>>();
    for (const { id, type, personal } of COLUMNS.filter(({ expands }) => !expands))
      kinds.set(id, (kinds.get(id) ?? new Set()).add(`${type}, ${personal}`));
    const several = [...kinds].filter(([, ways]) => ways.size > 1).map(([id]) => id);
    const where = COLUMNS.filter(({ id, expands }) => several.includes(id) && !expands);
    expect(where.map(({ where: place, type, personal }) => `${place}: ${type}, ${personal}`)).toEqual([]);
  });

  it.each(CASES.map(({ provider, dataset }) => [`${provider} ${dataset.id}`, dataset] as const))(
    '%s says what each column is, once, and what the ticketing system cannot tell',
    (_, { columns, cannotTell }) => {
      const ids = columns.map(({ id }) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      // The name of a row's key in `willcall normalise`.
      expect(ids).not.toContain('key');
      expect(
        columns.filter(({ title, description }) => !title || !/[.…]$/.test(description)).map(({ id }) => id),
      ).toEqual([]);
      expect(columns.filter(({ standard, personal }) => standard && personal === 'secret').map(({ id }) => id)).toEqual(
        [],
      );
      expect(columns.some(({ standard }) => standard)).toBe(true);
      expect(cannotTell.length).toBeGreaterThan(0);
      expect(cannotTell.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
    },
  );

  it.each(PROVIDERS.map(({ id, credentials }) => [id, credentials] as const))(
    '%s says of each credential where it is found, who makes it, the least right and what it could do',
    (_, credentials) => {
      // A choice, such as the vendor's test system, is no credential.
      const asked = credentials.filter(({ kind }) => kind !== 'choice');
      const silent = asked.flatMap(({ id, kind, where, who, leastRight, couldDo }) => {
        const said = { where, who, leastRight, ...(kind === 'secret' && { couldDo }) };
        return Object.entries(said).flatMap(([name, text]) => (text ? [] : [`${id}: ${name}`]));
      });
      expect(silent).toEqual([]);
    },
  );
});

describe.each(PROVIDERS.map(({ id }) => id))('%s', (provider) => {
  const source = CONTRACT_SOURCES[provider];
  let standIn: StandIn;
  beforeAll(async () => {
    if (!source) throw new Error(`${provider} is not in test/worker/providers/contract-sources.ts`);
    standIn = await source.start();
    standIn.switches.set(source.switches ?? {});
  });
  afterAll(async () => await standIn.close());

  const known = Object.entries(STATUSES);
  it.each(CASES.filter((one) => one.provider === provider).map((one) => [one.dataset.id, one] as const))(
    '%s has only words for states that are ours, beside the original',
    async (id, one) => {
      const { rows } = await benchOf(one, standIn).read({ pageSize: 100 });
      const words: readonly string[] = known.find(([dataset]) => dataset === id)?.[1] ?? [];
      const odd = rows.filter(
        ({ status }) => status !== undefined && status !== null && !words.includes(String(status)),
      );
      expect(odd.map(({ status }) => status)).toEqual([]);
      const ids = one.dataset.columns.map((column) => column.id);
      expect(ids.includes('status')).toBe(ids.includes('providerStatus'));
    },
  );
});
