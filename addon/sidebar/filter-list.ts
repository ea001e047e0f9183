import type { FilterId, Filters } from '../../shared/filters.ts';
import type { Catalogue } from './catalogue.ts';
import { offeredFilters, type OfferedFilter } from './offer.ts';
import type { ReportDraft } from './report-draft.ts';
import { filtersInputOf } from './report-input.ts';
import { listed, words } from './words.ts';

const IDS: readonly FilterId[] = ['status', 'created', 'updated', 'purchased', 'ticketType', 'text', 'optedIn'];

/** The filters in use. */
export function usedFilters(filters: Filters): FilterId[] {
  const used = filtersInputOf(filters);
  return IDS.filter((id) => used[id] !== undefined);
}

/** The same without one of them. */
export function withoutFilter(filters: Filters, id: FilterId): Filters {
  const { [id]: _gone, ...rest } = filters;
  return rest;
}

/** Who leaves the other rows out, in small print: "Paylogic sends only these." */
export function whoFilters({ byProviders, byUs }: Pick<OfferedFilter, 'byProviders' | 'byUs'>): string {
  const { filters: text } = words;
  if (byProviders.length === 0) return text.byUs;
  const systems = listed(byProviders);
  return byUs.length === 0 ? text.byProviders(systems) : text.mixed(systems, listed(byUs));
}

/** Filters in use that an account which was added later cannot tell. */
export function lostFilters(draft: ReportDraft, catalogue: Catalogue): FilterId[] {
  const offered = offeredFilters(draft, catalogue).map(({ id }) => id);
  return usedFilters(draft.filters).filter((id) => !offered.includes(id));
}
