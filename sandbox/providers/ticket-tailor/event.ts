import { amountsOf } from './amounts.ts';
import {
  blockOf,
  BOX_OFFICE,
  EVENTS,
  SERIES,
  type SandboxEvent,
  type Series,
  ticketTypeId,
  ticketTypesOf,
  TIMEZONE,
} from './catalogue.ts';
import { dateObject } from './date-object.ts';
import { unix, type Wire, word } from './wire.ts';
import type { EventStore } from './world.ts';

const CREATED = Date.UTC(2025, 0, 20, 10);
const VENUE = { name: 'Harbour Hall', postal_code: '20457', country: 'DE' } as const;

/** An event as it is sent. */
export function eventOf(store: EventStore): Wire {
  const { event } = store;
  const url = `https://example.org/events/harbour-hall/${event.id}`;
  return {
    object: 'event',
    id: event.id,
    access_code: event.status === 'draft' ? 'SOUFFLEUR' : null,
    bundles: [],
    call_to_action: 'Buy tickets',
    checkout_url: `${url}/book`,
    chk: String(blockOf(event) % 9973).padStart(4, '0'),
    created_at: eventCreatedAt(event),
    currency: event.currency,
    description: `<p>${event.name}</p>`,
    start: dateObject(Date.parse(event.startsAt)),
    end: dateObject(Date.parse(event.endsAt)),
    event_series_id: event.seriesId,
    hidden: word(event.status === 'draft'),
    images: { header: 'https://example.org/images/header.jpg', thumbnail: 'https://example.org/images/thumbnail.jpg' },
    name: event.name,
    online_event: word(false),
    payment_methods: [
      { external_id: null, id: 'pm_0', type: 'offline', name: 'Bank transfer', instructions: 'Pay within 14 days.' },
    ],
    private: word(event.status === 'draft'),
    status: event.status,
    ...ticketsOf(store),
    timezone: TIMEZONE,
    ...countsOf(store),
    unavailable: word(event.status === 'sales_closed'),
    url,
    venue: VENUE,
    voucher_ids: event.status === 'published' ? ['vo_1'] : [],
  };
}

export function eventCreatedAt(event: SandboxEvent): number {
  return unix(CREATED) + EVENTS.indexOf(event) * 3600;
}

function ticketsOf({ event, book }: EventStore): Wire {
  const types = ticketTypesOf(event);
  const group = `tg_${blockOf(event) + 1}`;
  const isOnSale = event.status === 'published';
  const ids = types.map((_, position) => ticketTypeId(event, position));
  return {
    tickets_available: word(isOnSale),
    ticket_groups: [{ id: group, max_per_order: 6, name: 'Tickets', sort_order: 0, ticket_ids: ids }],
    ticket_types: types.map(({ name, price, bookingFee }, position) => ({
      object: 'ticket_type',
      id: ids[position],
      access_code: event.status === 'draft' ? 'SOUFFLEUR' : null,
      booking_fee: bookingFee,
      description: position === 0 ? 'Numbered seats' : null,
      group_id: group,
      has_overrides: word(false),
      max_per_order: 6,
      min_per_order: 1,
      name,
      price,
      quantity: 10_000,
      quantity_held: position,
      quantity_issued: Math.floor(book.ticketCount() / types.length),
      quantity_total: 10_000,
      sort_order: position,
      status: isOnSale ? 'on_sale' : 'hidden',
      type: price === 0 ? 'free' : 'paid',
    })),
  };
}

const counted = new WeakMap<EventStore, { version: number; counts: Wire }>();

/** Remembered until something changes, since a list of events asks for all of them. */
function countsOf(store: EventStore): Wire {
  const known = counted.get(store);
  if (known?.version === store.book.version()) return known.counts;
  let revenue = 0;
  for (let order = 0; order < store.book.orderCount(); order += 1) {
    const { total, refunded } = amountsOf(store, order);
    if (store.book.order(order).state === 'complete') revenue += total - refunded;
  }
  const counts = { total_issued_tickets: store.book.ticketCount(), total_orders: store.book.orderCount(), revenue };
  counted.set(store, { version: store.book.version(), counts });
  return counts;
}

/** An event as its series shows it: without what the series says itself. */
export function bareEventOf(store: EventStore): Wire {
  const { name: _name, status: _status, ...rest } = eventOf(store);
  return rest;
}

/** A series as it is sent. */
export function seriesOf(series: Series): Wire {
  const events = EVENTS.filter(({ seriesId }) => seriesId === series.id);
  return {
    object: 'event_series',
    id: series.id,
    created_at: unix(CREATED) + SERIES.indexOf(series) * 3600,
    currency: events[0]?.currency ?? BOX_OFFICE.currency.code,
    description: series.description,
    name: series.name,
    status: events.some(({ status }) => status === 'published') ? 'published' : 'draft',
    timezone: TIMEZONE,
    total_events: events.length,
    url: `https://example.org/events/harbour-hall/${series.id}`,
    venue: VENUE,
  };
}
