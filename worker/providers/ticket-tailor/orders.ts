import type { ColumnType, PersonalClass } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { field, fieldTable } from '../field-table.ts';
import { dataset, type Dataset } from '../provider.ts';
import { toJson } from '../raw-values.ts';
import { createdFields, text } from '../scope-fields.ts';
import { byLastRow, createdRange, createdSince, eventField, listOf, only } from './lists.ts';
import { RawOrder, statusOf } from './order.ts';
import { fromDateObject, fromUnix, toAmount } from './values.ts';

type Get = (order: RawOrder) => Value | undefined;
const column = (id: string, title: string, type: ColumnType, personal: PersonalClass, about: string, get: Get) =>
  field<RawOrder>(id, title, type, personal, about, get);

type Amount = 'subtotal' | 'tax' | 'total' | 'refund_amount' | 'total_paid' | 'credited_out_amount';
const money = (name: Amount, id: string, title: string, about: string) =>
  column(id, title, 'money', 'none', about, (order) => toAmount(name, order[name], order.currency));

const summary = [
  column('orderId', 'Order ID', 'text', 'none', 'The order.', (o) => o.id),
  column('status', 'Status', 'text', 'none', 'completed, pending, cancelled or other.', statusOf),
  column('providerStatus', 'Ticket Tailor status', 'text', 'none', "The provider's word.", (o) => o.status),
  column('statusMessage', 'Status message', 'text', 'none', 'More about the status.', (o) => o.status_message),
  column('createdAt', 'Created', 'date-time', 'none', 'When it was placed.', (o) => fromUnix(o.created_at)),
  column('tickets', 'Tickets', 'integer', 'none', 'Tickets issued with it.', (o) => o.issued_tickets?.length),
  column(
    'eventId',
    'Event ID',
    'text',
    'none',
    'The event it was placed for.',
    (o) => o.event_summary?.event_id ?? o.event_summary?.id,
  ),
  column('eventSeriesId', 'Event series ID', 'text', 'none', 'The series.', (o) => o.event_summary?.event_series_id),
  column('eventName', 'Event', 'text', 'none', 'Name of the event.', (o) => o.event_summary?.name),
  column('eventStart', 'Event start', 'date-time', 'none', 'When it starts.', (o) =>
    fromDateObject(o.event_summary?.start_date),
  ),
  column('eventEnd', 'Event end', 'date-time', 'none', 'When it ends.', (o) =>
    fromDateObject(o.event_summary?.end_date),
  ),
  column('venue', 'Venue', 'text', 'none', 'Name of the venue.', (o) => o.event_summary?.venue?.name),
  column(
    'venuePostalCode',
    'Venue postal code',
    'text',
    'none',
    'Where it is.',
    (o) => o.event_summary?.venue?.postal_code,
  ),
  column('venueCountry', 'Venue country', 'text', 'none', 'Where it is.', (o) => o.event_summary?.venue?.country),
];

const buyer = [
  column('buyerFirstName', 'First name', 'text', 'identity', "Buyer's first name.", (o) => o.buyer_details?.first_name),
  column('buyerLastName', 'Last name', 'text', 'identity', "Buyer's last name.", (o) => o.buyer_details?.last_name),
  column('buyerName', 'Name', 'text', 'identity', "Buyer's full name.", (o) => o.buyer_details?.name),
  column('buyerEmail', 'E-mail', 'text', 'contact', "Buyer's e-mail address.", (o) => o.buyer_details?.email),
  column('buyerPhone', 'Phone', 'text', 'contact', "Buyer's phone number.", (o) => o.buyer_details?.phone),
  column('address1', 'Address 1', 'text', 'contact', 'Postal address.', (o) => o.buyer_details?.address?.address_1),
  column('address2', 'Address 2', 'text', 'contact', 'Postal address.', (o) => o.buyer_details?.address?.address_2),
  column('address3', 'Address 3', 'text', 'contact', 'Postal address.', (o) => o.buyer_details?.address?.address_3),
  column(
    'postalCode',
    'Postal code',
    'text',
    'contact',
    'Postal address.',
    (o) => o.buyer_details?.address?.postal_code,
  ),
  column('marketingOptIn', 'Marketing allowed', 'boolean', 'none', 'Agreed to marketing.', (o) => o.marketing_opt_in),
  column('answers', 'Answers', 'json', 'identity', 'Answers to your questions.', (o) =>
    toJson(o.buyer_details?.custom_questions),
  ),
];

const amounts = [
  money('total', 'total', 'Total', 'What the order costs, tax included.'),
  money('subtotal', 'subtotal', 'Subtotal', 'Without tax.'),
  money('tax', 'tax', 'Tax', 'Tax.'),
  money('refund_amount', 'refunded', 'Refunded', 'Given back so far; the order may stay completed.'),
  money('total_paid', 'paid', 'Paid', 'Received so far.'),
  money('credited_out_amount', 'credited', 'Credited', 'Given back as credit.'),
  column('currency', 'Currency', 'text', 'none', 'ISO 4217.', (o) => o.currency?.code.toUpperCase()),
  column('taxTreatment', 'Tax treatment', 'text', 'none', 'inclusive or exclusive.', (o) => o.tax_treatment),
];

const rest = [
  column(
    'paymentType',
    'Payment',
    'text',
    'none',
    'stripe, paypal, offline, operator, no_cost.',
    (o) => o.payment_method?.type,
  ),
  column('paymentName', 'Payment name', 'text', 'none', 'Name of the payment method.', (o) => o.payment_method?.name),
  column('paymentMethodId', 'Payment method ID', 'text', 'none', 'The payment method.', (o) => o.payment_method?.id),
  column(
    'paymentExternalId',
    'Payment account',
    'text',
    'none',
    'Account at the payment provider.',
    (o) => o.payment_method?.external_id,
  ),
  column(
    'paymentInstructions',
    'Payment instructions',
    'text',
    'none',
    'What the buyer was told.',
    (o) => o.payment_method?.instructions,
  ),
  column('transactionId', 'Transaction ID', 'text', 'none', 'Reference at the payment provider.', (o) => o.txn_id),
  column('referralTag', 'Referral tag', 'text', 'none', 'Where the buyer came from.', (o) => o.referral_tag),
  column('refundedVoucherId', 'Refund voucher ID', 'text', 'none', 'Voucher given back.', (o) => o.refunded_voucher_id),
  column('notes', 'Notes', 'text', 'identity', 'Notes on the order.', (o) => o.notes),
  column('metadata', 'Metadata', 'json', 'none', 'Free data.', (o) => toJson(o.meta_data)),
  column('lineItems', 'Line items', 'json', 'none', 'What was bought, line by line.', (o) => toJson(o.line_items)),
  column('issuedTickets', 'Issued tickets', 'json', 'secret', 'The tickets, with their barcodes.', (o) =>
    toJson(o.issued_tickets),
  ),
];

const { columns, normalise } = fieldTable<RawOrder>(
  [...summary, ...buyer, ...amounts, ...rest],
  [
    'orderId',
    'status',
    'createdAt',
    'eventName',
    'tickets',
    'buyerName',
    'buyerEmail',
    'total',
    'refunded',
    'currency',
    'paymentType',
  ],
);

/** Orders with buyer, amounts and payment. */
export const orders = (): Dataset =>
  dataset({
    id: 'orders',
    title: 'Orders',
    description: 'Orders of one event or of all, with buyer, amounts, refunds and payment.',
    scope: [
      eventField,
      text('eventSeriesId', 'Event series', 'ID of one series.'),
      text('status', 'Status', 'Only this one, such as completed.'),
      text('email', 'E-mail', 'Only orders of this buyer.'),
      text('transactionId', 'Transaction ID', 'Only this payment.'),
      text('referralTag', 'Referral tag', 'Only orders that came this way.'),
      ...createdFields,
    ],
    columns,
    paging: byLastRow(),
    misfit: () => null,
    request: (scope) => ({
      path: '/orders',
      query: {
        ...only({
          event_id: scope['eventId'],
          event_series_id: scope['eventSeriesId'],
          status: scope['status'],
          email: scope['email'],
          txn_id: scope['transactionId'],
          referral_tag: scope['referralTag'],
        }),
        ...createdRange(scope),
      },
    }),
    updatedSince: createdSince,
    list: listOf,
    raw: RawOrder,
    key: ({ id }) => id,
    keep: () => true,
    normalise,
  });
