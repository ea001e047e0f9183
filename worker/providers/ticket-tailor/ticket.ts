import { z } from 'zod';
import { TICKET } from '../../../shared/shapes.ts';
import { field, fieldTable, inOurWords, shaped } from '../field-table.ts';
import { raw, toJson } from '../raw-values.ts';
import { amount, codeOf, CurrencyObject, fromUnix, toAmount, unixSeconds } from './values.ts';

/** A ticket as Ticket Tailor answers it. */
export const RawTicket = z.object({
  object: raw.text,
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
  listed_price: amount,
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
export type RawTicket = z.infer<typeof RawTicket>;

const wordOf = inOurWords({ valid: 'valid', void: 'cancelled', voided: 'cancelled' });

/** The vendor writes both "void" and "voided", and a voided ticket always has its time. */
export const statusOf = ({ status, voided_at }: RawTicket) => (voided_at ? 'cancelled' : wordOf(status));

const shape = shaped<RawTicket, typeof TICKET>(TICKET, {
  ticketId: (t) => t.id,
  status: statusOf,
  providerStatus: (t) => t.status,
  eventId: (t) => t.event_id,
  orderId: (t) => t.order_id,
  ticketType: (t) => t.description,
  ticketTypeId: (t) => t.ticket_type_id,
  ownerFirstName: (t) => t.first_name,
  ownerLastName: (t) => t.last_name,
  ownerName: (t) => t.full_name,
  ownerEmail: (t) => t.email,
  barcode: (t) => t.barcode,
  checkedIn: (t) => t.checked_in,
  price: (t) => toAmount('listed_price', t.listed_price, t.listed_currency),
  currency: (t) => codeOf(t.listed_currency),
  createdAt: (t) => fromUnix(t.created_at),
  updatedAt: (t) => fromUnix(t.updated_at),
});

/** Every field of a ticket. */
export const ticketTable = fieldTable<RawTicket>(
  [
    ...shape,
    field('eventSeriesId', 'Event series ID', 'text', 'none', 'The series of the event.', (t) => t.event_series_id),
    field('groupBarcode', 'Group barcode', 'text', 'secret', 'Lets a group in.', (t) => t.group_ticket_barcode),
    field('barcodeUrl', 'Barcode picture', 'text', 'secret', 'Address of the barcode.', (t) => t.barcode_url),
    field('qrCodeUrl', 'QR code picture', 'text', 'secret', 'Address of the QR code.', (t) => t.qr_code_url),
    field('voidedAt', 'Voided', 'date-time', 'none', 'When it was voided.', (t) => fromUnix(t.voided_at)),
    field('source', 'Source', 'text', 'none', 'Where it was issued: checkout, api …', (t) => t.source),
    field('reference', 'Reference', 'text', 'none', 'Your own reference.', (t) => t.reference),
    field('addOnId', 'Add-on ID', 'text', 'none', 'The add-on it stands for.', (t) => t.add_on_id),
    field('reservation', 'Reservation', 'json', 'none', 'Seat or table held for it.', (t) =>
      typeof t.reservation === 'string' ? t.reservation : toJson(t.reservation),
    ),
    field('answers', 'Answers', 'json', 'identity', 'Answers to your questions.', (t) => toJson(t.custom_questions)),
    field(
      'baseMultiplier',
      'Units',
      'integer',
      'none',
      'Smallest units in a whole one of the price.',
      (t) => t.listed_currency?.base_multiplier,
    ),
    field('object', 'Record', 'text', 'none', "Ticket Tailor's word for what this is.", (t) => t.object),
  ],
  ['eventId', 'orderId', 'createdAt'],
);
