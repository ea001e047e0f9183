import { z } from 'zod';
import { DAY_MS } from '../../../shared/dates.ts';
import type { Span } from '../../../shared/filters.ts';
import type { PlainFilters } from '../filters.ts';
import { afterLastRow } from '../key-paging.ts';
import type { ListAnswer, Query } from '../provider.ts';
import { eventsField } from '../scope-fields.ts';
import { toUnix } from './values.ts';

/** The vendor's ceiling. */
export const PAGE_SIZE = 100;

/** All lists page alike, newest or oldest first: nothing depends on which. */
export const byLastRow = () =>
  afterLastRow({ limitParameter: 'limit', afterParameter: 'starting_after', pageSize: PAGE_SIZE, forgets: true });

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

/** All records of a list that fits on one page. */
export const recordsOf = (body: unknown): readonly unknown[] => listOf(body).records;

export const eventField = eventsField('IDs of events, such as ev_123, separated by commas; empty: all events.');

/** A stretch of time by an instant that never changes; the list's times are whole seconds. */
export const within = (name: string, { from, to }: Span = {}): Query => ({
  [`${name}.gte`]: from && toUnix(new Date(from)),
  [`${name}.lt`]: to && toUnix(new Date(Date.parse(to) + 999)),
});

/** The time of creation never changes, so it may bound a list from above. */
export const createdPush = { created: ({ created }: PlainFilters): Query => within('created_at', created) };

/** Scope values as parameters, blank ones left out. */
export const only = (values: Readonly<Record<string, string | undefined>>): Query =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value));

/** What came in since the run began. Beside a filter's own bound, so that the later of the two counts. */
export const createdSince = (since: Date): Query => ({ 'created_at.gt': toUnix(new Date(since.getTime() - 1000)) });

/**
 * The vendor knows no "updated since". So the first catch-up reads some days again, for what was refunded or voided meanwhile; the
 * next ones only what came in, so that a reading never costs more than twice its list.
 */
export const reread = (days: number) => (since: Date, round: number) =>
  createdSince(round > 1 ? since : new Date(since.getTime() - days * DAY_MS));
