import type { Dice } from '../random.ts';
import type { Product, SandboxEvent } from './catalogue.ts';

/** One ticket of an order. */
export type Slot = {
  readonly product: Product;
  /** Position of the package's own ticket in the same order; `null` for a ticket on its own. */
  readonly parent: number | null;
};

export type Basket = readonly Slot[];

/** The tickets that these products make: a package brings a ticket of its own and one for each part. */
export function basketOf(event: SandboxEvent, keys: readonly string[]): Basket {
  const basket: Slot[] = [];
  for (const key of keys) {
    const product = productOf(event, key);
    const parent = basket.push({ product, parent: null }) - 1;
    basket.push(...product.parts.map((part) => ({ product: productOf(event, part), parent })));
  }
  return basket;
}

/** @throws RangeError for a product the event does not have. */
function productOf(event: SandboxEvent, key: string): Product {
  const product = event.products.find((one) => one.key === key);
  if (!product) throw new RangeError(`Event '${event.id}' has no product '${key}'.`);
  return product;
}

/** What guests usually buy together. */
function usualBaskets(event: SandboxEvent): readonly Basket[] {
  const [first, second, third] = event.products.map(({ key }) => key);
  const [one = '', two = one, three = two] = [first, second, third];
  const packages = event.products.filter(({ parts }) => parts.length > 0).map(({ key }) => [key]);
  const extras = event.products.filter(({ seated, parts }) => !seated && parts.length === 0).map(({ key }) => key);
  const usual = [[one], [one, one], [two, two], [two], [three], [one, one, one, one], [two, two, three, three]];
  const withExtra = extras.map((extra) => [one, one, extra]);
  return [...usual, ...withExtra, ...packages].map((keys) => basketOf(event, keys));
}

/** Baskets, one an order, that together hold exactly the event's number of tickets. */
export function basketsOf(event: SandboxEvent, dice: Dice): Basket[] {
  const usual = usualBaskets(event);
  const [single = []] = usual;
  const baskets: Basket[] = [];
  for (let left = event.tickets; left > 0;) {
    const chosen = dice.pick(baskets.length, 'basket', usual);
    const basket = chosen.length <= left ? chosen : single;
    baskets.push(basket);
    left -= basket.length;
  }
  return baskets;
}

/** What a guest buys while others read. */
export function newBasket(event: SandboxEvent, dice: Dice, order: number): Basket {
  return dice.pick(order, 'basket', usualBaskets(event));
}
