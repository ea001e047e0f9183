import { EVENTS, type SandboxEvent } from './catalogue.ts';
import { type EventStore, eventStore, type Order, type TicketRef } from './event-store.ts';

/** The organizer's events; an event's orders are made when somebody first asks for them. */
export type World = {
  readonly events: readonly SandboxEvent[];
  /** By uid or by the short name; `undefined`: no such event. */
  store(eventId: string): EventStore | undefined;
  /** Every event in the order of the catalogue. */
  all(): EventStore[];
  /** Events somebody has asked for. */
  started(): EventStore[];
  findOrder(uid: string): Order | undefined;
  findTicket(uid: string): TicketRef | undefined;
};

export function world(seed: number): World {
  const stores = new Map<string, EventStore>();
  const open = (event: SandboxEvent): EventStore => {
    const store = stores.get(event.uid) ?? eventStore(event, seed);
    stores.set(event.uid, store);
    return store;
  };
  const find = <T>(look: (store: EventStore) => T | undefined): T | undefined => {
    for (const event of EVENTS) {
      const found = look(open(event));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    events: EVENTS,
    store(eventId) {
      const event = EVENTS.find(({ id, uid }) => id === eventId || uid === eventId);
      return event && open(event);
    },
    all: () => EVENTS.map(open),
    started: () => [...stores.values()],
    findOrder: (uid) => find((store) => store.findOrder(uid)),
    findTicket: (uid) => find((store) => store.findTicket(uid)),
  };
}
