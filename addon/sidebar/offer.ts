import type { Connection } from '../../shared/api.ts';
import type { DatasetId, DatasetInfo, FilterInfo, ProviderInfo } from '../../shared/catalogue.ts';
import { datasetOf, providerOf, type Catalogue, type ColumnInfo } from './catalogue.ts';

type Draft = { dataset: DatasetId | ''; sources: readonly { accountId: string }[] };
type Known = Pick<Catalogue, 'providers' | 'accounts'>;

/** A ticketing system of a report, and what it brings in. */
export type Offer = { provider: ProviderInfo; dataset: DatasetInfo };

/** A filter of a report; who applies it, by title of the ticketing system. */
export type OfferedFilter = Omit<FilterInfo, 'applied'> & { byProviders: string[]; byUs: string[] };

/** The ticketing systems of the form's accounts, each once. */
export function offersOf({ dataset: id, sources }: Draft, catalogue: Known): Offer[] {
  const providers = new Set(sources.map(({ accountId }) => providerOf(catalogue, accountId)));
  return [...providers].flatMap((provider) => {
    const dataset = datasetOf(provider, id);
    return provider && dataset ? [{ provider, dataset }] : [];
  });
}

/** Columns any of the accounts can fill. */
export function columnsOf(draft: Draft, catalogue: Known): ColumnInfo[] {
  const byId = new Map<string, ColumnInfo>();
  for (const { dataset } of offersOf(draft, catalogue)) {
    for (const column of dataset.columns) {
      const known = byId.get(column.id);
      byId.set(column.id, known ? { ...known, standard: known.standard || column.standard } : column);
    }
  }
  return [...byId.values()];
}

/** Filters all of the accounts take: rows of one that cannot tell would all be left out. */
export function offeredFilters(draft: Draft, catalogue: Known): OfferedFilter[] {
  const offers = offersOf(draft, catalogue);
  const [first] = offers;
  return (first?.dataset.filters ?? []).flatMap(({ id, choices }) => {
    const applied = offers.map(({ provider, dataset }) => {
      return { title: provider.title, by: dataset.filters.find((filter) => filter.id === id)?.applied };
    });
    if (applied.some(({ by }) => by === undefined)) return [];
    const titles = (who: FilterInfo['applied']) => applied.filter(({ by }) => by === who).map(({ title }) => title);
    return [{ id, ...(choices && { choices }), byProviders: titles('provider'), byUs: titles('here') }];
  });
}

/** Accounts that can bring in this kind of rows. */
export function accountsFor(id: Draft['dataset'], catalogue: Known): Connection[] {
  return catalogue.accounts.filter((account) => datasetOf(providerOf(catalogue, account.id), id) !== undefined);
}

/** The kinds of rows all accounts of the form can bring in. */
export function datasetsOf({ sources }: Pick<Draft, 'sources'>, catalogue: Known): DatasetInfo[] {
  const [first, ...others] = sources.map(({ accountId }) => providerOf(catalogue, accountId));
  return (first?.datasets ?? []).filter(({ id }) => others.every((provider) => datasetOf(provider, id)));
}
