import type { Scope, SourceLookup } from '../shared/api.ts';
import type { Field } from '../shared/catalogue.ts';
import { standardColumnIds, type Column } from '../shared/columns.ts';
import { isCalendarDate, toInstant } from '../shared/dates.ts';
import { spanOf, type Filters } from '../shared/filters.ts';
import { STATUSES } from '../shared/records.ts';
import { Failure } from './failure.ts';
import { filtersOf } from './providers/filters.ts';
import type { Credentials, Dataset, Provider } from './providers/provider.ts';

/** A sentence naming the first credential that is missing, unknown or not one of its choices; null when they fit. */
export function credentialsMisfit(provider: Provider, credentials: Credentials): string | null {
  return valuesMisfit(provider.credentials, credentials) ?? provider.misfit?.(credentials) ?? null;
}

/** What a report asks one provider for. */
export type SourceQuestion = { dataset: string; scope: Scope; lookup?: SourceLookup | null | undefined };

/**
 * Finds the dataset a source asks for and checks its scope and look-up.
 *
 * @throws Failure `invalid-request` naming the field.
 */
export function checkSource(provider: Provider, { dataset: id, scope, lookup }: SourceQuestion): Dataset {
  const dataset = provider.datasets.find((one) => one.id === id);
  if (!dataset) {
    const known = provider.datasets.map((one) => one.id).join(', ');
    throw refused(`What to bring in: ${provider.title} offers ${known}, not "${id.slice(0, 80)}".`);
  }
  const isRequired = !lookup;
  const misfit = valuesMisfit(dataset.scope, scope, isRequired) ?? (lookup ? null : dataset.misfit(scope));
  const problem = misfit ?? lookupMisfit(dataset, scope, lookup);
  if (problem !== null) throw refused(problem);
  return dataset;
}

function lookupMisfit(dataset: Dataset, scope: Scope, lookup: SourceLookup | null | undefined): string | null {
  if (!lookup) return null;
  if (dataset.lookups.length === 0) return `Read by a column: ${dataset.title} can only be listed, not looked up.`;
  const found = dataset.lookups.find(({ id }) => id === lookup.by);
  if (found) return found.misfit?.(scope) ?? null;
  const known = dataset.lookups.map(({ id }) => id).join(', ');
  return `Read by a column: there is no "${lookup.by.slice(0, 80)}". There are: ${known}.`;
}

/** The columns of several datasets together: the same column of two providers is one. */
export function columnsOfAll(datasets: readonly Pick<Dataset, 'columns'>[]): Column[] {
  const columns = new Map<string, Column>();
  for (const column of datasets.flatMap((dataset) => dataset.columns)) {
    const known = columns.get(column.id);
    // what one of them holds as personal is personal in the list of all
    const personal = known && known.personal !== 'none' ? known.personal : column.personal;
    columns.set(column.id, known ? { ...known, personal, standard: known.standard || column.standard } : column);
  }
  return [...columns.values()];
}

/** Columns that say which source a row is from: standard in a report that has several. */
const TELLS_SOURCE = ['provider', 'account', 'eventName'];

/**
 * The columns to use: those asked for, or the standard ones when none are named.
 *
 * @throws Failure `invalid-request` naming the column.
 */
export function checkColumns(datasets: readonly Dataset[], asked: readonly string[]): string[] {
  const columns = columnsOfAll(datasets);
  const unknown = asked.find((id) => !columns.some((column) => column.id === id));
  if (unknown !== undefined) throw refused(`Columns: there is no column "${unknown.slice(0, 80)}".`);
  const twice = asked.find((id, index) => asked.indexOf(id) !== index);
  if (twice !== undefined) throw refused(`Columns: "${twice.slice(0, 80)}" is chosen twice.`);
  if (asked.length > 0) return [...asked];
  const standard = standardColumnIds(columns);
  if (datasets.length < 2) return standard;
  const telling = TELLS_SOURCE.filter((id) => columns.some((column) => column.id === id) && !standard.includes(id));
  return [...telling, ...standard];
}

/** A dataset of a report, with the name of its ticketing system. */
export type NamedDataset = { readonly system: string; readonly dataset: Dataset };

/**
 * Every source must be able to tell what is filtered by; only a state that one of them does not tell is no reason to leave its rows out.
 *
 * @throws Failure `invalid-request` naming the filter and the ticketing system.
 */
export function checkFilters(sources: readonly NamedDataset[], filters: Filters): void {
  const used = Object.entries(filters).flatMap(([id, value]) => (value === undefined ? [] : [id]));
  const offers = sources.map(({ system, dataset }) => ({ system, dataset, ids: idsOf(dataset) }));
  for (const id of used) {
    const without = offers.filter(({ ids }) => !ids.includes(id));
    const [first] = id === 'status' && without.length < offers.length ? [] : without;
    if (!first) continue;
    const { system, dataset, ids } = first;
    throw refused(`Filters: ${dataset.title} of ${system} cannot be filtered by "${id}". There is: ${ids.join(', ')}.`);
  }
  const problem = rangeMisfit(filters) ?? statusMisfit(filters, sources[0]?.dataset.id);
  if (problem !== null) throw refused(`Filters: ${problem}`);
}

/** A range that holds no moment would leave out all rows without a word. */
function rangeMisfit({ created, updated, purchased }: Filters): string | null {
  for (const [id, range] of Object.entries({ created, updated, purchased })) {
    if (range === undefined) continue;
    const { from, to } = spanOf(range, new Date());
    if (from === undefined && to === undefined) return `"${id}" needs "from", "to" or "last".`;
    const isRolling = range.last !== undefined;
    if (!isRolling && from !== undefined && to !== undefined && from >= to) return `"${id}" ends before it begins.`;
  }
  return null;
}

function statusMisfit({ status = [] }: Filters, dataset: Dataset['id'] | undefined): string | null {
  const words = Object.entries(STATUSES).find(([id]) => id === dataset)?.[1] ?? status;
  const unknown = status.find((word) => !words.some((one) => one === word));
  return unknown === undefined ? null : `there is no state "${unknown.slice(0, 80)}". There are: ${words.join(', ')}.`;
}

const idsOf = (dataset: Dataset): string[] => filtersOf(dataset).map(({ id }) => id);

function valuesMisfit(fields: readonly Field[], values: Scope, isRequired = true): string | null {
  const unknown = Object.keys(values).find((id) => !fields.some((field) => field.id === id));
  if (unknown !== undefined) return `There is no field "${unknown.slice(0, 80)}" here.`;
  for (const field of fields) {
    const problem = problemOf({ ...field, required: field.required && isRequired }, values[field.id]?.trim() ?? '');
    if (problem !== null) return `${field.title}: ${problem}`;
  }
  return null;
}

type Check = (value: string, field: Field) => string | null;

const CHECKS: Record<Field['kind'], Check> = {
  text: () => null,
  secret: () => null,
  flag: (value) => (value === 'true' || value === 'false' ? null : 'must be yes or no ("true" or "false").'),
  choice: (value, { choices }) => (choices?.some((one) => one.value === value) ? null : 'is not one of the choices.'),
  'date-time': (value) =>
    isCalendarDate(value) || toInstant(value) !== null ? null : 'is no date. Write it like 2027-05-21.',
};

function problemOf(field: Field, value: string): string | null {
  if (value === '') return field.required ? 'is missing.' : null;
  return CHECKS[field.kind](value, field);
}

const refused = (message: string) => new Failure('invalid-request', message);
