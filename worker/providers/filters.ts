import type { Scope } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import { spanOf, type FilterId, type Filters, type Span } from '../../shared/filters.ts';
import type { Row } from '../../shared/records.ts';
import type { Dataset, Query } from './provider.ts';

/** Filters with ranges as instants. */
export type PlainFilters = Omit<Filters, 'created' | 'updated' | 'purchased'> & {
  readonly created?: Span;
  readonly updated?: Span;
  readonly purchased?: Span;
};

/** The columns a filter looks at. A dataset without them offers only what the provider applies. */
const COLUMNS: Readonly<Record<FilterId, readonly string[]>> = {
  status: ['status'],
  created: ['createdAt'],
  updated: ['updatedAt'],
  purchased: ['purchasedAt'],
  ticketType: ['ticketType', 'ticketTypeId'],
  text: [],
  optedIn: ['ownerAllowPromoEmail', 'marketingOptIn'],
};

const RANGES = ['created', 'updated', 'purchased'] as const;
type RangeId = (typeof RANGES)[number];

const IDS: readonly FilterId[] = ['status', 'created', 'updated', 'purchased', 'ticketType', 'text', 'optedIn'];

/** The filters a dataset takes: `provider` are applied by the provider as far as it can, all of them after reading. */
export function filtersOf({ columns, pushes = {} }: Pick<Dataset, 'columns' | 'pushes'>) {
  const has = (id: string) => columns.some((column) => column.id === id);
  return IDS.filter((id) => id === 'text' || id in pushes || COLUMNS[id].some(has)).map((id) => ({
    id,
    applied: id in pushes ? ('provider' as const) : ('here' as const),
  }));
}

/** Ranges as they are at `now`. */
export function plainFilters({ created, updated, purchased, ...rest }: Filters, now: Date): PlainFilters {
  return {
    ...rest,
    ...(created && { created: spanOf(created, now) }),
    ...(updated && { updated: spanOf(updated, now) }),
    ...(purchased && { purchased: spanOf(purchased, now) }),
  };
}

/** The parameters by which the provider applies them itself. */
export function pushedQuery(
  { pushes = {} }: Pick<Dataset, 'pushes'>,
  filters: PlainFilters,
  scope: Scope,
  now: Date,
): Query {
  const queries = IDS.map((id) => (filters[id] === undefined ? undefined : pushes[id]?.(filters, scope, now)));
  return Object.assign({}, ...queries);
}

type FilteredDataset = Pick<Dataset, 'columns' | 'pushes'>;

/** Whether a row is wanted. A state we have no word for always is. */
export function isWanted(filters: PlainFilters, row: Row, dataset: FilteredDataset): boolean {
  return (
    isOneOf(filters.status, row['status']) &&
    RANGES.every((id) => isWithin(filters, id, row, dataset)) &&
    isOfType(filters.ticketType, row) &&
    (filters.optedIn === undefined || COLUMNS.optedIn.some((id) => row[id] === true)) &&
    holds(filters.text, row, dataset.columns)
  );
}

function isOneOf(words: readonly string[] | undefined, state: Row[string] | undefined): boolean {
  if (words === undefined || typeof state !== 'string' || state === 'other') return true;
  return words.includes(state);
}

const isOfType = (names: readonly string[] | undefined, row: Row): boolean =>
  names === undefined || COLUMNS.ticketType.some((id) => isExactly(names, row[id]));

const isExactly = (words: readonly string[], value: Row[string] | undefined): boolean =>
  typeof value === 'string' && words.some((word) => word.toLowerCase() === value.toLowerCase());

/** A time the provider filters by without showing it is the provider's business. */
function isWithin(filters: PlainFilters, id: RangeId, row: Row, { columns, pushes = {} }: FilteredDataset): boolean {
  const span = filters[id];
  if (span === undefined) return true;
  const value = COLUMNS[id].map((column) => row[column]).find((found) => typeof found === 'string');
  if (typeof value !== 'string') return id in pushes && !columns.some((column) => COLUMNS[id].includes(column.id));
  return (span.from === undefined || value >= span.from) && (span.to === undefined || value < span.to);
}

function holds(text: string | undefined, row: Row, columns: readonly Column[]): boolean {
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  return columns.some(({ id, type }) => {
    const value = row[id];
    return (type === 'text' || type === 'json') && typeof value === 'string' && value.toLowerCase().includes(wanted);
  });
}
