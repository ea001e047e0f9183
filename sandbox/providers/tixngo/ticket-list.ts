import type { EventStore, TicketRef } from './event-store.ts';
import type { TixngoSwitches } from './switches.ts';

/** Which tickets a list shows; times in milliseconds since 1970. */
export type TicketFilter = {
  excludeDeleted?: boolean | undefined;
  lastUpdatedSince?: number | undefined;
  lastUpdatedBefore?: number | undefined;
};

/** The matching tickets of the moment: how many, and any part of them. */
export type TicketList = { readonly total: number; part(from: number, to: number): TicketRef[] };

/** All matching tickets in the order of the day. */
export function listTickets(stores: readonly EventStore[], filter: TicketFilter, switches: TixngoSwitches): TicketList {
  const runs = stores.map((store) => ({ store, indexes: matching(store, filter, switches) }));
  const total = runs.reduce((sum, { indexes }) => sum + indexes.length, 0);
  if (switches.order === 'position') return { total, part: (from, to) => partOf(runs, from, to) };
  const sorted = partOf(runs, 0, total).sort(byLatestChange);
  return { total, part: (from, to) => sorted.slice(from, to) };
}

type Run = { readonly store: EventStore; readonly indexes: readonly number[] };

function partOf(runs: readonly Run[], from: number, to: number): TicketRef[] {
  let before = 0;
  return runs.flatMap(({ store, indexes }) => {
    const part = indexes.slice(Math.max(from - before, 0), Math.max(to - before, 0));
    before += indexes.length;
    return part.map((index) => ({ store, index }));
  });
}

function byLatestChange(one: TicketRef, other: TicketRef): number {
  return other.store.updatedAt(other.index) - one.store.updatedAt(one.index);
}

function matching(store: EventStore, filter: TicketFilter, switches: TixngoSwitches): readonly number[] {
  const isUnfiltered =
    !filter.excludeDeleted && filter.lastUpdatedSince === undefined && filter.lastUpdatedBefore === undefined;
  return isUnfiltered ? store.sequence : store.sequence.filter((index) => matches(store, index, filter, switches));
}

function matches(store: EventStore, index: number, filter: TicketFilter, switches: TixngoSwitches): boolean {
  if (filter.excludeDeleted && isDeleted(store, index, switches)) return false;
  const at = store.updatedAt(index);
  const { lastUpdatedSince: since, lastUpdatedBefore: before } = filter;
  if (since !== undefined && !(switches.sinceBound === 'inclusive' ? at >= since : at > since)) return false;
  return before === undefined || (switches.beforeBound === 'exclusive' ? at < before : at <= before);
}

/** Whether `excludeDeleted`, the statistics and the truth take the ticket for deleted. */
export function isDeleted(store: EventStore, index: number, { deletionPending }: TixngoSwitches): boolean {
  const life = store.life(index);
  return life.deletedAt !== null && (deletionPending === 'deleted' || !life.deletionPending);
}
