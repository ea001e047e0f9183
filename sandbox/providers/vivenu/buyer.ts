import { type Person, personOf } from '../people.ts';
import { dice, type Dice } from '../random.ts';
import { idOf } from './ids.ts';
import type { Wire } from './wire.ts';
import type { EventStore } from './world.ts';

const people = dice(1, 'people');

/** A corrected transaction has another buyer. */
export function buyerOf({ book }: EventStore, order: number): Person {
  return personOf(people, book.dice.whole(order, `buyer ${book.order(order).edits}`, 0, 60_000));
}

export function customerId(store: EventStore, order: number): string | undefined {
  return store.book.dice.happens(order, 'account', 0.5) ? idOf(store, 'customer', order) : undefined;
}

/** Who bought: in a transaction's words. What was not asked for is missing, some of it is an empty text. */
export function buyerFields(store: EventStore, order: number): Wire {
  const own = store.book.dice;
  const person = buyerOf(store, order);
  return {
    customerId: customerId(store, order),
    company: own.happens(order, 'company', 0.1) ? 'Wren & Söhne GmbH' : undefined,
    name: `${person.firstName} ${person.lastName}`,
    prename: person.firstName,
    lastname: person.lastName,
    email: person.email,
    ...addressFields(own, order, person),
  };
}

/** Where somebody lives. */
export function addressFields(own: Dice, order: number, { country }: Person): Wire {
  if (!own.happens(order, 'address', 0.6)) return { state: '' };
  return {
    street: `${own.pick(order, 'street', ['Hafenstraße', 'Rue du Château', 'Example Road'])} ${own.whole(order, 'house', 1, 180)}`,
    line2: own.happens(order, 'line 2', 0.1) ? 'c/o Fairbairn' : undefined,
    city: own.pick(order, 'city', ['Hamburg', 'Łódź', 'Saint-Étienne', '東京']),
    state: '',
    country,
    postal: own.digits(order, 'postal', 5),
  };
}
