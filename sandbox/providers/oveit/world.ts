import { EVENTS, type SandboxEvent } from './catalogue.ts';
import { type EventStore, eventStore, type Ticket } from './event-store.ts';

/** The seller's events; an event's tickets are made when somebody first asks for them. */
export type World = {
  readonly events: readonly SandboxEvent[];
  /** By ID or by the short name; `undefined`: no such event. */
  store(eventId: string): EventStore | undefined;
  /** Every event, those that are always on first, then by start. */
  all(): EventStore[];
  /** Events somebody has asked for. */
  started(): EventStore[];
  /** A ticket that is not cancelled, by its code or the text of its chip. */
  find(text: string, by: 'code' | 'chip'): Ticket | undefined;
};

export function world(seed: number): World {
  const stores = new Map<number, EventStore>();
  const open = (event: SandboxEvent): EventStore => {
    const store = stores.get(event.id) ?? eventStore(event, seed);
    stores.set(event.id, store);
    return store;
  };
  const all = () => [...EVENTS].sort((one, other) => (one.startsAt ?? 0) - (other.startsAt ?? 0)).map(open);
  return {
    events: EVENTS,
    store(eventId) {
      const event = EVENTS.find(({ id, slug }) => String(id) === eventId || slug === eventId);
      return event && open(event);
    },
    all,
    started: () => [...stores.values()],
    find: (text, by) =>
      all()
        .map((store) => (by === 'code' ? store.findCode(text) : store.findChip(text)))
        .find((ticket) => ticket !== undefined && !ticket.store.isCancelled(ticket)),
  };
}
