import type { ColumnType, PersonalClass } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { ORDER } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { toJson } from '../raw-values.ts';
import { eventOf, feesOf, feeUnits, statusOf, taxUnits, ticketEventsOf, type RawLine, type RawOrder } from './order.ts';
import { codeOf, fromDateObject, fromUnix, toAmount } from './values.ts';

/** An order, or one of its lines. */
export type Entry = RawOrder & { readonly line?: RawLine };

const shape = shaped<Entry, typeof ORDER>(ORDER, {
  orderId: (o) => o.id,
  status: (o) => statusOf(o.status),
  providerStatus: (o) => o.status,
  createdAt: (o) => fromUnix(o.created_at),
  eventId: eventOf,
  eventName: (o) => o.event_summary?.name,
  eventStart: (o) => fromDateObject(o.event_summary?.start_date),
  eventEnd: (o) => fromDateObject(o.event_summary?.end_date),
  tickets: (o) => o.issued_tickets?.length,
  buyerFirstName: (o) => o.buyer_details?.first_name,
  buyerLastName: (o) => o.buyer_details?.last_name,
  buyerName: (o) => o.buyer_details?.name,
  buyerEmail: (o) => o.buyer_details?.email,
  buyerPhone: (o) => o.buyer_details?.phone,
  total: (o) => toAmount('total', o.total, o.currency),
  subtotal: (o) => toAmount('subtotal', o.subtotal, o.currency),
  tax: (o) => toAmount('tax', o.tax, o.currency),
  fees: feesOf,
  refunded: (o) => toAmount('refund_amount', o.refund_amount, o.currency),
  paid: (o) => toAmount('total_paid', o.total_paid, o.currency),
  currency: (o) => codeOf(o.currency),
  paymentMethod: (o) => o.payment_method?.type,
  paymentReference: (o) => o.txn_id,
  lineId: (o) => o.line?.id,
  lineType: (o) => o.line?.type,
  lineName: (o) => o.line?.description,
  lineQuantity: (o) => o.line?.quantity,
  lineTax: ({ line, currency }) => line && toAmount('line_items', taxUnits(line), currency),
  lineFee: ({ line, currency }) => line && toAmount('line_items', feeUnits(line), currency),
  lineTotal: ({ line, currency }) => toAmount('line_items', line?.total, currency),
});

type Get = (order: Entry) => Value | undefined;
const own =
  (type: ColumnType, personal: PersonalClass = 'none') =>
  (id: string, title: string, about: string, get: Get) =>
    field<Entry>(id, title, type, personal, about, get);
const text = own('text');
const contact = own('text', 'contact');
const identity = own('text', 'identity');
const json = own('json');

const event = [
  text('ticketEventIds', 'Events of the tickets', 'Events its tickets let into.', (o) => ticketEventsOf(o).join(', ')),
  text('eventSeriesId', 'Event series ID', 'The series of the event.', (o) => o.event_summary?.event_series_id),
  text('venue', 'Venue', 'Name of the venue.', (o) => o.event_summary?.venue?.name),
  text('venuePostalCode', 'Venue postal code', 'Where it is.', (o) => o.event_summary?.venue?.postal_code),
  text('venueCountry', 'Venue country', 'Where it is.', (o) => o.event_summary?.venue?.country),
  json('eventSummary', 'Event details', 'The event as Ticket Tailor writes it.', (o) =>
    toJson(o.original['event_summary']),
  ),
];

const buyer = [
  contact('address1', 'Address 1', 'Postal address.', (o) => o.buyer_details?.address?.address_1),
  contact('address2', 'Address 2', 'Postal address.', (o) => o.buyer_details?.address?.address_2),
  contact('address3', 'Address 3', 'Postal address.', (o) => o.buyer_details?.address?.address_3),
  contact('postalCode', 'Postal code', 'Postal address.', (o) => o.buyer_details?.address?.postal_code),
  own('boolean', 'identity')('marketingOptIn', 'Marketing allowed', 'Wants it.', (o) => o.marketing_opt_in),
  own('json', 'identity')('answers', 'Answers', 'Answers to your questions.', (o) =>
    toJson(o.buyer_details?.custom_questions),
  ),
  identity('notes', 'Notes', 'Notes on the order.', (o) => o.notes),
];

const payment = [
  text('statusMessage', 'Status message', 'More about the status.', (o) => o.status_message),
  own('money')('credited', 'Credited', 'Given back as a voucher.', (o) =>
    toAmount('credited_out_amount', o.credited_out_amount, o.currency),
  ),
  text('refundedVoucherId', 'Refund voucher ID', 'That voucher.', (o) => o.refunded_voucher_id),
  text('taxTreatment', 'Tax treatment', 'inclusive or exclusive: whether prices contain it.', (o) => o.tax_treatment),
  own('integer')('baseMultiplier', 'Units', 'Smallest units in a whole one.', (o) => o.currency?.base_multiplier),
  text('paymentName', 'Payment name', 'Name of the payment method.', (o) => o.payment_method?.name),
  text('paymentMethodId', 'Payment method ID', 'The payment method.', (o) => o.payment_method?.id),
  text('paymentAccount', 'Payment account', 'At the payment service.', (o) => o.payment_method?.external_id),
  text('paymentInstructions', 'Payment text', 'What the buyer was told.', (o) => o.payment_method?.instructions),
];

const rest = [
  text('referralTag', 'Referral tag', 'Where the buyer came from.', (o) => o.referral_tag),
  json('metadata', 'Metadata', 'What a program added.', (o) => toJson(o.meta_data)),
  json('lineItems', 'Line items', 'What was bought, line by line.', (o) => toJson(o.original['line_items'])),
  own('json', 'secret')('issuedItems', 'Tickets as sold', 'The tickets, with their barcodes.', (o) =>
    toJson(o.original['issued_tickets']),
  ),
  text('object', 'Record', "Ticket Tailor's word for what this is.", (o) => o.object),
  text(
    'lineItemId',
    'Line item ID',
    'Ticket type or product of the line; only with one row a line.',
    (o) => o.line?.item_id,
  ),
  own('money')('lineValue', 'Line value', 'The line without tax; only with one row a line.', ({ line, currency }) =>
    toAmount('line_items', line?.value, currency),
  ),
];

/** Every field of an order; those of a line are blank when the order is one row. */
export const orderTable = fieldTable<Entry>([...shape, ...event, ...buyer, ...payment, ...rest]);
