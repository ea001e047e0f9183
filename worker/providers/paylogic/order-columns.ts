import type { ColumnType, PersonalClass } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { ORDER } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { toDateTime, toJson } from '../raw-values.ts';
import { consumerFields, fullName } from './consumer.ts';
import { hrefOf } from './hal.ts';
import { orderStatus, type RawOrder } from './order.ts';
import type { OrderLine } from './order-lines.ts';
import type { PaylogicSettings } from './settings.ts';
import type { TicketEvent } from './ticket.ts';
import { moneyOf, type Say } from './values.ts';

/** An order with what is known around it; `line`: the one it is spread out to, if it is. */
export type OrderView = {
  readonly order: RawOrder;
  readonly eventId: string | null;
  readonly event: TicketEvent | undefined;
  readonly line: OrderLine | null;
  readonly say: Say;
};

const inShape = shaped<OrderView, typeof ORDER>(ORDER, {
  orderId: ({ order }) => order.uid,
  reference: ({ order }) => order.reference,
  status: ({ order }) => orderStatus(order.status),
  providerStatus: ({ order }) => order.status,
  createdAt: ({ order }) => toDateTime('created_date', order.created_date),
  eventId: ({ eventId }) => eventId,
  eventName: ({ event, say }) => say(event?.title),
  eventStart: ({ event }) => toDateTime('event_start', event?.event_start),
  eventEnd: ({ event }) => toDateTime('event_end', event?.event_end),
  tickets: ({ order }) => ticketsIn(order),
  buyerFirstName: ({ order }) => order.consumer?.first_name,
  buyerLastName: ({ order }) => order.consumer?.last_name,
  buyerName: ({ order }) => fullName(order.consumer),
  buyerEmail: ({ order }) => order.consumer?.email,
  buyerPhone: ({ order }) => order.consumer?.phone_number,
  total: ({ order }) => moneyOf('grand_total', order.grand_total),
  subtotal: ({ order }) => moneyOf('product_total', order.product_total),
  fees: ({ order }) => moneyOf('service_costs', order.service_costs),
  currency: ({ order }) => (order.grand_total ?? order.product_total ?? order.service_costs)?.currency?.toUpperCase(),
  paymentMethod: ({ order, say }) => say(order.payment_method?.name),
  lineId: ({ line }) => line?.id,
  lineType: ({ line }) => line?.type,
  lineName: ({ line }) => line?.name,
  lineQuantity: ({ line }) => line?.quantity,
  linePrice: ({ line }) => line?.price,
  lineFee: ({ line }) => line?.fee,
  lineTotal: ({ line }) => line?.total,
});

/** A package counts once, its parts do not: as in the amounts. */
function ticketsIn({ product_selection: selection }: RawOrder): number | null {
  const bought = selection?.filter(({ parent }) => !parent);
  return bought?.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0) ?? null;
}

type Get = (view: OrderView) => Value | undefined;
const column = (
  id: string,
  title: string,
  type: ColumnType,
  about: string,
  get: Get,
  personal: PersonalClass = 'none',
) => field<OrderView>(id, title, type, personal, about, get);

type Method = 'payment_method' | 'shipping_method';
const method = (id: string, title: string, name: Method) => [
  column(`${id}Id`, `${title} ID`, 'text', 'As Paylogic calls it.', ({ order }) => order[name]?.uid),
  column(`${id}Costs`, `${title} costs`, 'money', 'What it costs the buyer.', ({ order }) =>
    moneyOf(`${name}.costs`, order[name]?.costs),
  ),
  column(`${id}Image`, `${title} picture`, 'text', 'Address of its picture.', ({ order }) => order[name]?.image),
];

const link = (id: string, title: string, about: string, relation: string, personal: PersonalClass = 'none') =>
  column(id, title, 'text', about, ({ order }) => hrefOf(order._links, relation), personal);

const rest = [
  column(
    'externalReference',
    'Your reference',
    'text',
    'What you call the order.',
    ({ order }) => order.external_reference,
  ),
  ...method('payment', 'Payment', 'payment_method'),
  column('shippingMethod', 'Delivery', 'text', 'How it is sent.', ({ order, say }) => say(order.shipping_method?.name)),
  ...method('shipping', 'Delivery', 'shipping_method'),
  column('selection', 'Selection', 'json', 'What was chosen, with quantities.', ({ order }) =>
    toJson(order.product_selection),
  ),
  column('externalPurchases', 'Bought along', 'json', 'From others, such as an insurance.', ({ order }) =>
    toJson(order.external_purchases),
  ),
  column(
    'lineProductId',
    'Line: ticket type ID',
    'text',
    'What was bought; only with one row a line.',
    ({ line }) => line?.productId,
  ),
  column(
    'lineParentProductId',
    'Line: package type ID',
    'text',
    'The package it is a part of; only with one row a line.',
    ({ line }) => line?.parentId,
  ),
  link('link', 'Address', 'Address of the order.', 'self'),
  link('paymentLink', 'Payment address', 'Where it is paid.', 'payment', 'secret'),
  link(
    'eTicketsLink',
    'E-tickets',
    'Address of the tickets to print: who may open it gets in.',
    'shop:etickets',
    'secret',
  ),
  link('cancelLink', 'Cancel address', 'Where it is cancelled.', 'shop:ordercancellation', 'secret'),
  column(
    'redirectUrl',
    'Page after paying',
    'text',
    'Where the buyer was sent.',
    ({ order }) => order.redirect_url,
    'secret',
  ),
  column(
    'embeddedTickets',
    'Tickets in it',
    'json',
    'Its tickets as they came, with barcodes.',
    ({ order }) => toJson(order._embedded?.['shop:ticket']),
    'secret',
  ),
  ...consumerFields<OrderView>('buyer', ({ order }) => order.consumer),
];

/** Every column of an order. */
export const orderTable = ({ soldStatuses }: PaylogicSettings) => {
  const sold = column('sold', 'Sold', 'boolean', 'Whether its state counts as sold.', ({ order: { status } }) =>
    status ? soldStatuses.includes(status) : null,
  );
  return fieldTable<OrderView>([...inShape, sold, ...rest], ['sold']);
};
