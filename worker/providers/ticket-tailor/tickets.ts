import { z } from 'zod';
import { field, fieldTable } from '../field-table.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toJson, toText } from '../raw-values.ts';
import { createdFields, text } from '../scope-fields.ts';
import { byLastRow, createdRange, createdSince, eventField, listOf, only } from './lists.ts';
import { CurrencyObject, fromUnix, toAmount, unixSeconds } from './values.ts';

const RawTicket = z.object({
  id: z.string().min(1),
  add_on_id: raw.text,
  barcode: raw.text,
  barcode_url: raw.text,
  checked_in: raw.flag,
  created_at: unixSeconds,
  custom_questions: raw.opaque,
  description: raw.text,
  email: raw.text,
  event_id: raw.text,
  event_series_id: raw.text,
  first_name: raw.text,
  full_name: raw.text,
  group_ticket_barcode: raw.text,
  last_name: raw.text,
  listed_currency: CurrencyObject,
  listed_price: z.number().int().nullish(),
  order_id: raw.text,
  qr_code_url: raw.text,
  reference: raw.text,
  reservation: raw.opaque,
  source: raw.text,
  status: raw.text,
  ticket_type_id: raw.text,
  updated_at: unixSeconds,
  voided_at: unixSeconds,
});
type RawTicket = z.infer<typeof RawTicket>;

/** The vendor writes both "void" and "voided", and a voided ticket always has its time. */
function statusOf({ status, voided_at }: RawTicket): string | null {
  if (voided_at || status === 'void' || status === 'voided') return 'deleted';
  return status === 'valid' ? 'valid' : toText(status) && 'other';
}

const { columns, normalise } = fieldTable<RawTicket>(
  [
    field('ticketId', 'Ticket ID', 'text', 'none', 'The issued ticket.', ({ id }) => id),
    field('status', 'Status', 'text', 'none', 'valid, deleted (voided) or other.', statusOf),
    field('providerStatus', 'Ticket Tailor status', 'text', 'none', "The provider's word.", (t) => toText(t.status)),
    field('eventId', 'Event ID', 'text', 'none', 'The event it lets into.', (t) => toText(t.event_id)),
    field('eventSeriesId', 'Event series ID', 'text', 'none', 'The series of the event.', (t) =>
      toText(t.event_series_id),
    ),
    field('orderId', 'Order ID', 'text', 'none', 'The order it was sold with.', (t) => toText(t.order_id)),
    field('ticketType', 'Ticket type', 'text', 'none', 'Name of the ticket type.', (t) => toText(t.description)),
    field('ticketTypeId', 'Ticket type ID', 'text', 'none', 'The ticket type.', (t) => toText(t.ticket_type_id)),
    field('ownerFirstName', 'First name', 'text', 'identity', 'First name on the ticket.', (t) => toText(t.first_name)),
    field('ownerLastName', 'Last name', 'text', 'identity', 'Last name on the ticket.', (t) => toText(t.last_name)),
    field('ownerName', 'Name', 'text', 'identity', 'Full name on the ticket.', (t) => toText(t.full_name)),
    field('ownerEmail', 'E-mail', 'text', 'contact', 'E-mail address on the ticket.', (t) => toText(t.email)),
    field('barcode', 'Barcode', 'text', 'secret', 'Opens the gate: treat it like a password.', (t) =>
      toText(t.barcode),
    ),
    field('groupBarcode', 'Group barcode', 'text', 'secret', 'Opens the gate for a group.', (t) =>
      toText(t.group_ticket_barcode),
    ),
    field('barcodeUrl', 'Barcode picture', 'text', 'secret', 'Address of the barcode.', (t) => toText(t.barcode_url)),
    field('qrCodeUrl', 'QR code picture', 'text', 'secret', 'Address of the QR code.', (t) => toText(t.qr_code_url)),
    field(
      'checkedIn',
      'Checked in',
      'boolean',
      'none',
      'Was scanned in; when is in the check-ins.',
      (t) => t.checked_in ?? null,
    ),
    field('price', 'Listed price', 'money', 'none', 'Price of the ticket type, not what was paid.', (t) =>
      toAmount('listed_price', t.listed_price, t.listed_currency),
    ),
    field('currency', 'Currency', 'text', 'none', 'Currency of the price (ISO 4217).', (t) =>
      toText(t.listed_currency?.code.toUpperCase()),
    ),
    field('createdAt', 'Created', 'date-time', 'none', 'When it was issued.', (t) => fromUnix(t.created_at)),
    field('updatedAt', 'Updated', 'date-time', 'none', 'When it last changed.', (t) => fromUnix(t.updated_at)),
    field('voidedAt', 'Voided', 'date-time', 'none', 'When it was voided.', (t) => fromUnix(t.voided_at)),
    field('source', 'Source', 'text', 'none', 'Where it was issued: checkout, api …', (t) => toText(t.source)),
    field('reference', 'Reference', 'text', 'none', 'Your own reference.', (t) => toText(t.reference)),
    field('addOnId', 'Add-on ID', 'text', 'none', 'The add-on it stands for.', (t) => toText(t.add_on_id)),
    field('reservation', 'Reservation', 'json', 'none', 'Seat or reservation.', (t) =>
      typeof t.reservation === 'string' ? toText(t.reservation) : toJson(t.reservation),
    ),
    field('answers', 'Answers', 'json', 'identity', 'Answers to your questions.', (t) => toJson(t.custom_questions)),
  ],
  [
    'ticketId',
    'status',
    'eventId',
    'orderId',
    'ticketType',
    'ownerFirstName',
    'ownerLastName',
    'ownerEmail',
    'checkedIn',
    'price',
    'createdAt',
  ],
);

/** Issued tickets, voided ones left out unless asked for. */
export const tickets = (): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'Issued tickets of one event or of all, with their holders and whether they were checked in.',
    scope: [
      eventField,
      text('eventSeriesId', 'Event series', 'ID of one series.'),
      text('orderId', 'Order', 'Tickets of one order.'),
      {
        id: 'includeDeleted',
        title: 'Include voided',
        kind: 'flag',
        required: false,
        help: 'Bring in voided tickets too.',
      },
      ...createdFields,
    ],
    columns,
    paging: byLastRow(),
    misfit: () => null,
    request: (scope) => ({
      path: '/issued_tickets',
      query: {
        ...only({ event_id: scope['eventId'], event_series_id: scope['eventSeriesId'], order_id: scope['orderId'] }),
        ...createdRange(scope),
      },
    }),
    updatedSince: createdSince,
    list: listOf,
    raw: RawTicket,
    key: ({ id }) => id,
    keep: (ticket, scope) => scope['includeDeleted'] === 'true' || statusOf(ticket) !== 'deleted',
    normalise,
  });
