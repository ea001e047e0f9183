import { EVENTS, major, type SandboxEvent, SELLER_ID, ticketTypesOf } from './catalogue.ts';
import { idOf } from './ids.ts';
import { iso, type Wire } from './wire.ts';
import type { EventStore } from './world.ts';

const CREATED = Date.UTC(2025, 0, 20, 10);
const CAPACITY = 25_000;

/** An event as it is sent. */
export function eventOf(store: EventStore): Wire {
  const { event } = store;
  const children = EVENTS.filter(({ rootId }) => rootId === event.id).map(({ id }) => id);
  return {
    _id: event.id,
    sellerId: SELLER_ID,
    name: event.name,
    slogan: '',
    description: '<p>An evening at the harbour.</p>',
    start: event.startsAt,
    end: event.endsAt,
    timezone: 'Europe/Berlin',
    sellStart: iso(Date.UTC(2025, 1, 3, 8)),
    sellEnd: event.startsAt,
    locationName: 'Harbour Hall',
    locationStreet: 'Hafenstraße 4',
    locationCity: 'Hamburg',
    locationPostal: '20457',
    locationCountry: 'DE',
    eventType: event.kind,
    rootId: event.rootId,
    childEvents: children,
    maxAmount: CAPACITY,
    maxAmountPerOrder: 6,
    categories: categoriesOf(store),
    tickets: typesOf(store),
    underShops: [],
    url: `harbour-hall-${event.id.slice(-2)}`,
    image: '',
    tags: [],
    extraFields: [],
    hideInListing: false,
    createdAt: iso(eventCreatedAt(event)),
    updatedAt: iso(eventUpdatedAt(event)),
  };
}

export function eventCreatedAt(event: SandboxEvent): number {
  return CREATED + EVENTS.indexOf(event) * 3_600_000;
}

export function eventUpdatedAt(event: SandboxEvent): number {
  return eventCreatedAt(event) + 86_400_000;
}

function categoriesOf(store: EventStore): Wire[] {
  return ticketTypesOf(store.event).map(({ category }, position) => ({
    _id: idOf(store, 'category', position),
    ref: idOf(store, 'category', position),
    name: category,
    amount: CAPACITY,
    listWithoutSeats: !store.event.seated,
  }));
}

/** Ticket types; how many were sold is not said. */
function typesOf(store: EventStore): Wire[] {
  return ticketTypesOf(store.event).map(({ name, price }, position) => ({
    _id: idOf(store, 'ticketType', position),
    name,
    description: '',
    price: major(store.event, price),
    amount: CAPACITY,
    active: true,
    posActive: true,
    categoryRef: idOf(store, 'category', position),
    taxRate: 0.19,
    sortingKey: position,
  }));
}
