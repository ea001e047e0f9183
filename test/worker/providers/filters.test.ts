import { describe, expect, it } from 'vitest';
import { filtersOf, isWanted } from '../../../worker/providers/filters.ts';
import { createProviders } from '../../../worker/providers/index.ts';

const providers = createProviders({});

const datasetsWith = (filter: string): string[] =>
  providers.flatMap(({ id, datasets }) =>
    datasets.filter((dataset) => filtersOf(dataset).some((one) => one.id === filter)).map((one) => `${id} ${one.id}`),
  );

describe('the filter for people who agreed to marketing', () => {
  it('is there only where the ticketing system tells who did', () => {
    expect(datasetsWith('optedIn')).toEqual(['tixngo tickets', 'ticket-tailor orders']);
  });

  it('leaves out whoever did not agree, and whoever was not asked', () => {
    const tickets = providers[0]?.datasets.find(({ id }) => id === 'tickets');
    const isKept = (agreed: boolean | null) =>
      tickets && isWanted({ optedIn: true }, { ownerAllowPromoEmail: agreed }, tickets);
    expect([true, false, null].map(isKept)).toEqual([true, false, false]);
    expect(tickets && isWanted({}, { ownerAllowPromoEmail: false }, tickets)).toBe(true);
  });
});
