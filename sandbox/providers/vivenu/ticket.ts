import { personOf } from '../people.ts';
import { dice } from '../random.ts';
import { seatOf } from '../seats.ts';
import { addressFields, buyerOf, customerId } from './buyer.ts';
import { cartItemOf, isHard } from './cart.ts';
import { major, SELLER_ID, type SandboxEvent } from './catalogue.ts';
import { ticketHistory } from './history.ts';
import { idOf } from './ids.ts';
import { isPos } from './payment.ts';
import { transactionId } from './transaction.ts';
import { iso, type Wire } from './wire.ts';
import type { EventStore } from './world.ts';

/** The ticket with this number in its event. */
export type TicketRef = { readonly store: EventStore; readonly ticket: number };

const people = dice(1, 'people');

/** A ticket as it is sent. */
export function ticketOf(ref: TicketRef): Wire {
  const { store, ticket } = ref;
  const { book, event } = store;
  const order = book.orderOf(ticket);
  const life = book.ticket(ticket);
  const createdAt = book.order(order).soldAt;
  const wire = {
    _id: ticketId(ref),
    sellerId: SELLER_ID,
    eventId: event.id,
    rootEventId: event.rootId,
    transactionId: transactionId({ store, order }),
    ...holderFields(ref),
    ...saleFields(ref),
    ...seatFields(ref),
    createdAt: iso(createdAt),
    updatedAt: iso(life.updatedAt),
    status: ticketStatus(ref),
    completed: book.order(order).state === 'complete',
    secret: book.dice.hex(ticket, 'ticket secret', 32),
    barcode: barcodeOf(ref),
    history: ticketHistory(store, ticket, createdAt, life.scans),
    expiresAt: book.order(order).state === 'reserved' ? iso(createdAt + 1_209_600_000) : undefined,
    customerId: customerId(store, order),
    __v: 0,
    _locks: [],
    addOns: [],
  };
  return { ...wire, ...trapOf(ref) };
}

/** One member of a ticket as it is sent, without the work of making all the others. */
export function memberOf(ref: TicketRef, name: FilteredMember): unknown {
  const odd = trapOf(ref);
  return odd && name in odd ? odd[name] : PARTS[name](ref)[name];
}

const PARTS = {
  name: holderFields,
  type: occasionalFields,
  deliveryType: occasionalFields,
  batch: occasionalFields,
  batchCounter: occasionalFields,
  seatingInfo: seatFields,
  customerId: ({ store, ticket }: TicketRef): Wire => ({ customerId: customerId(store, store.book.orderOf(ticket)) }),
  // only a trap has one
  packageInfo: (): Wire => ({}),
} as const;
export type FilteredMember = keyof typeof PARTS;

export function ticketId({ store, ticket }: TicketRef): string {
  return idOf(store, 'ticket', ticket);
}

/** Whether anything was issued: a basket that was never paid has no tickets. */
export function isIssued({ store, ticket }: TicketRef): boolean {
  return ['complete', 'reserved', 'cancelled'].includes(store.book.order(store.book.orderOf(ticket)).state);
}

export function ticketStatus(ref: TicketRef): string {
  const { book } = ref.store;
  const odd = trapOf(ref)?.['status'];
  if (typeof odd === 'string') return odd;
  if (book.ticket(ref.ticket).voidedAt !== null) return 'INVALID';
  if (book.order(book.orderOf(ref.ticket)).state === 'reserved') return 'RESERVED';
  return needsDetails(ref) ? 'DETAILSREQUIRED' : 'VALID';
}

/** Digits with zeros in front; it opens the door. */
export function barcodeOf(ref: TicketRef): string {
  const odd = trapOf(ref)?.['barcode'];
  return typeof odd === 'string' ? odd : ref.store.book.dice.digits(ref.ticket, 'barcode', 12);
}

function trapOf({ store, ticket }: TicketRef): Wire | undefined {
  const order = store.book.orderOf(ticket);
  const trap = store.trap(order);
  if (!trap) return undefined;
  const position = store.book.ticketsOf(order).indexOf(ticket);
  if (trap.rebooked && position === 1) {
    return { origin: 'rebooking', originTicketId: ticketId({ store, ticket: ticket - 1 }) };
  }
  return trap.ticketParts?.[position];
}

/** Nobody has said yet who will come with it. */
function needsDetails({ store, ticket }: TicketRef): boolean {
  const { edits, scans } = store.book.ticket(ticket);
  const isTrap = store.trap(store.book.orderOf(ticket)) !== undefined;
  return !isTrap && edits === 0 && scans.length === 0 && store.book.dice.happens(ticket, 'details', 0.05);
}

function holderFields(ref: TicketRef): Wire {
  const { store, ticket } = ref;
  const own = store.book.dice;
  const order = store.book.orderOf(ticket);
  const { edits } = store.book.ticket(ticket);
  const personalized = edits > 0 || own.happens(ticket, 'personalized', 0.5);
  if (!personalized && (isPos(store, order) || needsDetails(ref))) return { name: '', personalized };
  const holder = personOf(people, own.whole(ticket, `holder ${edits}`, 0, 60_000));
  const person = personalized ? holder : buyerOf(store, order);
  return {
    personalized,
    company: own.happens(order, 'company', 0.1) ? 'Wren & Söhne GmbH' : undefined,
    name: `${person.firstName} ${person.lastName}`,
    firstname: person.firstName,
    lastname: person.lastName,
    email: person.email,
    ...addressFields(own, order, person),
  };
}

function saleFields({ store, ticket }: TicketRef): Wire {
  const { book, event } = store;
  const order = book.orderOf(ticket);
  const { id, position, price, type } = cartItemOf(store, ticket);
  const sale = isPos(store, order) ? { posId: idOf(store, 'other', 5), origin: 'pos' } : {};
  return {
    ...sale,
    categoryRef: idOf(store, 'category', position),
    categoryName: type.category,
    ticketTypeId: idOf(store, 'ticketType', position),
    ticketName: type.name,
    cartItemId: id,
    currency: event.currency,
    regularPrice: major(event, type.price),
    realPrice: major(event, price),
    ...occasionalFields({ store, ticket }),
  };
}

/** What only some tickets have. */
function occasionalFields({ store, ticket }: TicketRef): Wire {
  const own = store.book.dice;
  const order = store.book.orderOf(ticket);
  const isPrinted = isHard(store, order);
  return {
    underShopId: own.happens(order, 'under shop', 0.1) ? idOf(store, 'other', 4) : undefined,
    type: own.happens(ticket, 'no type', 0.1) ? undefined : 'SINGLE',
    deliveryType: isPrinted ? 'HARD' : 'VIRTUAL',
    readyForDelivery: isPrinted ? own.happens(order, 'printed', 0.7) : undefined,
    extraFields: own.happens(ticket, 'extra', 0.3) ? { shirt: own.pick(ticket, 'shirt', ['S', 'M', 'L']) } : {},
    ...batchFields(store, ticket),
  };
}

/** Tickets printed ahead of the sale. */
function batchFields({ book }: EventStore, ticket: number): Wire {
  if (!book.dice.happens(ticket, 'batch', 0.02)) return {};
  return { batch: 'batch_007', batchCounter: ticket };
}

function seatFields({ store, ticket }: TicketRef): Wire {
  const own = store.book.dice;
  const position = store.book.ticketsOf(store.book.orderOf(ticket)).indexOf(ticket);
  const common = {
    _id: idOf(store, 'seat', ticket),
    statusId: idOf(store, 'seat', 100_000_000 + ticket),
    categoryId: idOf(store, 'category', position),
  };
  if (!store.event.seated) return { seatingInfo: { ...common, _type: 7, name: standingName(store.event) } };
  const place = seatOf(own, ticket);
  const seatType = own.happens(ticket, 'seat type', 0.03)
    ? own.pick(ticket, 'seat type', ['handicapped', 'limitedView', 'foldable'])
    : null;
  return {
    seat: `${place.area}, ${place.row}, ${place.seat}`,
    seatingInfo: {
      ...common,
      _type: 6,
      seatType,
      sectionName: place.area,
      groupName: place.block,
      rowName: place.row,
      seatName: place.seat,
      gate: place.gate,
    },
  };
}

function standingName({ currency }: SandboxEvent): string {
  return currency === 'GBP' ? 'Start block 01' : 'Floor';
}
