import { z } from 'zod';
import type { ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { field, fieldTable } from '../field-table.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toJson } from '../raw-values.ts';
import { moment, text } from '../scope-fields.ts';
import { byLastRow, listOf, only, startRange } from './lists.ts';
import { DateObject, fromDateObject, fromUnix, toAmount, unixSeconds } from './values.ts';

const RawEvent = z.object({
  id: z.string().min(1),
  access_code: raw.text,
  bundles: raw.opaque,
  call_to_action: raw.text,
  checkout_url: raw.text,
  chk: raw.text,
  created_at: unixSeconds,
  currency: raw.text,
  description: raw.text,
  end: DateObject,
  event_series_id: raw.text,
  hidden: raw.flag,
  images: z.object({ header: raw.text, thumbnail: raw.text }).nullish(),
  name: raw.text,
  online_event: raw.flag,
  payment_methods: raw.opaque,
  private: raw.flag,
  revenue: z.number().int().nullish(),
  start: DateObject,
  status: raw.text,
  ticket_groups: raw.opaque,
  ticket_types: raw.opaque,
  tickets_available: raw.flag,
  timezone: raw.text,
  total_issued_tickets: raw.count,
  total_orders: raw.count,
  unavailable: raw.flag,
  url: raw.text,
  venue: z.object({ name: raw.text, postal_code: raw.text, country: raw.text }).nullish(),
  voucher_ids: raw.opaque,
});
type RawEvent = z.infer<typeof RawEvent>;

type Get = (event: RawEvent) => Value | undefined;
const column = (id: string, title: string, type: ColumnType, about: string, get: Get) =>
  field<RawEvent>(id, title, type, 'none', about, get);

const { columns, normalise } = fieldTable<RawEvent>(
  [
    column('eventId', 'Event ID', 'text', 'The event; one occurrence.', (e) => e.id),
    column('eventSeriesId', 'Event series ID', 'text', 'The series it belongs to.', (e) => e.event_series_id),
    column('eventName', 'Event', 'text', 'Name.', (e) => e.name),
    column('status', 'Status', 'text', 'published, draft, sales_closed …', (e) => e.status),
    column('eventStart', 'Start', 'date-time', 'When it starts.', (e) => fromDateObject(e.start)),
    column('eventEnd', 'End', 'date-time', 'When it ends.', (e) => fromDateObject(e.end)),
    column('timeZone', 'Time zone', 'text', 'Where its clock stands.', (e) => e.timezone),
    column('issuedTickets', 'Tickets', 'integer', 'Tickets issued.', (e) => e.total_issued_tickets),
    column('orders', 'Orders', 'integer', 'Orders placed.', (e) => e.total_orders),
    column('revenue', 'Revenue', 'money', 'Money taken.', (e) =>
      toAmount('revenue', e.revenue, e.currency ? { code: e.currency } : null),
    ),
    column('currency', 'Currency', 'text', 'ISO 4217.', (e) => e.currency?.toUpperCase()),
    column('venue', 'Venue', 'text', 'Name of the venue.', (e) => e.venue?.name),
    column('venuePostalCode', 'Venue postal code', 'text', 'Where it is.', (e) => e.venue?.postal_code),
    column('venueCountry', 'Venue country', 'text', 'Where it is.', (e) => e.venue?.country),
    column('online', 'Online', 'boolean', 'Takes place online.', (e) => e.online_event),
    column('private', 'Private', 'boolean', 'Not listed.', (e) => e.private),
    column('hidden', 'Hidden', 'boolean', 'Hidden from the page.', (e) => e.hidden),
    column('unavailable', 'Unavailable', 'boolean', 'Cannot be booked.', (e) => e.unavailable),
    column('ticketsAvailable', 'Tickets available', 'boolean', 'Tickets are left.', (e) => e.tickets_available),
    column('createdAt', 'Created', 'date-time', 'When it was set up.', (e) => fromUnix(e.created_at)),
    column('description', 'Description', 'text', 'Text for buyers.', (e) => e.description),
    column('callToAction', 'Button', 'text', 'Text on the button.', (e) => e.call_to_action),
    column('accessCode', 'Access code', 'text', 'Code for buyers.', (e) => e.access_code),
    column('url', 'Page', 'text', 'Address of the page.', (e) => e.url),
    column('checkoutUrl', 'Checkout', 'text', 'Address of the checkout.', (e) => e.checkout_url),
    column('chk', 'Check', 'text', 'As the provider sends it.', (e) => e.chk),
    column('headerImage', 'Header picture', 'text', 'Address.', (e) => e.images?.header),
    column('thumbnail', 'Small picture', 'text', 'Address.', (e) => e.images?.thumbnail),
    column('ticketTypes', 'Ticket types', 'json', 'Types with prices and quantities.', (e) => toJson(e.ticket_types)),
    column('ticketGroups', 'Ticket groups', 'json', 'How types are grouped.', (e) => toJson(e.ticket_groups)),
    column('paymentMethods', 'Payment methods', 'json', 'What buyers can pay with.', (e) => toJson(e.payment_methods)),
    column('bundles', 'Bundles', 'json', 'Bundles.', (e) => toJson(e.bundles)),
    column('voucherIds', 'Vouchers', 'json', 'Vouchers that apply.', (e) => toJson(e.voucher_ids)),
  ],
  ['eventId', 'eventName', 'status', 'eventStart', 'issuedTickets', 'orders', 'revenue', 'currency', 'venue'],
);

/** Events (occurrences), with what was sold. */
export const events = (): Dataset =>
  dataset({
    id: 'events',
    title: 'Events',
    description: 'Events with dates, venue, ticket types and how much was sold.',
    scope: [
      text('status', 'Status', 'One or more of published, draft, sales_closed, separated by commas.'),
      moment('startsFrom', 'Starts from', 'Only events that start from here …'),
      moment('startsTo', 'Starts until', '… until here.'),
    ],
    columns,
    paging: byLastRow(),
    misfit: () => null,
    request: (scope) => ({ path: '/events', query: { ...only({ status: scope['status'] }), ...startRange(scope) } }),
    list: listOf,
    raw: RawEvent,
    key: ({ id }) => id,
    keep: () => true,
    normalise,
  });
