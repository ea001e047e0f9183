import { dataset, type Dataset, type Line } from '../provider.ts';
import { eachEvent, flag, text } from '../scope-fields.ts';
import { createdPush, byLastRow, eventField, listOf, only, reread } from './lists.ts';
import { lookUpById, lookUpInList } from './look-ups.ts';
import { orderTable } from './order-columns.ts';
import { RawOrder } from './order.ts';
import type { TicketTailorSettings } from './settings.ts';

/** A row for each line; an order that tells no lines keeps its one row. */
function linesOf(order: RawOrder): readonly Line[] | null {
  const { line_items: lines } = order;
  if (!lines || lines.length === 0) return null;
  return lines.map((line, index) => ({
    line: line.id || `line ${index + 1}`,
    row: orderTable.normalise({ ...order, line }),
  }));
}

/** Orders with buyer, amounts, payment and lines. */
export const orders = ({ rereadDays }: TicketTailorSettings): Dataset =>
  dataset({
    id: 'orders',
    title: 'Orders',
    description: 'Orders of chosen events or of all, with buyer, amounts, refunds, payment and what was bought.',
    cannotTell: [
      'When an order changed: a refund on an old order is seen because every refresh reads all orders of the report again.',
      'When something was refunded, and for which ticket: only the sum so far.',
      'Discounts: only what is left to pay.',
      'How many orders there are: only reading to the end shows that nothing is missing.',
    ],
    scope: [
      eventField,
      flag('lines', 'One row per line', 'A row for each line of an order; amounts of the whole order repeat in each.'),
      text('eventSeriesId', 'Event series', 'ID of one series.'),
      text('status', 'Status at Ticket Tailor', 'Only this one, such as completed.'),
      text('email', 'E-mail', 'Only orders of this buyer.'),
      text('transactionId', 'Payment reference', 'Only this payment.'),
      text('barcode', 'Barcode', 'Only the order with this ticket.'),
      text('referralTag', 'Referral tag', 'Only orders that came this way.'),
    ],
    columns: orderTable.columns,
    paging: byLastRow(),
    misfit: () => null,
    parts: eachEvent,
    request: (scope) => ({
      path: '/orders',
      query: only({
        event_id: scope['eventId'],
        event_series_id: scope['eventSeriesId'],
        status: scope['status'],
        email: scope['email'],
        txn_id: scope['transactionId'],
        barcode: scope['barcode'],
        referral_tag: scope['referralTag'],
      }),
    }),
    pushes: createdPush,
    updatedSince: reread(rereadDays),
    list: listOf,
    lookups: [
      lookUpById('/orders', 'orderId', 'Order ID', 'IDs of orders, such as or_123.'),
      lookUpInList('/orders', 'txn_id', 'paymentReference', 'Payment reference', 'References at the payment service.'),
      lookUpInList('/orders', 'barcode', 'barcode', 'Barcode', 'Barcodes of tickets: finds the order of each.'),
    ],
    raw: RawOrder,
    key: ({ id }) => id,
    normalise: orderTable.normalise,
    lines: (order, { scope }) => (scope['lines'] === 'true' ? linesOf(order) : null),
  });
