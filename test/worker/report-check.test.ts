import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Filters } from '../../shared/filters.ts';
import type { Dataset } from '../../worker/providers/provider.ts';
import { createProviders } from '../../worker/providers/index.ts';
import { createProviderAccess } from '../../worker/provider-access.ts';
import { createHttp } from '../../worker/providers/http.ts';
import { createQuestions } from '../../worker/questions.ts';
import { createSealer } from '../../worker/security/sealing.ts';
import type { ConnectionRow } from '../../worker/db/connections.ts';
import { testDatabase } from '../helpers/database.ts';
import { checkFilters } from '../../worker/report-check.ts';

const datasetOf = (provider: string, id: string): Dataset => {
  const found = createProviders({})
    .find((one) => one.id === provider)
    ?.datasets.find((one) => one.id === id);
  if (!found) throw new Error('no dataset');
  return found;
};

describe('filters of a report', () => {
  const orders = { system: 'Ticket Tailor', dataset: datasetOf('ticket-tailor', 'orders') };
  const check = (filters: Filters) => () => checkFilters([orders], filters);

  it.each<[string, Filters, RegExp]>([
    ['a range without sides, which would leave out what has no date', { created: {} }, /"created" needs/],
    ['a range that ends before it begins', { created: { from: '2027-02-01', to: '2027-01-01' } }, /"created" ends/],
    ['a range of no time at all', { created: { from: '2027-02-01', to: '2027-02-01T00:00:00Z' } }, /"created" ends/],
    ['a state there is no such word for', { status: ['complete'] }, /"complete".*completed, pending/],
  ])('refuse %s', (_, filters, message) => {
    expect(check(filters)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
    expect(check(filters)).toThrow(message);
  });

  it.each<[string, Filters]>([
    ['one side', { created: { to: '2027-02-01' } }],
    ['a rolling range', { created: { last: '7 days' } }],
    ['one day', { created: { from: '2027-02-01', to: '2027-02-02' } }],
    ['our words for states', { status: ['completed', 'other'] }],
  ])('take %s', (_, filters) => {
    expect(check(filters)).not.toThrow();
  });
});

describe('filters in use', () => {
  it('are told when only some of the ticketing systems know what they go by', async () => {
    const database = await testDatabase();
    const http = createHttp({ trusted: [], now: () => new Date() });
    const sealer = createSealer(randomBytes(32));
    const now = () => new Date();
    const access = createProviderAccess({
      providers: createProviders({}),
      http,
      sealer,
      origins: {},
      readColumn: async () => [],
      openLookup: async () => await Promise.resolve([]),
      now,
    });
    const { check } = createQuestions({ db: database.db, access, sealer, now });
    const connectionAt = (provider: string): ConnectionRow => ({
      id: randomUUID(),
      workspace_id: randomUUID(),
      provider,
      label: provider,
      sealed: randomBytes(1),
      version: 1,
      created_by: 'me',
      created_at: now(),
      updated_at: now(),
    });
    const sources = [
      { connection: connectionAt('oveit'), scope: { eventId: '1' } },
      { connection: connectionAt('ticket-tailor'), scope: {} },
    ];
    const filters: Filters = { status: ['valid'] };
    expect(check({ sources, dataset: 'tickets', filters, columns: [] }).filtersApplied).toEqual([
      { id: 'status', applied: 'here' },
    ]);
    await http.close();
    await database.drop();
  });
});
