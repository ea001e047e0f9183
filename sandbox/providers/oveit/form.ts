import { type Person, personOf } from '../people.ts';
import { dice } from '../random.ts';
import type { FormField } from './catalogue.ts';
import type { Ticket } from './event-store.ts';

/** People are the seller's, not an event's: the same number is the same guest everywhere. */
const guests = dice(1, 'oveit/guests');

/** Answers to the event's form, one a question. */
export function answersOf(ticket: Ticket): readonly unknown[] {
  const { store, number, trap } = ticket;
  const person = personOf(guests, store.dice.whole(number, 'guest', 0, 60_000));
  return trap?.values ?? (store.event.form ?? []).map((field) => answerOf(field, person, ticket));
}

function answerOf(field: FormField, person: Person, { store, number }: Ticket): unknown {
  const own = store.dice;
  const isLeftOut = !field.is_mandatory && own.happens(number, field.name, 0.3);
  if (isLeftOut) return field.is_multiple ? [] : null;
  switch (field.type) {
    case 'text':
      return `${person.firstName} ${person.lastName}`;
    case 'email':
      return person.email;
    case 'date':
      return person.birthDate;
    case 'file':
      return fileOf(number);
    case 'select':
      return choiceOf(field, own.whole(number, `${field.name} choice`, 0, 99));
  }
}

function choiceOf({ values = [], is_multiple }: FormField, roll: number): unknown {
  const chosen = values[roll % values.length] ?? '';
  if (!is_multiple) return chosen;
  const other = values[(roll + 1) % values.length] ?? '';
  return roll % 3 === 0 ? [chosen, other] : [chosen];
}

function fileOf(number: number) {
  return { id: 7_000_000 + number, name: `photo-${number}.jpg`, mime_type: 'image/jpeg', size: 20_000 + number };
}

/** Who paid for the order. */
export function buyerName({ store, order }: Ticket): string {
  const { firstName, lastName } = personOf(guests, store.dice.whole(order, 'buyer', 0, 60_000));
  return `${firstName} ${lastName}`;
}
