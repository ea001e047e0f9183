import { z } from 'zod';
import type { ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { EVENT } from '../../../shared/shapes.ts';
import { field, fieldTable, inOurWords, shaped } from '../field-table.ts';
import { raw, toJson } from '../raw-values.ts';
import {
  amount,
  DateObject,
  fromDateObject,
  fromUnix,
  Original,
  toAmount,
  unixSeconds,
  withOriginal,
} from './values.ts';

const Event = z.object({
  original: Original,
  object: raw.text,
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
  revenue: amount,
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

/** An event (one occurrence) as Ticket Tailor answers it; through its series it has been seen without name and status. */
export const RawEvent = withOriginal.pipe(Event);
type RawEvent = z.infer<typeof RawEvent>;

const statusOf = inOurWords({ published: 'published', draft: 'draft', sales_closed: 'closed' });

const shape = shaped<RawEvent, typeof EVENT>(EVENT, {
  eventId: (e) => e.id,
  eventName: (e) => e.name,
  status: (e) => statusOf(e.status),
  providerStatus: (e) => e.status,
  eventStart: (e) => fromDateObject(e.start),
  eventEnd: (e) => fromDateObject(e.end),
  timeZone: (e) => e.timezone,
  venue: (e) => e.venue?.name,
  venuePostalCode: (e) => e.venue?.postal_code,
  venueCountry: (e) => e.venue?.country,
  issuedTickets: (e) => e.total_issued_tickets,
  orders: (e) => e.total_orders,
  // An event names its currency as a bare code, without the units in a whole one.
  revenue: (e) => toAmount('revenue', e.revenue, { code: e.currency }),
  currency: (e) => e.currency?.toUpperCase(),
  createdAt: (e) => fromUnix(e.created_at),
});

type Get = (event: RawEvent) => Value | undefined;
const own = (type: ColumnType) => (id: string, title: string, about: string, get: Get) =>
  field<RawEvent>(id, title, type, 'none', about, get);
const text = own('text');
const flag = own('boolean');
const json = own('json');

/** Every field of an event. */
export const eventTable = fieldTable<RawEvent>(
  [
    ...shape,
    text('eventSeriesId', 'Event series ID', 'The series it belongs to.', (e) => e.event_series_id),
    json('startDetails', 'Start, in detail', 'Day and time there, and the offset.', (e) => toJson(e.original['start'])),
    json('endDetails', 'End, in detail', 'Day and time there, and the offset.', (e) => toJson(e.original['end'])),
    flag('online', 'Online', 'Takes place online.', (e) => e.online_event),
    flag('private', 'Private', 'Not listed.', (e) => e.private),
    flag('hidden', 'Hidden', 'Hidden from the page.', (e) => e.hidden),
    flag('unavailable', 'Unavailable', 'Cannot be booked.', (e) => e.unavailable),
    flag('ticketsAvailable', 'Tickets available', 'Tickets are left.', (e) => e.tickets_available),
    text('description', 'Description', 'Text for buyers.', (e) => e.description),
    text('callToAction', 'Button', 'Text on the button.', (e) => e.call_to_action),
    field(
      'accessCode',
      'Access code',
      'text',
      'secret',
      'Opens the page for buyers who have it.',
      (e) => e.access_code,
    ),
    text('url', 'Page', 'Address of the page.', (e) => e.url),
    text('checkoutUrl', 'Checkout', 'Address of the checkout.', (e) => e.checkout_url),
    text('chk', 'Check', 'As Ticket Tailor sends it.', (e) => e.chk),
    text('headerImage', 'Header picture', 'Address.', (e) => e.images?.header),
    text('thumbnail', 'Small picture', 'Address.', (e) => e.images?.thumbnail),
    field(
      'ticketTypeDetails',
      'Ticket type details',
      'json',
      'secret',
      'Types with prices, quantities and access codes.',
      (e) => toJson(e.ticket_types),
    ),
    json('ticketGroups', 'Ticket groups', 'How types are grouped.', (e) => toJson(e.ticket_groups)),
    json('paymentMethods', 'Payment methods', 'What buyers can pay with.', (e) => toJson(e.payment_methods)),
    json('bundles', 'Bundles', 'What is sold together.', (e) => toJson(e.bundles)),
    json('voucherIds', 'Vouchers', 'Vouchers that apply.', (e) => toJson(e.voucher_ids)),
    text('object', 'Record', "Ticket Tailor's word for what this is.", (e) => e.object),
  ],
  ['revenue', 'currency'],
);
