import { z } from 'zod';
import { field, fieldTable } from '../field-table.ts';
import { raw, toDateTime, toJson } from '../raw-values.ts';

/** An event; settings of its shop are left out. */
export const RawEvent = z.object({
  _id: z.string().min(1),
  name: raw.text,
  start: raw.text,
  end: raw.text,
  timezone: raw.text,
  sellStart: raw.text,
  sellEnd: raw.text,
  locationName: raw.text,
  locationStreet: raw.text,
  locationPostal: raw.text,
  locationCity: raw.text,
  locationCountry: raw.text,
  eventType: raw.text,
  rootId: raw.text,
  sellerId: raw.text,
  maxAmount: z.number().nullish(),
  maxAmountPerOrder: z.number().nullish(),
  createdAt: raw.text,
  updatedAt: raw.text,
  tickets: raw.opaque,
  categories: raw.opaque,
  childEvents: raw.opaque,
  underShops: raw.opaque,
  url: raw.text,
  slogan: raw.text,
  description: raw.text,
});
export type RawEvent = z.infer<typeof RawEvent>;

export const eventTable = fieldTable<RawEvent>(
  [
    field('eventId', 'Event ID', 'text', 'none', 'The event.', (r) => r._id),
    field('eventName', 'Event', 'text', 'none', 'Name.', (r) => r.name),
    field('eventStart', 'Start', 'date-time', 'none', 'When it starts.', (r) => toDateTime('start', r.start)),
    field('eventEnd', 'End', 'date-time', 'none', 'When it ends.', (r) => toDateTime('end', r.end)),
    field('timeZone', 'Time zone', 'text', 'none', 'Where its clock stands.', (r) => r.timezone),
    field('sellStart', 'Sale from', 'date-time', 'none', 'When the sale starts.', (r) =>
      toDateTime('sellStart', r.sellStart),
    ),
    field('sellEnd', 'Sale until', 'date-time', 'none', 'When the sale ends.', (r) => toDateTime('sellEnd', r.sellEnd)),
    field('venue', 'Venue', 'text', 'none', 'Name of the venue.', (r) => r.locationName),
    field('venueStreet', 'Street', 'text', 'none', 'Where it is.', (r) => r.locationStreet),
    field('venuePostalCode', 'Postal code', 'text', 'none', 'Where it is.', (r) => r.locationPostal),
    field('venueCity', 'City', 'text', 'none', 'Where it is.', (r) => r.locationCity),
    field('venueCountry', 'Country', 'text', 'none', 'Where it is.', (r) => r.locationCountry),
    field('eventType', 'Kind', 'text', 'none', 'SINGLE, GROUP, RECURRENCE or ROOT.', (r) => r.eventType),
    field('rootId', 'Root event ID', 'text', 'none', 'The series it belongs to.', (r) => r.rootId),
    field('sellerId', 'Seller ID', 'text', 'none', 'Who sells it.', (r) => r.sellerId),
    field('capacity', 'Capacity', 'number', 'none', 'Most tickets that can be sold.', (r) => r.maxAmount),
    field('maxPerOrder', 'Most per order', 'number', 'none', 'Most tickets of one order.', (r) => r.maxAmountPerOrder),
    field('createdAt', 'Created', 'date-time', 'none', 'When it was set up.', (r) =>
      toDateTime('createdAt', r.createdAt),
    ),
    field('updatedAt', 'Updated', 'date-time', 'none', 'When it last changed.', (r) =>
      toDateTime('updatedAt', r.updatedAt),
    ),
    field('ticketTypes', 'Ticket types', 'json', 'none', 'Types with price and capacity.', (r) => toJson(r.tickets)),
    field('categories', 'Categories', 'json', 'none', 'Categories.', (r) => toJson(r.categories)),
    field('childEvents', 'Child events', 'json', 'none', 'Events of a group.', (r) => toJson(r.childEvents)),
    field('shops', 'Shops', 'json', 'none', 'Shops it is sold in.', (r) => toJson(r.underShops)),
    field('url', 'Page', 'text', 'none', 'Address of the page.', (r) => r.url),
    field('slogan', 'Slogan', 'text', 'none', 'Line under the name.', (r) => r.slogan),
    field('description', 'Description', 'text', 'none', 'Text for buyers.', (r) => r.description),
  ],
  ['eventId', 'eventName', 'eventStart', 'eventEnd', 'venue', 'venueCity', 'capacity', 'timeZone'],
);
