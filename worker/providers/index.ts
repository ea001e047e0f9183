import type { DatasetInfo, FilterInfo, ProviderInfo } from '../../shared/catalogue.ts';
import { STATUSES } from '../../shared/records.ts';
import { filtersOf } from './filters.ts';
import type { Dataset, Provider } from './provider.ts';
import { oveit } from './oveit/index.ts';
import { paylogic } from './paylogic/index.ts';
import { ticketTailor } from './ticket-tailor/index.ts';
import { tixngo } from './tixngo/index.ts';
import { vivenu } from './vivenu/index.ts';

const PROVIDERS = { tixngo, 'ticket-tailor': ticketTailor, vivenu, oveit, paylogic };

/** Operator's settings for what vendors do not publish, by provider id. */
export type ProviderSettings = Readonly<Record<string, unknown>>;

/**
 * The ticketing systems this deployment reads.
 *
 * @throws ZodError when the settings name a field that does not exist or has a wrong value.
 */
export function createProviders(settings: ProviderSettings): Provider[] {
  return Object.entries(PROVIDERS).map(([id, create]) => create(settings[id] ?? {}));
}

/** What the sidebar and the CLI draw their forms from. */
export function catalogueOf(providers: readonly Provider[]): ProviderInfo[] {
  return providers.map(({ id, title, credentials, datasets }) => ({
    id,
    title,
    credentials: [...credentials],
    datasets: datasets.map(infoOf),
  }));
}

function infoOf(dataset: Dataset): DatasetInfo {
  const { id, title, description, cannotTell, scope, lookups, columns } = dataset;
  return {
    id,
    title,
    description,
    cannotTell: [...cannotTell],
    scope: [...scope],
    filters: filtersOf(dataset).map((filter) => withChoices(id, filter)),
    lookups: lookups.map(({ id: lookup, title: name, help }) => ({ id: lookup, title: name, help })),
    columns: [...columns],
  };
}

const withChoices = (dataset: Dataset['id'], filter: FilterInfo): FilterInfo =>
  filter.id === 'status' && Object.hasOwn(STATUSES, dataset)
    ? { ...filter, choices: [...STATUSES[dataset as keyof typeof STATUSES]] }
    : filter;
