import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queryShape } from '../../../sandbox/providers/vivenu/calls.ts';
import { callTable } from '../../../sandbox/providers/vivenu/schema.generated.ts';
import { pagingStart } from '../../../worker/providers/paging.ts';
import { vivenu } from '../../../worker/providers/vivenu/index.ts';
import type { Dataset, Query } from '../../../worker/providers/provider.ts';
import { pushedQuery } from '../../../worker/providers/filters.ts';
import { readDataset } from './reading.ts';

const { datasets } = vivenu({});
const NOW = new Date('2027-05-21T12:00:00.000Z');
const SPAN = { from: '2027-01-01T00:00:00.000Z', to: '2027-02-01T00:00:00.000Z' };
const SINCE = { 'updatedAt[$gte]': NOW.toISOString() };

/** Something for every field of the form that this list takes. */
function fullScope({ scope }: Dataset, isOlder = false): Record<string, string> {
  const values = { text: '1,2', choice: '', flag: 'false', secret: 'x', 'date-time': '2027-05-21' };
  const all = scope.map(({ id, kind, choices }) => [id, choices?.[0]?.value ?? values[kind]] as const);
  const left = isOlder ? ['id', 'posPaymentMethods', 'subscriptionId'] : ['seller'];
  return { ...Object.fromEntries(all.filter(([id]) => !left.includes(id))), ...(isOlder && { rich: 'true' }) };
}

/** Everything a reading of this list may ask for at once. */
function everything(dataset: Dataset, isOlder = false) {
  const scope = { ...fullScope(dataset, isOlder), batchFrom: '1', batchTo: '2' };
  const { path, query } = dataset.request(scope, NOW);
  const pushed = pushedQuery(dataset, { created: SPAN, updated: SPAN }, scope, NOW);
  const asked = { ...query, ...pushed, ...dataset.paging.query(pagingStart) };
  return { path, query: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) };
}

/** What the published description does not allow of a query. */
function misnamed(path: string, query: Query): unknown[] {
  const sent = Object.entries(query).map(([name, value]) => [name, [value]]);
  return z.strictObject(queryShape(path)).safeParse(Object.fromEntries(sent)).error?.issues ?? [];
}

const parametersOf = (path: string) => Object.keys(queryShape(path)).map((name) => name.replace(/\[.*/, ''));

describe('what vivenu is asked', () => {
  it.each(datasets.map((dataset) => [dataset.id, dataset] as const))(
    'names only parameters of the published description, and all of them: %s',
    (_, dataset) => {
      const { path, query } = everything(dataset);
      expect(misnamed(path, query)).toEqual([]);
      const named = new Set(Object.keys(query).map((name) => name.replace(/\[.*/, '')));
      expect(parametersOf(path).filter((name) => !named.has(name) && name !== 'sortDir')).toEqual([]);
    },
  );

  it('names only parameters of the older list when it is read', () => {
    const transactions = datasets.find(({ id }) => id === 'transactions');
    if (!transactions) throw new Error('there are no transactions');
    const { path, query } = everything(transactions, true);
    expect(path).toBe('/api/transactions/rich');
    expect(misnamed(path, query)).toEqual([]);
    expect(transactions.misfit({ rich: 'true', id: '1' })).toMatch(/^Transaction ID: the older list/);
    expect(transactions.misfit({ seller: '1' })).toMatch(/^Seller: choose "Older list"/);
    expect([transactions.misfit({ seller: '1', rich: 'true' }), transactions.misfit({ id: '1' })]).toEqual([
      null,
      null,
    ]);
  });

  it('goes to paths of the published description for look-ups and details', () => {
    const paths = callTable.split('\n').map((line) => line.split(' ')[0] ?? '');
    const lookups = datasets.flatMap(({ lookups: some }) => some.map((one) => one.request('x_1', {})));
    const details = datasets.flatMap(
      ({ details: of }) => of?.requests({ _id: 'x_1' }, { cancellations: 'true' }) ?? [],
    );
    const common = datasets.flatMap(({ common: of }) => [of ?? []].flat().flatMap((one) => one.request({}) ?? []));
    expect([lookups.length, details.length, common.length]).toEqual([5, 2, 2]);
    for (const { path, query } of [...lookups, ...details, ...common]) {
      const template = path.replace('x_1', '{id}');
      expect(paths).toContain(template);
      expect(misnamed(template, query)).toEqual([]);
    }
  });

  it('leaves out what may change when it asks what changed', () => {
    const left = datasets.map((dataset) => {
      const query = dataset.updatedSince?.(NOW, 1, { scope: {}, now: NOW }) ?? {};
      expect(query).toMatchObject(SINCE);
      return Object.keys(query).filter((name) => query[name] === undefined);
    });
    const seats = ['statusId', 'gaName', 'sectionName', 'groupName', 'rowName', 'seatName'];
    expect(left).toEqual([
      ['status', 'deliveryType', ...seats, 'customerId'],
      ['status', 'paymentStatus', 'customer'],
      ['start[$gte]', 'start[$lt]', 'end[$gte]', 'end[$lt]'],
    ]);
  });

  it('takes no text for an ID that would lead to another address', () => {
    const byId = datasets.flatMap(({ lookups }) => lookups.filter(({ id }) => id !== 'barcode'));
    for (const { accepts } of byId) {
      for (const text of ['', ' ', '.', '..', 'rich', 'a/b', '%2e%2e']) expect(accepts?.(text)).toBe(false);
      expect([accepts?.('65f0c0de00000000000000AA'), accepts?.('tick_1/2')]).toEqual([true, true]);
    }
  });
});

describe('a record that changes while its list is read', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** The first look at the list finds some records, the later ones what was updated since. */
  async function changing(path: string, first: readonly object[], updated: readonly object[]) {
    const asked: URL[] = [];
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://vivenu.test');
      const isList = url.pathname === path;
      if (isList) asked.push(url);
      const rows = url.searchParams.has('updatedAt[$gte]') ? updated : first;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ rows: isList ? rows : [], total: isList ? rows.length : 0 }));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { origin: `http://127.0.0.1:${port}`, asked };
  }

  it.each([
    ['tickets', 'status', ['VALID', 'INVALID'], ['valid', 'valid']],
    ['transactions', 'paymentStatus', ['RECEIVED', 'REFUND'], ['RECEIVED', 'RECEIVED']],
  ] as const)(
    'leaves the rows of %s when its %s is not wanted any more',
    async (dataset, field, [before, after], shown) => {
      const record = (_id: string, word: string) => ({ _id, eventId: 'e', [field]: word });
      const { origin, asked } = await changing(
        `/api/${dataset}`,
        [record('stays', before), record('goes', before)],
        [record('goes', after), record('comes', before), record('never', after)],
      );
      const source = { provider: 'vivenu', origin, credentials: { apiKey: 'key_1' }, dataset };
      const { rows, certificate } = await readDataset({ ...source, scope: { eventId: 'e', [field]: before } });
      expect(rows.map((row) => row[field])).toEqual(shown);
      expect(asked.map(({ searchParams }) => searchParams.get(field))).toEqual([before, null, null]);
      expect(asked.every(({ searchParams }) => searchParams.get('event') === 'e')).toBe(true);
      expect(certificate).toMatchObject({ rows: 2, dropped: 1, complete: true });
    },
  );
});
