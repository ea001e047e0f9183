import type { DatasetId } from '../../shared/catalogue.ts';
import type { Column } from '../../shared/columns.ts';
import type { Dataset } from './provider.ts';

/** Raw records found in a document, and what an `expands` column stands for there. */
export type Unwrapped = { readonly records: readonly unknown[]; readonly columns: readonly Column[] };

/** How much something is like a record: whether it can be read as one, and how many of its members are known. */
export type Look = { readonly readable: boolean; readonly known: number };

/** Members in which messages carry what they are about. */
const ENVELOPES = ['payload', 'data', 'object', 'resource'];

const KINDS: Readonly<Record<DatasetId, readonly string[]>> = {
  tickets: ['ticket', 'tickets', 'issued_ticket', 'issued_tickets'],
  orders: ['order', 'orders'],
  transactions: ['transaction', 'transactions'],
  events: ['event', 'events'],
  'check-ins': ['check_in', 'check_ins', 'checkin', 'checkins', 'checkIn'],
  'status-logs': ['log', 'logs', 'statusLog'],
  statistics: ['statistics'],
  attendees: ['attendee', 'attendees'],
};

type Object = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Finds a dataset's raw records in any answer: a list of the provider, a bare list, the answer to a look-up, a single record, or a
 * message that carries one. A message is opened before it is taken for a record itself, although it may have an id of its own.
 *
 * @returns null when nothing in it looks like a record.
 */
export function unwrap(document: unknown, dataset: Dataset, look: (record: unknown) => Look): Unwrapped | null {
  return open(document, {
    dataset,
    readable: (record) => look(record).readable,
    known: (record) => look(record).known,
    likely: (record) => {
      const { known } = look(record);
      return known >= 2 || known * 2 >= Math.max(1, Object.keys(record).length);
    },
  });
}

type Search = {
  readonly dataset: Dataset;
  readonly readable: (record: unknown) => boolean;
  readonly known: (record: unknown) => number;
  readonly likely: (record: Object) => boolean;
};

function open(value: unknown, search: Search): Unwrapped | null {
  if (Array.isArray(value)) return several(value, search);
  if (!isObject(value)) return null;
  const { dataset, readable, likely } = search;
  const list = listIn(dataset, value);
  // A record may be a list of what is in it, such as an order of its tickets.
  if (list && list.records.length > 0) return (isEnvelope(value) ? null : lookedUp(value, search)) ?? list;
  for (const find of [carried, lookedUp, itself(readable), byName(readable), alone, itself(likely), byName()]) {
    const found = find(value, search);
    if (found) return found;
  }
  return list;
}

function several(values: readonly unknown[], search: Search): Unwrapped | null {
  const opened = values.map((value) => open(value, search));
  if (values.length > 0 && opened.every((one) => one === null)) return null;
  // What is among records and looks like none is told as unreadable, not passed over.
  return together(opened.map((one, index) => one ?? { records: [values[index]], columns: [] }));
}

function carried(value: Object, search: Search): Unwrapped | null {
  const { readable, known } = search;
  for (const name of ENVELOPES) {
    const found = typeof value[name] === 'object' ? open(value[name], search) : null;
    if (found && (found.records.some(readable) || known(found.records[0]) >= known(value))) return found;
  }
  return null;
}

function lookedUp(value: Object, { dataset, readable, known }: Search): Unwrapped | null {
  const lookups = isOfOtherKind(value, dataset) ? [] : dataset.lookups;
  const answers = lookups.map(({ records }) => orNull(() => records(value)) ?? []);
  const found = answers.filter((one) => one.some(readable));
  // The whole answer rather than a part of it.
  const best = found.find(([record]) => known(record) >= known(value)) ?? found[0];
  return best ? { records: best, columns: [] } : null;
}

const itself =
  (isRecord: (record: Object) => boolean) =>
  (value: Object, { dataset }: Search): Unwrapped | null =>
    !isOfOtherKind(value, dataset) && isRecord(value) ? { records: [value], columns: [] } : null;

const byName =
  (isRecord: (record: unknown) => boolean = () => true) =>
  (value: Object, search: Search): Unwrapped | null => {
    const found = together(membersOf(value, search.dataset).flatMap((member) => open(member, search) ?? []));
    return found.records.some(isRecord) ? found : null;
  };

/** One of what a list is made of, where its records are made of it and something beside it, or are within it. */
function alone(value: Object, { dataset, readable, likely }: Search): Unwrapped | null {
  if (isOfOtherKind(value, dataset)) return null;
  const names = Object.values(KINDS).flat();
  const lists = names.map((name) => listIn(dataset, { fields: [], [name]: [value] }));
  const found = lists.find((list) => list?.records.some(readable));
  return found ?? (likely(value) ? (lists.find((list) => list?.records.length === 0) ?? null) : null);
}

const together = (found: readonly Unwrapped[]): Unwrapped => ({
  records: found.flatMap(({ records }) => records),
  columns: found.flatMap(({ columns }) => columns),
});

function listIn(dataset: Dataset, value: Object): Unwrapped | null {
  const list = orNull(() => dataset.list(value));
  return list && { records: list.records, columns: list.columns ?? [] };
}

/** Contract functions throw for what they were not made for. */
function orNull<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

const isEnvelope = (value: Object): boolean => ENVELOPES.some((name) => typeof value[name] === 'object');

/** Some providers write on a record what it is. */
function isOfOtherKind({ object }: Object, dataset: Dataset): boolean {
  if (typeof object !== 'string' || KINDS[dataset.id].includes(object)) return false;
  return Object.values(KINDS).some((names) => names.includes(object));
}

/** Members that are called what the dataset holds; also embedded ones, `shop:ticket`. */
function membersOf(value: Object, { id }: Dataset): unknown[] {
  const embedded = isObject(value['_embedded']) ? value['_embedded'] : {};
  return Object.entries({ ...value, ...embedded })
    .filter(([name, member]) => KINDS[id].includes(name.replace(/^\w+:/, '')) && typeof member === 'object')
    .map(([, member]) => member);
}
