import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise, rowsIn } from '../../../worker/commands/normalise-rows.ts';
import { createAsk } from '../../../worker/providers/ask.ts';
import { createHttp } from '../../../worker/providers/http.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { pagingStart } from '../../../worker/providers/paging.ts';
import type { Dataset } from '../../../worker/providers/provider.ts';
import { fieldsUnder, rowsUnder, type DocumentField } from '../../sandbox/providers/document-fields.ts';
import { CONTRACT_SOURCES, type StandIn } from './contract-sources.ts';
import { KINDS, NOT_READ, type Kind } from './field-coverage-kinds.ts';
import { changedAt, filled, valueOf, valuesAt } from './field-coverage-records.ts';

const documentOf = (provider: string) =>
  readFileSync(new URL(`../../../docs/providers/${provider}.md`, import.meta.url), 'utf8');

/** Rows of a table that name a field and its type. Tables of parameters say yes or no there. */
function fieldsOf(provider: string, heading: string): DocumentField[] {
  const links = rowsUnder(documentOf(provider), heading).map(([name = '']) => ({ name, type: 'link' }));
  if (heading.startsWith('Links')) return links.filter(({ name }) => /^[\w:]+$/.test(name) && name !== 'relation');
  return fieldsUnder(documentOf(provider), heading).filter(({ type }) => !['yes', 'no', 'needed'].includes(type));
}

describe.each(createProviders({}).map((one) => [one.id, one] as const))(
  'every field that docs/providers/%s.md names is in a column',
  (id, provider) => {
    const { datasets } = provider;
    let standIn: StandIn;
    beforeAll(async () => {
      const source = CONTRACT_SOURCES[id];
      if (!source) throw new Error(`${id} is not in test/worker/providers/contract-sources.ts`);
      standIn = await source.start();
      standIn.switches.set(source.switches ?? {});
    });
    afterAll(async () => await standIn.close());

    const answerOf = async (name: string): Promise<unknown> => {
      const dataset = datasets.find((one) => one.id === name);
      const scope = CONTRACT_SOURCES[id]?.trials[name]?.scope;
      if (!dataset || !scope) return {};
      const http = createHttp({ trusted: [standIn.origin], now: () => new Date() });
      const options = { http, provider, credentials: standIn.credentials, baseUrl: standIn.origin };
      const ask = createAsk({ ...options, signal: AbortSignal.timeout(20_000) });
      const request = dataset.request(dataset.parts?.(scope, {})[0] ?? scope, new Date());
      const page = dataset.paging.sized(50).query(pagingStart);
      const asked = request.form ? { form: { ...request.form, ...page } } : { query: { ...request.query, ...page } };
      const { value } = await ask({ ...request, ...asked }, (body) => body);
      await http.close();
      return value;
    };

    const headings = [...documentOf(id).matchAll(/^#+ (.* fields|Links of .*)$/gm)].map(([, heading = '']) => heading);
    it('has a place for every table of the document', () => {
      const known = [...(KINDS[id] ?? []).map(({ heading }) => heading), ...Object.keys(NOT_READ[id] ?? {})];
      expect(headings.filter((heading) => !known.includes(heading))).toEqual([]);
    });

    it.each((KINDS[id] ?? []).map((kind): [string, Kind] => [`${kind.heading} ${kind.within ?? ''}`, kind]))(
      '%s',
      async (_, { heading, from, at, within = '' }) => {
        const fields = fieldsOf(id, heading);
        expect(fields.length).toBeGreaterThan(0);
        const place = within.split('.').filter((name) => name !== '' && name !== '*');
        const [sample] = valuesAt(await answerOf(from), at.split('.'));
        const full = filled(sample, fields, within.split('.').filter(Boolean));
        const differ = differing(
          datasets.toSorted((one, other) => Number(other.id === from) - Number(one.id === from)),
        );
        for (const dataset of datasets.filter((one) => one.id === from)) {
          expect(normalise([full], dataset, {})).toMatchObject({ unreadable: [], strange: [] });
        }
        const isCovered = ({ name, type }: DocumentField) => {
          const path = [...place, ...name.split('.')];
          const isOther = (change: () => unknown) => differ(full, changedAt(full, path, change));
          return (
            isOther(() => undefined) ||
            isOther(() => valueOf(type, true)) ||
            countsAlone(full, place, name, fields, differ)
          );
        };
        // A record shown as a whole would make every field look covered.
        if (within === '') expect(isCovered({ name: 'member_of_tomorrow', type: 'string' })).toBe(false);
        expect(fields.filter((field) => !isCovered(field)).map(({ name }) => name)).toEqual([]);
      },
    );
  },
);

type Differ = (one: unknown, other: unknown) => boolean;

/** Whether any dataset makes other rows of two records, plain or one row a line; those after the first that does are not read. */
function differing(datasets: readonly Dataset[]): Differ {
  const readers = datasets.flatMap((dataset) => {
    const scopes = dataset.scope.some(({ id }) => id === 'lines') ? [{}, { lines: 'true' }] : [{}];
    return scopes.map((scope) => remembering((record) => JSON.stringify(rowsIn([record], dataset, scope))));
  });
  return (one, other) => readers.some((rowsOf) => rowsOf(one) !== rowsOf(other));
}

/** Every change is compared with the same full record. */
function remembering(rowsOf: (record: unknown) => string): (record: unknown) => string {
  const known = new Map<unknown, string>();
  return (record) => {
    const rows = known.get(record) ?? rowsOf(record);
    known.set(record, rows);
    return rows;
  };
}

/** Whether a member that gives way to another one is read where that is missing: in a record without any of its neighbours. */
function countsAlone(
  full: unknown,
  place: readonly string[],
  name: string,
  fields: readonly DocumentField[],
  differ: Differ,
): boolean {
  const nothing = {};
  const without = (record: unknown, member: string) =>
    changedAt(record, [...place, ...member.split('.')], () => undefined);
  const isNear = (member: string) => member === name || member.startsWith(`${name}.`) || name.startsWith(`${member}.`);
  const alone = fields.reduce((record, { name: member }) => {
    if (isNear(member)) return record;
    const next = without(record, member);
    return differ(next, nothing) ? next : record;
  }, full);
  return differ(alone, without(alone, name));
}
