import type { Slot } from './baskets.ts';
import { uidOf } from './catalogue.ts';
import { buyerOf, consumerOf } from './consumer.ts';
import { type Order, ticketsOf } from './event-store.ts';
import { commonLinks, type Json, type LinkTo } from './hal.ts';
import { isUnpaid } from './order-life.ts';
import { productPath } from './product.ts';
import type { PaylogicSwitches } from './switches.ts';
import { plainTicket, ticketLink } from './ticket.ts';
import { type Amount, amountOf, i18n, instantOf, type Money, sumOf } from './values.ts';

type Detail = PaylogicSwitches['orderTickets'];

/** Costs in minor units; small amounts, whatever the currency. */
const PAYMENTS = [
  { key: 'ideal', name: { en: 'iDEAL', nl: 'iDEAL' }, ru: 'iDEAL', costs: 50 },
  { key: 'card', name: { en: 'Credit card', nl: 'Creditcard', de: 'Kreditkarte' }, ru: 'Кредитная карта', costs: 100 },
  { key: 'invoice', name: { en: 'Invoice', nl: 'Factuur' }, ru: 'Счёт', costs: 0 },
] as const;

/** An order with every member and its tickets as told. */
export function orderResource(order: Order, link: LinkTo, switches: PaylogicSwitches, detail: Detail): Json {
  const resource = {
    _links: orderLinks(order, link),
    uid: order.uid,
    ...textsOf(order),
    created_date: instantOf(order.createdAt),
    status: order.status,
    product_selection: selectionOf(order, link),
    consumer: consumerOf(buyerOf(order)),
    ...moneyOf(order, link, switches),
    external_purchases: order.store.dice.happens(order.number, 'external', 0.02) ? [insurance(currencyOf(order))] : [],
    ...embeddedOf(order, link, switches, detail),
  };
  return { ...resource, ...order.trap?.order };
}

/** What a caller who may not see the order gets of it in a list. */
export function closedOrder(order: Order, link: LinkTo): Json {
  return { _links: commonLinks(link, `/orders/${order.uid}`, 'order'), uid: order.uid };
}

function orderLinks(order: Order, link: LinkTo): Json {
  const path = `/orders/${order.uid}`;
  return {
    ...commonLinks(link, path, 'order'),
    payment: isUnpaid(order.status) ? link(`${path}/payment`) : [],
    'shop:etickets': isUnpaid(order.status) ? [] : link(`${path}/etickets`),
    ...(order.status === 'completed' && { 'shop:ordercancellation': link(`${path}/cancellation`) }),
  };
}

function textsOf({ store, number, uid }: Order): Json {
  const hasExternal = store.dice.happens(number, 'crm', 0.3);
  return {
    reference: `HH-${store.dice.digits(number, 'reference', 8)}`,
    external_reference: hasExternal ? `CRM-${store.dice.digits(number, 'crm number', 6)}` : '',
    redirect_url: `https://shop.harbour-hall.example.org/thanks?order=${uid}`,
  };
}

function selectionOf({ store: { event }, basket }: Order, link: LinkTo): Json[] {
  const lines = new Map<string, { slot: Slot; quantity: number }>();
  for (const slot of basket) {
    const key = `${slot.product.key} ${slot.parent ?? ''}`;
    lines.set(key, { slot, quantity: (lines.get(key)?.quantity ?? 0) + 1 });
  }
  return [...lines.values()].map(({ slot, quantity }) => {
    const whole = slot.parent === null ? undefined : basket[slot.parent];
    return {
      product: link(productPath(event, slot.product)).href,
      quantity,
      ...(whole && { parent: link(productPath(event, whole.product)).href }),
    };
  });
}

function currencyOf({ basket, store }: Order): string {
  return (basket[0]?.product ?? store.event.products[0])?.price.currency ?? 'EUR';
}

/** A package is paid for once: its parts have prices of their own that are not added. */
function moneyOf(order: Order, link: LinkTo, switches: PaylogicSwitches): Json {
  const currency = currencyOf(order);
  const paid = order.basket.filter(({ parent }) => parent === null).map(({ product }) => product);
  const products = sumOf(
    currency,
    paid.map(({ price }) => price),
  );
  const fees = sumOf(
    currency,
    paid.map(({ fee }) => fee),
  );
  const payment = order.store.dice.pick(order.number, 'payment', PAYMENTS);
  const byMail = order.store.dice.happens(order.number, 'by mail', 0.05);
  const shipping: Money = { currency, minor: byMail ? 450 : 0 };
  const costs = (money: Money) => costsOf(amountOf(money), order, switches);
  const paymentCosts: Money = { currency, minor: payment.costs };
  return {
    payment_method: {
      ...method(`payment/${payment.key}`, link),
      name: { ...i18n(payment.name), ru: payment.ru },
      costs: costs(paymentCosts),
    },
    shipping_method: shippingOf(order, costs(shipping), byMail, link),
    product_total: amountOf(products),
    service_costs: amountOf(fees),
    grand_total: amountOf(sumOf(currency, [products, fees, paymentCosts, shipping])),
  };
}

function method(name: string, link: LinkTo): Json {
  return { uid: uidOf(name), image: link(`/images/${uidOf(name)}.png`).href };
}

/** `{}` when the guest chose none. */
function shippingOf(order: Order, costs: Json, byMail: boolean, link: LinkTo): Json {
  if (!byMail && order.store.dice.happens(order.number, 'no shipping', 0.1)) return {};
  const texts = byMail ? { en: 'By mail', nl: 'Per post' } : { en: 'E-ticket', nl: 'E-ticket' };
  const name = { ...i18n(texts), ru: byMail ? 'Почтой' : 'Электронный билет' };
  return { ...method(byMail ? 'shipping/mail' : 'shipping/e-ticket', link), name, costs };
}

function costsOf({ currency, amount }: Amount, { trap }: Order, { costs }: PaylogicSwitches): Json {
  const isNumber = (costs === 'number') !== (trap?.otherCosts === true);
  return { currency, amount: isNumber ? Number(amount) : amount };
}

function insurance(currency: string): Json {
  return { name: 'Ticket insurance', reference: 'INS-1', price: amountOf({ currency, minor: 395 }) };
}

function embeddedOf(order: Order, link: LinkTo, switches: PaylogicSwitches, detail: Detail): Json {
  const { embedded } = order.trap ?? {};
  if (detail === 'absent' || embedded === 'absent') return {};
  const write = detail === 'whole' ? plainTicket : ticketLink;
  const tickets = ticketsOf(order).map((ticket) => write(ticket, link, switches));
  return { _embedded: { 'shop:ticket': embedded === 'object' ? tickets[0] : tickets } };
}
