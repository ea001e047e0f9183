import type { Scope } from '../../../shared/api.ts';
import { eventsField, listOf } from '../scope-fields.ts';
import type { PlainFilters } from '../filters.ts';
import type { ProviderRequest, Query, Reach } from '../provider.ts';
import { toParameter } from './values.ts';

const EVENT = /^(?:https?:\/\/[^/\s]+\/events\/)?[0-9a-f]{32}$/;

export const eventField = eventsField('One or more events; empty: all events.');

/** Uids of the chosen events; an address stands for the uid at its end. */
export const eventsOf = ({ eventId }: Scope): string[] => (listOf(eventId) ?? []).map((event) => event.slice(-32));

/** Names the first event that can be none. */
export function eventMisfit({ eventId }: Scope): string | null {
  const wrong = (listOf(eventId) ?? []).find((event) => !EVENT.test(event));
  if (wrong === undefined) return null;
  return `Event: "${wrong.slice(0, 80)}" is no event of Paylogic. Choose one, or copy the 32 characters at the end of its address.`;
}

/** An event as a parameter: Paylogic wants its whole address. */
export function eventAddress(scope: Scope): Pick<ProviderRequest, 'addresses'> {
  const [event] = eventsOf(scope);
  return event === undefined ? {} : { addresses: { event: `/events/${event}` } };
}

/** Orders made before the run began: a list that nothing is added to while it is read. What is made meanwhile is caught up with. */
export const ordersBefore = (scope: Scope, now: Date): ProviderRequest => ({
  path: '/orders',
  query: { created_date__lt: toParameter(now) },
  ...eventAddress(scope),
});

/** Orders made since. The bound of the first reading is the run's beginning, which may lie before `since`. */
export const ordersSince = (since: Date, { now }: Pick<Reach, 'now'>): Query => ({
  created_date__gte: toParameter(since < now ? since : now),
  created_date__lt: undefined,
});

/** A range of the day an order was made, which never changes. */
export function ordersWithin(span: PlainFilters['created'], now: Date): Query {
  const to = span?.to === undefined || Date.parse(span.to) > now.getTime() ? undefined : span.to;
  return {
    ...(span?.from !== undefined && { created_date__gte: toParameter(new Date(span.from)) }),
    ...(to !== undefined && { created_date__lt: toParameter(new Date(Date.parse(to) + 999)) }),
  };
}
