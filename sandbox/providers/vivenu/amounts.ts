import { type CartItem, cartOf, hasCoupon, isHard } from './cart.ts';
import { major, type SandboxEvent } from './catalogue.ts';
import type { EventStore } from './world.ts';

/** Money of a transaction, in minor units. */
export type Amounts = {
  readonly cart: readonly CartItem[];
  /** Price of the programme that was bought with it; `null`: none. */
  readonly programme: number | null;
  /** Postage of printed tickets; `null`: none. */
  readonly postage: number | null;
  /** Before discounts, without fees of the buyer. */
  readonly regular: number;
  /** Paid on top by the buyer. */
  readonly outer: number;
  /** Absorbed by the seller. */
  readonly inner: number;
  /** What the buyer pays: items after discounts, and the outer fees. */
  readonly real: number;
};

const PROGRAMME = 500;
const POSTAGE = 490;
const OUTER_PER_TICKET = 150;

export function amountsOf(store: EventStore, order: number): Amounts {
  const { book } = store;
  const cart = cartOf(store, order);
  const programme = book.dice.happens(order, 'programme', 0.05) ? PROGRAMME : null;
  const postage = isHard(store, order) && cart.length > 0 ? POSTAGE : null;
  const extras = (programme ?? 0) + (postage ?? 0);
  const sum = (price: (item: CartItem) => number) =>
    cart.reduce((total, item) => total + price(item) * item.tickets.length, extras);
  const goods = sum(({ price }) => price);
  const paying = cart.filter(({ price }) => price > 0).flatMap(({ tickets }) => tickets).length;
  const outer = paying * OUTER_PER_TICKET;
  const regular = sum(({ type }) => type.price);
  return { cart, programme, postage, regular, outer, inner: Math.round(goods * 0.02), real: goods + outer };
}

/** What the buyer saved by the coupon. */
export function discountOf(store: EventStore, order: number, { cart }: Amounts): number {
  if (!hasCoupon(store, order)) return 0;
  return cart.reduce((sum, { type, price, tickets }) => sum + (type.price - price) * tickets.length, 0);
}

/** The fee per ticket that the buyer pays, in major units. */
export function outerFee(event: SandboxEvent): number {
  return major(event, OUTER_PER_TICKET);
}
