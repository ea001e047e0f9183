import { type Person, personOf } from '../people.ts';
import { dice, type Dice } from '../random.ts';
import type { Order, TicketRef } from './event-store.ts';
import type { Json } from './hal.ts';

/** People are the organizer's, not an event's: the same number is the same guest everywhere. */
const guests = dice(1, 'paylogic/guests');

const STREETS = ['Kade', 'Lange Nieuwstraat', "'s-Gravenweg", 'Ölmühlweg', 'Rue du Port'] as const;
const CITIES = ['Amsterdam', 'Rotterdam', 'Köln', "'s-Hertogenbosch", 'Saint-Étienne'] as const;

/** The guest whose Cognito token the sandbox knows. */
export const LOGGED_IN_GUEST = 7;

/** Who bought the order: the logged-in guest has some in every event. */
export function buyerOf({ store, number, trap }: Order): number {
  const isGuests = !trap && store.dice.whole(number, 'cognito', 0, 149) === 0;
  return isGuests ? LOGGED_IN_GUEST : store.dice.whole(number, 'buyer', 8, 60_000);
}

export function consumerOf(number: number): Json {
  const person = personOf(guests, number);
  const { firstName, lastName, email, phone, birthDate, country } = person;
  return {
    first_name: firstName,
    last_name: lastName,
    date_of_birth: birthDate,
    email,
    phone_number: phone,
    gender: guests.whole(number, 'gender', 0, 2),
    ...addressOf(guests, number),
    country,
    state: '',
    ...accountOf(guests, number, person),
  };
}

function addressOf(dice: Dice, number: number): Json {
  return {
    address: `${dice.pick(number, 'street', STREETS)} ${dice.whole(number, 'house', 1, 180)}`,
    postal_code: dice.digits(number, 'postal code', 5),
    city: dice.pick(number, 'city', CITIES),
  };
}

function accountOf(dice: Dice, number: number, { country }: Person): Json {
  const hasAccount = dice.happens(number, 'account', 0.5);
  return { realm: hasAccount ? 'harbour-hall' : null, language: hasAccount ? (country === 'DE' ? 'de' : 'en') : null };
}

/** The first ticket is the buyer's own; others are often given to somebody else. */
export function holderOf({ order, position, number }: TicketRef): Json {
  const own = order.store.dice;
  const isBuyers = position === 0 || own.happens(number, 'kept', 0.5);
  return consumerOf(isBuyers ? buyerOf(order) : own.whole(number, 'holder', 8, 60_000));
}
