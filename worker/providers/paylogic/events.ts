import { z } from 'zod';
import type { ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { EVENT } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { nextLink } from '../link-paging.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toDateTime, toJson } from '../raw-values.ts';
import { instantOf, moment, text } from '../scope-fields.ts';
import { hrefOf, Links, pageOf } from './hal.ts';
import { byUid } from './lookups.ts';
import { languageField, sayIn, Texts, toParameter, type Say } from './values.ts';

const RawEvent = z.object({
  uid: z.string().min(1),
  title: Texts,
  subtitle: Texts,
  event_start: raw.text,
  event_end: raw.text,
  sale_start: raw.text,
  sale_end: raw.text,
  location: z
    .object({
      name: raw.text,
      postal_code: raw.text,
      country: raw.text,
      city: raw.text,
      latitude: z.number().nullish(),
      longitude: z.number().nullish(),
    })
    .nullish(),
  image: raw.text,
  merchant: z.looseObject({ uid: raw.text, name: raw.text }).nullish(),
  _links: Links,
});
type RawEvent = z.infer<typeof RawEvent>;
type View = { readonly event: RawEvent; readonly say: Say };

type Moment = 'event_start' | 'event_end' | 'sale_start' | 'sale_end';
const at =
  (name: Moment) =>
  ({ event }: View) =>
    toDateTime(name, event[name]);
const column = (id: string, title: string, type: ColumnType, about: string, get: (view: View) => Value | undefined) =>
  field<View>(id, title, type, 'none', about, get);

const { columns, normalise } = fieldTable<View>([
  ...shaped<View, typeof EVENT>(EVENT, {
    eventId: ({ event }) => event.uid,
    eventName: ({ event, say }) => say(event.title),
    eventStart: at('event_start'),
    eventEnd: at('event_end'),
    venue: ({ event }) => event.location?.name,
    venueCity: ({ event }) => event.location?.city,
    venuePostalCode: ({ event }) => event.location?.postal_code,
    venueCountry: ({ event }) => event.location?.country,
    saleStart: at('sale_start'),
    saleEnd: at('sale_end'),
  }),
  column('subtitle', 'Subtitle', 'text', 'Second line of the name.', ({ event, say }) => say(event.subtitle)),
  column('titles', 'Names', 'json', 'The name in every language.', ({ event }) => toJson(event.title)),
  column('venueLatitude', 'Venue latitude', 'number', 'In degrees.', ({ event }) => event.location?.latitude),
  column('venueLongitude', 'Venue longitude', 'number', 'In degrees.', ({ event }) => event.location?.longitude),
  column('merchantId', 'Seller ID', 'text', 'Who sells it.', ({ event }) => event.merchant?.uid),
  column('merchant', 'Seller', 'text', 'Who sells it.', ({ event }) => event.merchant?.name),
  column('image', 'Picture', 'text', 'Address of its picture.', ({ event }) => event.image),
  column('link', 'Address', 'text', 'Address of the event; reports take it for the event too.', ({ event }) =>
    hrefOf(event._links, 'self'),
  ),
]);

/** Without a sale date Paylogic shows only what is on sale now; nothing lies outside of these. */
const ALWAYS = { from: '2000-01-01', to: '2100-01-01' };
const parameterOf = (value: string | undefined): string | undefined => {
  const instant = instantOf(value);
  return instant === undefined ? undefined : toParameter(new Date(instant));
};

const FILTERS: Readonly<Record<string, string>> = {
  title: 'title',
  artist: 'artist',
  merchant: 'merchant_name',
  venue: 'location.name',
  city: 'location.city',
  country: 'location.country',
};

const scope = [
  moment('saleFrom', 'On sale from', 'Only events whose sale ends here or later …'),
  moment('saleTo', 'On sale until', '… and begins here or earlier. Both empty: all events, those that are over too.'),
  moment('startsFrom', 'Starts from', 'Only events that start from here …'),
  moment('startsTo', 'Starts until', '… until here.'),
  text('title', 'Name', 'Exactly this name, in any language.'),
  text('artist', 'Artist', 'Exactly this artist.'),
  text('merchant', 'Seller', 'Exactly this seller.'),
  text('venue', 'Venue', 'Exactly this venue.'),
  text('city', 'City', 'Exactly this city.'),
  text('country', 'Country', 'Exactly this country, such as NL.'),
  languageField,
];

/** Events, those that are over too. */
export const events = (): Dataset =>
  dataset({
    id: 'events',
    title: 'Events',
    description: 'Events with dates, venue and the time they are on sale.',
    cannotTell: ['How many tickets an event has, or how many were sold.', 'Whether an event was cancelled.'],
    scope,
    columns,
    paging: nextLink,
    misfit: ({ startsFrom, startsTo }) =>
      startsFrom && startsTo && (instantOf(startsFrom) ?? '') > (instantOf(startsTo) ?? '')
        ? 'Starts until: must not be earlier than "from".'
        : null,
    request: (asked) => ({
      path: '/events',
      query: {
        ...Object.fromEntries(Object.entries(FILTERS).map(([id, name]) => [name, asked[id]?.trim() || undefined])),
        sale_end__gte: parameterOf(asked['saleFrom'] || ALWAYS.from),
        sale_start__lte: parameterOf(asked['saleTo'] || ALWAYS.to),
        event_start__gte: parameterOf(asked['startsFrom']),
        event_start__lte: parameterOf(asked['startsTo']),
      },
    }),
    list: (body) => pageOf(body, 'shop:event'),
    lookups: [byUid('event', 'Event IDs', 'IDs (uid) of events.', '/events')],
    raw: RawEvent,
    key: ({ uid }) => uid,
    normalise: (event, { scope }) => normalise({ event, say: sayIn(scope['language']) }),
  });
