import { z } from 'zod';
import { EVENT } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { raw, toDateTime, toJson } from '../raw-values.ts';

/** An event; settings of its shop pages are left out. */
export const RawEvent = z.object({
  _id: z.string().min(1),
  sellerId: raw.text,
  name: raw.text,
  slogan: raw.text,
  description: raw.text,
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
  childEvents: raw.opaque,
  maxAmount: raw.count,
  maxAmountPerOrder: raw.count,
  tickets: raw.opaque,
  categories: raw.opaque,
  underShops: raw.opaque,
  url: raw.text,
  image: raw.text,
  tags: raw.opaque,
  extraFields: raw.opaque,
  hideInListing: raw.flag,
  createdAt: raw.text,
  updatedAt: raw.text,
});
export type RawEvent = z.infer<typeof RawEvent>;

type Get<Value> = (event: RawEvent) => Value | null | undefined;

const text = (id: string, title: string, about: string, get: Get<string>) =>
  field<RawEvent>(id, title, 'text', 'none', about, get);

const json = (id: string, title: string, about: string, get: Get<unknown>) =>
  field<RawEvent>(id, title, 'json', 'none', about, (event) => toJson(get(event)));

const shared = shaped<RawEvent, typeof EVENT>(EVENT, {
  eventId: (r) => r._id,
  eventName: (r) => r.name,
  eventStart: (r) => toDateTime('start', r.start),
  eventEnd: (r) => toDateTime('end', r.end),
  timeZone: (r) => r.timezone,
  venue: (r) => r.locationName,
  venueCity: (r) => r.locationCity,
  venuePostalCode: (r) => r.locationPostal,
  venueCountry: (r) => r.locationCountry,
  saleStart: (r) => toDateTime('sellStart', r.sellStart),
  saleEnd: (r) => toDateTime('sellEnd', r.sellEnd),
  capacity: (r) => r.maxAmount,
  createdAt: (r) => toDateTime('createdAt', r.createdAt),
  updatedAt: (r) => toDateTime('updatedAt', r.updatedAt),
});

const own = [
  text('venueStreet', 'Street', 'Street of the venue.', (r) => r.locationStreet),
  text('eventType', 'Kind', 'SINGLE, GROUP, RECURRENCE or ROOT.', (r) => r.eventType),
  text('rootId', 'Series ID', 'The series it belongs to.', (r) => r.rootId),
  json('childEvents', 'Child events', 'Occurrences of a series.', (r) => r.childEvents),
  field<RawEvent>(
    'maxPerOrder',
    'Most per order',
    'integer',
    'none',
    'Most tickets of one transaction.',
    (r) => r.maxAmountPerOrder,
  ),
  json('ticketTypes', 'Ticket types', 'Types with price and capacity.', (r) => r.tickets),
  json('categories', 'Categories', 'Price categories.', (r) => r.categories),
  json('shops', 'Shops', 'Shops within the shop.', (r) => r.underShops),
  field<RawEvent>('hidden', 'Hidden', 'boolean', 'none', 'Not shown in lists of events.', (r) => r.hideInListing),
  text('url', 'Page', "Last part of the page's address.", (r) => r.url),
  text('image', 'Picture', 'Address of the picture.', (r) => r.image),
  text('slogan', 'Slogan', 'Words below the name.', (r) => r.slogan),
  text('description', 'Description', 'Text for buyers, with markup.', (r) => r.description),
  json('tags', 'Tags', 'Tags.', (r) => r.tags),
  json('buyerFields', 'Fields asked for', 'What the shop asks buyers.', (r) => r.extraFields),
  text('sellerId', 'Seller ID', 'Who sells it.', (r) => r.sellerId),
];

/** Every field of an event. */
export const eventTable = fieldTable<RawEvent>([...shared, ...own]);
