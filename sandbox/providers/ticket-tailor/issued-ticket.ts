import { personOf } from '../people.ts';
import { dice, type Dice } from '../random.ts';
import { typePosition } from './amounts.ts';
import { blockOf, type SandboxEvent, ticketTypeId, ticketTypesOf } from './catalogue.ts';
import type { TicketTailorSwitches } from './switches.ts';
import { unix, type Wire, word } from './wire.ts';
import { eventById, type EventStore } from './world.ts';

/** The ticket with this number in the event it was sold with. */
export type TicketRef = { readonly store: EventStore; readonly ticket: number };

const people = dice(1, 'people');

/** A ticket as it is sent. */
export function issuedTicketOf(ref: TicketRef, switches: TicketTailorSwitches): Wire {
  const { store, ticket } = ref;
  const { book } = store;
  const order = book.orderOf(ticket);
  const life = book.ticket(ticket);
  const event = ticketEvent(ref);
  const barcode = barcodeOf(book.dice, ticket);
  const wire = {
    object: 'issued_ticket',
    id: ticketId(ref),
    add_on_id: book.dice.happens(ticket, 'add-on', 0.02) ? `pr_${(ticket % 3) + 1}` : null,
    barcode,
    barcode_url: `https://example.org/barcode/${barcode}`,
    checked_in: word(life.scans.reduce((sum, { quantity }) => sum + quantity, 0) > 0),
    created_at: unix(book.order(order).soldAt),
    custom_questions: questions(book.dice, ticket),
    event_id: event.id,
    event_series_id: event.seriesId,
    group_ticket_barcode: null,
    ...holderOf(store, ticket),
    order_id: `or_${blockOf(store.event) + order + 1}`,
    qr_code_url: `https://example.org/qr/${barcode}`,
    reference: book.dice.happens(ticket, 'reference', 0.1) ? `0${book.dice.digits(ticket, 'reference', 4)}` : null,
    reservation: null,
    source: book.dice.pick(order, 'source', ['checkout', 'checkout', 'checkout', 'api']),
    status: ticketStatus(ref, switches),
    ...typeOf(ref),
    updated_at: unix(life.updatedAt),
    voided_at: life.voidedAt === null ? null : unix(life.voidedAt),
  };
  const isFirst = book.ticketsOf(order)[0] === ticket;
  return { ...wire, ...(isFirst ? store.trap(order)?.ticket : {}) };
}

export function ticketId({ store, ticket }: TicketRef): string {
  return `it_${blockOf(store.event) + ticket + 1}`;
}

/** What the ticket's `barcode` is, without writing the whole ticket unless it is an odd one. */
export function ticketBarcode(ref: TicketRef, switches: TicketTailorSwitches): unknown {
  const { book, trap } = ref.store;
  if (trap(book.orderOf(ref.ticket)) === undefined) return barcodeOf(book.dice, ref.ticket);
  return issuedTicketOf(ref, switches)['barcode'];
}

/** The ticket's status word; the list's filter knows only valid and voided. */
export function ticketStatus({ store, ticket }: TicketRef, { voidWord }: TicketTailorSwitches): string {
  return store.book.ticket(ticket).voidedAt === null ? 'valid' : voidWord;
}

/** What the ticket lets into, which is not always what its order was placed for. */
export function ticketEvent({ store, ticket }: TicketRef): SandboxEvent {
  const order = store.book.orderOf(ticket);
  const isLast = store.trap(order)?.otherEvent === true && store.book.ticketsOf(order).at(-1) === ticket;
  return (isLast ? eventById(store.event.alsoSells ?? '') : undefined) ?? store.event;
}

function typeOf(ref: TicketRef): Wire {
  const { event } = ref.store;
  const position = typePosition(ref.store, ref.ticket);
  const type = ticketTypesOf(event)[position];
  return {
    description: type?.name ?? '',
    listed_currency: { base_multiplier: event.baseMultiplier, code: event.currency },
    listed_price: type?.price ?? 0,
    ticket_type_id: ticketTypeId(event, position),
  };
}

/** Many orders name nobody but the buyer, some not even that. */
function holderOf({ book }: EventStore, ticket: number): Wire {
  const own = book.dice;
  const { edits } = book.ticket(ticket);
  const person = personOf(people, own.whole(ticket, `holder ${edits}`, 0, 60_000));
  const isNamed = edits > 0 || !own.happens(ticket, 'nobody', 0.03);
  return {
    email: person.email,
    first_name: isNamed ? person.firstName : null,
    full_name: isNamed ? `${person.firstName} ${person.lastName}` : null,
    last_name: isNamed ? person.lastName : null,
  };
}

function questions(own: Dice, ticket: number): Wire[] {
  return own.happens(ticket, 'shirt', 0.2)
    ? [{ question: 'Shirt size', answer: own.pick(ticket, 'size', ['S', 'M', 'L']) }]
    : [];
}

/** Eight characters; some look like numbers, some start with zeros. */
function barcodeOf(own: Dice, ticket: number): string {
  return own.hex(ticket, 'barcode', 8).toUpperCase();
}
