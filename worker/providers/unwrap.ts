import type { DatasetId } from '../../shared/api.ts';
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
  return createUnwrap(dataset, look)(document);
}

function createUnwrap(dataset: Dataset, look: (record: unknown) => Look) {
  const { readable, known, likely } = judge(look);
  const open = (value: unknown): Unwrapped | null => {
    if (Array.isArray(value)) return several(value);
    if (!isObject(value)) return null;
    const list = listIn(dataset, value);
    if (list && list.records.length > 0) return list;
    for (const find of [carried, lookedUp, itself(readable), byName, alone, itself(likely)]) {
      const found = find(value);
      if (found) return found;
    }
    return list;
  };
  const several = (values: readonly unknown[]): Unwrapped | null => {
    const opened = values.map(open);
    if (values.length > 0 && opened.every((one) => one === null)) return null;
    // What is among records and looks like none is told as unreadable, not passed over.
    return together(opened.map((one, index) => one ?? { records: [values[index]], columns: [] }));
  };
  const carried = (value: Object): Unwrapped | null => {
    for (const name of ENVELOPES) {
      const found = typeof value[name] === 'object' ? open(value[name]) : null;
      if (found && (found.records.some(readable) || known(found.records[0]) >= known(value))) return found;
    }
    return null;
  };
  const lookedUp = (value: Object): Unwrapped | null => {
    for (const { records } of isOfOtherKind(value, dataset) ? [] : dataset.lookups) {
      const found = orNull(() => records(value));
      if (found?.some(readable)) return { records: found, columns: [] };
    }
    return null;
  };
  const itself = (isRecord: (record: Object) => boolean) => (value: Object) =>
    !isOfOtherKind(value, dataset) && isRecord(value) ? { records: [value], columns: [] } : null;
  const byName = (value: Object): Unwrapped | null => {
    const found = membersOf(value, dataset).flatMap((member) => open(member) ?? []);
    return found.length > 0 ? together(found) : null;
  };
  /** One of a list's records, where a record is made of it and something beside the list. */
  const alone = (value: Object): Unwrapped | null => {
    if (isOfOtherKind(value, dataset)) return null;
    const lists = KINDS[dataset.id].map((name) => listIn(dataset, { fields: [], [name]: [value] }));
    return lists.find((list) => list?.records.some(readable)) ?? null;
  };
  return open;
}

function judge(look: (record: unknown) => Look) {
  return {
    readable: (record: unknown) => look(record).readable,
    known: (record: unknown) => look(record).known,
    likely: (record: Object) => {
      const { known } = look(record);
      return known >= 2 || known * 2 >= Math.max(1, Object.keys(record).length);
    },
  };
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
