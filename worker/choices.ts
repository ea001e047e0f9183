import type { Choices, Scope } from '../shared/api.ts';
import type { Value } from '../shared/records.ts';
import type { ConnectionRow } from './db/connections.ts';
import type { UsedId } from './db/used-ids.ts';
import { Failure } from './failure.ts';
import { failureOf } from './jobs/job-outcome.ts';
import type { Ask } from './providers/fetch-page.ts';
import type { Dataset, Provider } from './providers/provider.ts';
import { ProviderError } from './providers/provider-error.ts';
import { pull } from './providers/pull.ts';

/** An event (or app) to choose. `start` is an instant. */
export type Choice = Choices['choices'][number];

/** Events of one account as its ticketing system listed them at `asOf`, newest first. */
export type EventList = { readonly events: readonly Choice[]; readonly asOf: Date };

/** Events of an account; the rest of a ticketing system's list is not read. */
const MOST_EVENTS = 2000;

/**
 * The list of all events a provider has, or null. A dataset is one when its rows carry the id reports ask with, and nothing must
 * be chosen before it can be asked for.
 */
export function eventDatasetOf({ datasets }: Pick<Provider, 'datasets'>): Dataset | null {
  const isList = ({ id, columns, scope }: Dataset) =>
    id === 'events' && columns.some((column) => column.id === 'eventId') && !scope.some(({ required }) => required);
  return datasets.find(isList) ?? null;
}

/** Event lists of accounts, each kept for 5 minutes. */
export type EventLists = {
  /**
   * Null where the ticketing system has no list. Callers at the same time share one read; a changed account is read anew.
   *
   * @throws Failure when it cannot be read; that is not kept.
   */
  read(connection: ConnectionRow): Promise<EventList | null>;
  /** For an account that was deleted. */
  forget(connectionId: string): void;
};

type Sources = {
  readonly find: (providerId: string) => Pick<Provider, 'datasets'>;
  readonly ask: (connection: ConnectionRow, question: { dataset: Dataset; scope: Scope }, signal: AbortSignal) => Ask;
  readonly now: () => Date;
};

type Kept = { readonly version: number; readonly asOf: Date; readonly list: Promise<EventList> };

const KEPT_MS = 5 * 60_000;
/** Lists kept at a time, which bounds memory; the oldest goes first. */
const MOST_LISTS = 50;
/** Somebody waits for the answer. */
const READ_MS = 45_000;

/** Keeps lists in this process. Nothing of an event is kept but id, name, start and venue. */
export function createEventLists({ find, ask, now }: Sources): EventLists {
  const kept = new Map<string, Kept>();
  const start = async (connection: ConnectionRow, dataset: Dataset, asOf: Date) => {
    const signal = AbortSignal.timeout(READ_MS);
    return await readEvents(dataset, ask(connection, { dataset, scope: {} }, signal), asOf, signal);
  };
  const keep = (id: string, entry: Kept) => {
    kept.set(id, entry);
    for (const oldest of kept.keys()) if (kept.size > MOST_LISTS) kept.delete(oldest);
    dropLater(kept, id, entry.asOf);
    entry.list.catch(() => {
      if (kept.get(id) === entry) kept.delete(id);
    });
  };
  const forget = (id: string) => void kept.delete(id);
  return {
    async read(connection) {
      const dataset = eventDatasetOf(find(connection.provider));
      if (!dataset) return null;
      const asOf = now();
      for (const [id, old] of kept) if (asOf.getTime() - old.asOf.getTime() >= KEPT_MS) forget(id);
      const version = connection.updated_at.getTime();
      const found = kept.get(connection.id);
      if (found?.version === version) return await found.list;
      forget(connection.id);
      const entry = { version, asOf, list: start(connection, dataset, asOf) };
      keep(connection.id, entry);
      return await entry.list;
    },
    forget,
  };
}

/** Also when nobody asks again. Holds on to nothing but the moment. */
function dropLater(kept: Map<string, Kept>, id: string, asOf: Date): void {
  const drop = () => {
    if (kept.get(id)?.asOf === asOf) kept.delete(id);
  };
  setTimeout(drop, KEPT_MS).unref();
}

/**
 * Reads the events of an account, at most 2,000.
 *
 * @throws Failure with the provider's code; `provider-unavailable` when `signal` ends it.
 */
export async function readEvents(dataset: Dataset, ask: Ask, now: Date, signal: AbortSignal): Promise<EventList> {
  try {
    return { events: await readAll(dataset, ask, now), asOf: now };
  } catch (error) {
    if (signal.aborted) throw new Failure('provider-unavailable', TOO_SLOW, { cause: error });
    throw error instanceof ProviderError ? failureOf(error) : error;
  }
}

const TOO_SLOW = 'The ticketing system takes too long to list its events. Type the id of the event instead.';

async function readAll(dataset: Dataset, ask: Ask, now: Date): Promise<Choice[]> {
  const byKey = new Map<string, Choice[]>();
  // keys live no longer than this read, so there is nothing to disguise
  const hash = (secret: string) => secret;
  for await (const { readings } of pull({ dataset, scope: {}, ask, known: new Map(), now, hash })) {
    for (const { key, rows } of readings)
      byKey.set(
        key,
        rows.flatMap(({ row }) => choiceOf(row) ?? []),
      );
    if (byKey.size >= MOST_EVENTS) break;
  }
  const byId = new Map([...byKey.values()].flat().map((choice) => [choice.id, choice]));
  return [...byId.values()].toSorted(newestFirst).slice(0, MOST_EVENTS);
}

/** Only these four columns are kept. */
function choiceOf(row: Readonly<Record<string, Value>>): Choice | null {
  const text = (id: string) => {
    const value = row[id];
    return typeof value === 'string' ? value : null;
  };
  const id = text('eventId');
  return id === null ? null : { id, name: text('eventName'), start: text('eventStart'), venue: text('venue') };
}

/** Without a start they come last. */
function newestFirst(a: Choice, b: Choice): number {
  return (b.start ?? '').localeCompare(a.start ?? '') || fold(a.name ?? a.id).localeCompare(fold(b.name ?? b.id));
}

/** Letters that do not come apart into a letter and its accent. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

function fold(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[ßæœøłđı]/g, (letter) => PLAIN[letter] ?? letter);
}

/** What is searched for: words, and how many answers at most. */
export type Search = { readonly q?: string | undefined; readonly limit?: number | undefined };

const MOST_FOUND = 100;

/** The choices whose name, id or venue hold all words of `q`, in their order; capitals and accents do not matter. */
export function search(choices: readonly Choice[], { q = '', limit = MOST_FOUND }: Search): Choice[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  const found = choices.filter(({ id, name, venue }) => {
    const text = fold(`${name ?? ''}\n${id}\n${venue ?? ''}`);
    return words.every((word) => text.includes(word));
  });
  return found.slice(0, limit);
}

/** What `usedIn` reads of a dataset's rows. */
export type EventOfRow = { readonly eventId: Value | undefined; readonly eventName: Value | undefined };

type Use = {
  readonly provider: Pick<Provider, 'datasets'>;
  readonly dataset: Pick<Dataset, 'scope'>;
  readonly scope: Scope;
  /** The events of its rows, each once or more often; none when a report is only saved. */
  readonly rows?: Iterable<EventOfRow>;
};

/**
 * Ids worth remembering after a report was saved or read: those typed into its scope first, then the events of its rows with
 * their names. None where the provider lists its events itself.
 */
export function usedIn({ provider, dataset, scope, rows = [] }: Use): UsedId[] {
  if (eventDatasetOf(provider)) return [];
  const typed = dataset.scope.flatMap(({ id, suggests, several }) => {
    if (suggests === undefined) return [];
    const kind = suggests === 'events' ? ('event' as const) : ('app' as const);
    const given = scope[id] ?? '';
    return (several ? given.split(',') : [given]).map((value) => ({ kind, value, name: null }));
  });
  const named = new Map<string, string | null>();
  for (const { eventId, eventName } of rows) {
    if (typeof eventId !== 'string') continue;
    named.set(eventId, typeof eventName === 'string' ? eventName : (named.get(eventId) ?? null));
  }
  return [...typed, ...[...named].map(([value, name]) => ({ kind: 'event' as const, value, name }))];
}
