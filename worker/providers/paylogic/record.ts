import { z } from 'zod';
import { Missing, type Details } from '../provider.ts';
import { embeddedIn, hrefOf, Json, Links, namedBy } from './hal.ts';
import { RawOrder } from './order.ts';
import type { RawProduct } from './product.ts';
import { RawTicket, TicketEvent } from './ticket.ts';

/** Ours, beside what Paylogic answered: what was asked for on its own, and why it could not be had. */
const Told = {
  asked: z.boolean().optional(),
  unread: z.enum(['not found', 'no access', 'not valid']).optional(),
  products: z.custom<ReadonlyMap<string, RawProduct>>((value) => value instanceof Map).optional(),
  event: TicketEvent.optional(),
};
const OrderRecord = RawOrder.extend(Told);
const LoneTicket = RawTicket.extend(Told);
const State = z.looseObject({ uid: z.string().optional(), _links: Links, ...Told });

/** What rows are made from: an order with its tickets, or a ticket alone. */
export type TicketRecord = Pick<z.infer<typeof State>, 'unread' | 'products' | 'event'> & {
  readonly order: RawOrder | null;
  readonly tickets: readonly RawTicket[];
};

export const TicketRecord: z.ZodType<TicketRecord> = z.unknown().transform((value) => {
  if (isTicket(value)) return { ...LoneTicket.parse(value), order: null, tickets: [RawTicket.parse(value)] };
  const { unread, products, event, ...order } = OrderRecord.parse(value);
  return { order, tickets: z.array(RawTicket).parse(embeddedIn(value, 'shop:ticket') ?? []), unread, products, event };
});

const TICKETS_ONLY = [
  'code',
  'seating',
  'subproduct',
  'price',
  'is_scanned',
  'needs_personalization',
  'has_valid_subscription',
];

/** Orders and tickets have no mark of what they are. */
function isTicket(value: unknown): boolean {
  const record = State.safeParse(value).data;
  if (!record || embeddedIn(value, 'shop:ticket') !== null) return false;
  return TICKETS_ONLY.some((name) => name in record) || namedBy(hrefOf(record._links, 'self'))?.kind === 'tickets';
}

/** A list may show only links of a ticket, with its uid and status. */
const isWhole = (ticket: unknown): boolean => {
  const members = Json.safeParse(ticket).data ?? {};
  return ['consumer', 'seating', 'price', 'is_scanned', 'code'].some((name) => name in members);
};

const uidIn = (value: unknown): string => z.looseObject({ uid: z.string().min(1) }).parse(value).uid;
const wasAsked = (value: unknown): boolean => State.safeParse(value).data?.asked === true;

/** An order is asked for once when it does not show its tickets, or not whole. */
function needsOrder(record: unknown): boolean {
  const tickets = embeddedIn(record, 'shop:ticket');
  return !wasAsked(record) && !(tickets?.every(isWhole) ?? false);
}

/** After that, tickets are asked for one by one. */
const ticketsOf = (record: unknown): unknown[] => embeddedIn(record, 'shop:ticket') ?? [];

/**
 * The order, where the list does not show its tickets; the tickets, where the order does not show them whole, or where somebody
 * wants them one by one for what only that tells.
 */
export const ticketDetails: Details = {
  requests: (record, { oneByOne }) => {
    const ticketAt = (ticket: unknown) => ({ path: `/tickets/${uidIn(ticket)}`, query: {} });
    if (isTicket(record)) return isWhole(record) || wasAsked(record) ? [] : [ticketAt(record)];
    if (needsOrder(record)) return [{ path: `/orders/${uidIn(record)}`, query: {} }];
    const tickets = ticketsOf(record).filter((ticket) => !wasAsked(ticket));
    return oneByOne === 'true' || !tickets.every(isWhole) ? tickets.map(ticketAt) : [];
  },
  merge: (record, answers) => {
    if (isTicket(record) || needsOrder(record)) return withAnswer(record, answers[0]);
    const queue = [...answers];
    const tickets = ticketsOf(record).map((ticket) => (wasAsked(ticket) ? ticket : withAnswer(ticket, queue.shift())));
    return { ...Json.parse(record), _embedded: { 'shop:ticket': tickets } };
  },
};

/** What was embedded stays unless the answer has it too; what cannot be had is told. */
function withAnswer(record: unknown, answer: unknown): Json {
  const known = Json.parse(record);
  if (answer instanceof Missing) return { ...known, asked: true, unread: answer.why };
  const told = Json.parse(answer);
  const embedded = { ...Json.safeParse(known['_embedded']).data, ...Json.safeParse(told['_embedded']).data };
  return { ...known, ...told, _embedded: embedded, asked: true };
}

/** An order the application may not see stands in the list with its uid only; asking for it tells why. */
export const orderDetails: Details = {
  requests: (record) => {
    const shows = ['created_date', 'status', 'product_selection', 'grand_total'].some(
      (name) => name in Json.parse(record),
    );
    return shows || wasAsked(record) ? [] : [{ path: `/orders/${uidIn(record)}`, query: {} }];
  },
  merge: (record, [answer]) => withAnswer(record, answer),
};

/** Whether an order has vanished since it was listed. */
export const isGone = ({ unread }: TicketRecord): boolean => unread === 'not found';

/** @throws RangeError telling of an order that cannot be seen. */
export function assertSeen({ unread, order }: TicketRecord): void {
  if (unread === undefined || unread === 'not found') return;
  throw new RangeError(`order ${order?.uid ?? 'of a ticket'}: ${unread}, so it is missing with its tickets`);
}
