import { EVENTS, type SandboxEvent } from './catalogue.ts';
import { type EventStore, eventStore } from './event-store.ts';

/** The organizer's events; an event's tickets are made when somebody first asks for them. */
export type World = {
  readonly events: readonly SandboxEvent[];
  /** `undefined`: no such event. */
  store(eventId: string): EventStore | undefined;
  /** Every event in the order of the catalogue. */
  all(): EventStore[];
  /** Events somebody has asked for. */
  started(): EventStore[];
};

export function world(seed: number): World {
  const stores = new Map<string, EventStore>();
  const open = (event: SandboxEvent): EventStore => {
    const store = stores.get(event.id) ?? eventStore(event, seed);
    stores.set(event.id, store);
    return store;
  };
  return {
    events: EVENTS,
    store(eventId) {
      const event = EVENTS.find(({ id }) => id === eventId);
      return event && open(event);
    },
    all: () => EVENTS.map(open),
    started: () => [...stores.values()],
  };
}
