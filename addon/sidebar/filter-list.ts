import type { Filters } from '../../shared/filters.ts';
import type { OfferedFilter } from './offer.ts';
import { filtersInputOf } from './report-input.ts';
import { words } from './words.ts';

/** How many filters are in use. */
export function countFilters(filters: Filters): number {
  return Object.keys(filtersInputOf(filters)).length;
}

/** Who leaves the other rows out, in small print: "Paylogic sends only these." */
export function whoFilters({ byProviders, byUs }: Pick<OfferedFilter, 'byProviders' | 'byUs'>): string {
  const { filters: text } = words;
  if (byProviders.length === 0) return text.byUs;
  const systems = byProviders.join(text.and);
  return byUs.length === 0 ? text.byProviders(systems) : text.mixed(systems, byUs.join(text.and));
}
