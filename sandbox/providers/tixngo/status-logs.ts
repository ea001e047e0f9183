import type { EventStore } from './event-store.ts';
import type { Life } from './life.ts';
import { ownerId } from './ticket.ts';

/** One line of a ticket's history. */
export type StatusLog = {
  readonly logId: string;
  readonly ticketId: string;
  readonly eventId: string;
  readonly actionName: string;
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly fromOwnerId: string | null;
  readonly toOwnerId: string | null;
  readonly actor: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly actionDate: string;
};

/** A line before it is written out: sorting a million of these is cheap. */
export type LogRef = {
  readonly at: number;
  readonly store: EventStore;
  readonly index: number;
  readonly action: Action;
};

type Action = {
  readonly name: string;
  readonly at: (life: Life) => number | null;
  readonly from: string | null;
  readonly to: string | ((life: Life) => string);
  readonly actor: string;
};

const ACTIONS: readonly Action[] = [
  { name: 'Inject', at: (life) => life.injectedAt, from: null, to: 'NOT_DOWNLOADED', actor: 'ticketing-system' },
  { name: 'Download', at: (life) => life.downloadedAt, from: 'NOT_DOWNLOADED', to: 'DOWNLOADED', actor: 'device' },
  { name: 'Assign', at: (life) => life.assignedAt, from: 'DOWNLOADED', to: 'DOWNLOADED', actor: 'device' },
  { name: 'Activate', at: (life) => life.activatedAt, from: 'DOWNLOADED', to: 'DOWNLOADED', actor: 'device' },
  { name: 'Offer', at: (life) => life.transferPendingAt, from: 'DOWNLOADED', to: 'PENDING_TRANSFER', actor: 'device' },
  { name: 'Transfer', at: (life) => life.transferredAt, from: 'PENDING_TRANSFER', to: 'DOWNLOADED', actor: 'device' },
  { name: 'Keep', at: (life) => life.keptByOwnerAt, from: 'DOWNLOADED', to: 'DOWNLOADED', actor: 'device' },
  { name: 'Check', at: (life) => life.checkedAt, from: 'DOWNLOADED', to: 'DOWNLOADED', actor: 'gate' },
  { name: 'Control', at: (life) => life.controlledAt, from: 'DOWNLOADED', to: 'DOWNLOADED', actor: 'gate' },
  { name: 'Log off', at: (life) => life.loggedOffAt, from: 'DOWNLOADED', to: 'NOT_DOWNLOADED', actor: 'device' },
  {
    name: 'Delete',
    at: (life) => life.deletedAt,
    from: 'NOT_DOWNLOADED',
    to: (life) => (life.deletionPending ? 'DELETION_PENDING' : 'DELETED'),
    actor: 'back-office-user',
  },
];

/** The history of all tickets from a time (included) to another (excluded), oldest first. */
export function logRefsOf(stores: readonly EventStore[], from: number, to: number): LogRef[] {
  const refs: LogRef[] = [];
  for (const store of stores) {
    for (const index of store.sequence) {
      const life = store.life(index);
      for (const action of ACTIONS) {
        const at = action.at(life);
        if (at !== null && at >= from && at < to) refs.push({ at, store, index, action });
      }
    }
  }
  return refs.sort((one, other) => one.at - other.at || compare(logIdOf(one), logIdOf(other)));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Grows with nothing, but tells two lines of the same instant apart. */
export function logIdOf({ store, index, action }: LogRef): string {
  return store.dice.hex(index, `log ${action.name}`, 20);
}

export function statusLogOf(ref: LogRef): StatusLog {
  const { store, index, action, at } = ref;
  const life = store.life(index);
  const owner = ownerId(store.dice.whole(index, 'owner', 0, 60_000));
  const previous = ownerId(store.dice.whole(index, 'previous owner', 0, 60_000));
  const moved = action.name === 'Transfer';
  return {
    logId: logIdOf(ref),
    ticketId: store.ticketId(index),
    eventId: store.event.id,
    actionName: action.name,
    fromStatus: action.from,
    toStatus: typeof action.to === 'string' ? action.to : action.to(life),
    fromOwnerId: moved ? previous : owner,
    toOwnerId: moved ? owner : null,
    actor: action.actor,
    actionDate: new Date(at).toISOString(),
  };
}
