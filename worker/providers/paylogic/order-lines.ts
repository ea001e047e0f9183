import type { Money } from '../../../shared/money.ts';
import { namedBy, uidOf } from './hal.ts';
import type { RawOrder } from './order.ts';
import type { RawTicket } from './ticket.ts';
import { type Amount, moneyOf, type Say } from './values.ts';

/** One line of an order that is spread out: a product, or what comes on top of the products. */
export type OrderLine = {
  readonly id: string;
  readonly type: 'product' | 'service' | 'payment' | 'shipping';
  readonly name?: string | null;
  readonly quantity?: number | null;
  readonly price?: Money | null;
  readonly fee?: Money | null;
  readonly total?: Money | null;
  readonly productId?: string | null;
  readonly parentId?: string | null;
};

type Around = {
  readonly tickets: readonly RawTicket[];
  readonly nameOf: (product: string) => string | null;
  readonly say: Say;
};

/** What was chosen, with the prices its tickets show, and the costs on top. */
export function linesOf(order: RawOrder, around: Around): OrderLine[] {
  const costs = [
    costLine('service', order.service_costs),
    costLine('payment', order.payment_method?.costs, around.say(order.payment_method?.name)),
    costLine('shipping', order.shipping_method?.costs, around.say(order.shipping_method?.name)),
  ];
  return [...productLines(order, around), ...costs.flat()];
}

function costLine(type: 'service' | 'payment' | 'shipping', costs: Amount, name: string | null = null): OrderLine[] {
  const total = moneyOf(type, costs);
  return total === null ? [] : [{ id: type, type, name, total }];
}

function productLines({ product_selection: selection }: RawOrder, { tickets, nameOf }: Around): OrderLine[] {
  const times = new Map<string, number>();
  return (selection ?? []).map(({ product, quantity, parent }) => {
    const productId = idIn(product);
    const parentId = idIn(parent);
    const base = [productId, parentId].filter(Boolean).join('<');
    const time = (times.get(base) ?? 0) + 1;
    times.set(base, time);
    const ticket = tickets.find(({ _links }) => uidOf(_links, 'shop:product') === productId);
    const price = moneyOf('price', ticket?.price);
    return {
      id: time === 1 ? base : `${base}(${time})`,
      type: 'product',
      name: nameOf(productId ?? ''),
      quantity: quantity ?? null,
      price,
      fee: moneyOf('service_fee_paid', ticket?.service_fee_paid),
      // Parts of a package are paid for with it.
      total: price === null || !quantity || parentId ? null : { ...price, minor: price.minor * quantity },
      productId,
      parentId,
    };
  });
}

/** An address, or what stands for one. */
const idIn = (product: string | null | undefined): string | null => namedBy(product ?? null)?.uid ?? product ?? null;
