import { z } from 'zod';
import type { Scope } from '../../../shared/api.ts';
import { afterLastRow } from '../key-paging.ts';
import type { ListAnswer, Query } from '../provider.ts';
import { instantOf, text } from '../scope-fields.ts';
import { toUnix } from './values.ts';

/** The vendor's ceiling. */
const PAGE_SIZE = 100;

/** All lists page alike, newest or oldest first: nothing depends on which. */
export const byLastRow = (pageSize = PAGE_SIZE) =>
  afterLastRow({ limitParameter: 'limit', afterParameter: 'starting_after', pageSize });

/** Some endpoints were seen to answer a bare list. */
const List = z.union([
  z.object({
    data: z.array(z.unknown()),
    links: z.object({ next: z.string().nullish() }).nullish(),
  }),
  z.array(z.unknown()),
]);

export function listOf(body: unknown): ListAnswer {
  const list = List.parse(body);
  if (Array.isArray(list)) return { records: list };
  return { records: list.data, nextKey: list.links?.next ?? null };
}

export const eventField = text('eventId', 'Event', 'ID of one event, such as ev_123; empty: all events.');
const secondsOf = (value: string | undefined): string | undefined => {
  const instant = instantOf(value);
  return instant === undefined ? undefined : toUnix(new Date(instant));
};

/** The time of creation never changes, so it may bound a list from above. */
export const createdRange = ({ createdFrom, createdTo }: Scope): Query => ({
  'created_at.gte': secondsOf(createdFrom),
  'created_at.lt': secondsOf(createdTo),
});

export const startRange = ({ startsFrom, startsTo }: Scope): Query => ({
  'start_at.gte': secondsOf(startsFrom),
  'start_at.lt': secondsOf(startsTo),
});

/** Scope values as parameters, blank ones left out. */
export const only = (values: Readonly<Record<string, string | undefined>>): Query =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value));

/** What came in since the run began; the vendor knows no "updated since". */
export const createdSince = (since: Date): Query => ({ 'created_at.gte': toUnix(since) });
