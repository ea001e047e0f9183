import type { DatasetInfo, FilterInfo, ProviderInfo } from '../../shared/catalogue.ts';
import type { Filters } from '../../shared/filters.ts';
import { TEMPLATES, type Meaning, type Template, type Want } from './templates.ts';

/** What a template becomes with one ticketing system; `leftOut` is what that cannot tell. */
export type TemplatePlan = {
  template: Template;
  dataset: DatasetInfo;
  columns: string[];
  filters: Filters;
  leftOut: Meaning[];
};

/** @returns undefined when the ticketing system has nothing to make the list of. */
export function planOf(template: Template | undefined, provider: ProviderInfo | undefined): TemplatePlan | undefined {
  if (!template) return undefined;
  const known = template.datasets.flatMap((id) => provider?.datasets.filter((dataset) => dataset.id === id) ?? []);
  const dataset = known.find((one) => isEnough(template, one));
  if (!dataset) return undefined;
  const found = template.wants.map((want) => ({ means: want.means, ids: columnsFor(want, dataset) }));
  return {
    template,
    dataset,
    columns: found.flatMap(({ ids }) => ids),
    filters: filtersFor(template.filters, dataset.filters),
    leftOut: found.filter(({ ids }) => ids.length === 0).map(({ means }) => means),
  };
}

/** The lists this ticketing system can give. */
export const plansOf = (provider: ProviderInfo | undefined): TemplatePlan[] =>
  TEMPLATES.flatMap((template) => planOf(template, provider) ?? []);

function isEnough({ wants, needs, strict }: Template, dataset: DatasetInfo): boolean {
  const has = (meaning: Meaning) =>
    wants.some((want) => want.means === meaning && columnsFor(want, dataset).length > 0);
  return needs.every(has) && strict.every((id) => dataset.filters.some((filter) => filter.id === id));
}

function columnsFor({ ways }: Want, { columns }: DatasetInfo): string[] {
  const known = new Set(columns.map(({ id }) => id));
  return ways.map((ids) => ids.filter((id) => known.has(id))).find((ids) => ids.length > 0) ?? [];
}

function filtersFor(filters: Filters, offered: readonly FilterInfo[]): Filters {
  const ids = new Set<string>(offered.map(({ id }) => id));
  return Object.fromEntries(Object.entries(filters).filter(([id]) => ids.has(id)));
}
