import type { EventStore, TicketRef } from './event-store.ts';
import type { TixngoSwitches } from './switches.ts';

/** Which tickets a list shows; times in milliseconds since 1970. */
export type TicketFilter = {
  excludeDeleted?: boolean | undefined;
  lastUpdatedSince?: number | undefined;
  lastUpdatedBefore?: number | undefined;
};

/** All matching tickets in the order of the day. */
export function listTickets(
  stores: readonly EventStore[],
  filter: TicketFilter,
  switches: TixngoSwitches,
): readonly TicketRef[] {
  const list = stores.flatMap((store) =>
    store.sequence.filter((index) => matches(store, index, filter, switches)).map((index) => ({ store, index })),
  );
  return switches.order === 'position' ? list : list.sort(byLatestChange);
}

function byLatestChange(one: TicketRef, other: TicketRef): number {
  return other.store.updatedAt(other.index) - one.store.updatedAt(one.index);
}

function matches(store: EventStore, index: number, filter: TicketFilter, switches: TixngoSwitches): boolean {
  if (filter.excludeDeleted && isDeleted(store, index, switches)) return false;
  const at = store.updatedAt(index);
  const { lastUpdatedSince: since, lastUpdatedBefore: before } = filter;
  if (since !== undefined && !(switches.sinceBound === 'inclusive' ? at >= since : at > since)) return false;
  return before === undefined || (switches.beforeBound === 'exclusive' ? at < before : at <= before);
}

/** Whether `excludeDeleted` and the statistics count the ticket as deleted. */
export function isDeleted(store: EventStore, index: number, { deletionPending }: TixngoSwitches): boolean {
  const life = store.life(index);
  return life.deletedAt !== null && (deletionPending === 'deleted' || !life.deletionPending);
}
