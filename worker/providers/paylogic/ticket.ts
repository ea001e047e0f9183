import { z } from 'zod';
import type { Scope } from '../../../shared/api.ts';
import { raw } from '../raw-values.ts';
import { Consumer } from './consumer.ts';
import { Embedded, embeddedIn, hrefOf, Links, namedBy, uidOf } from './hal.ts';
import { RawOrder } from './order.ts';
import { RawProduct } from './product.ts';
import { eventsOf } from './scope.ts';
import { Amount, sayIn, Texts, type Say } from './values.ts';

/** A ticket as Paylogic answers it. The published table and example disagree, so only the uid is taken for granted. */
export const RawTicket = z.object({
  uid: z.string().min(1),
  code: raw.text,
  consumer: Consumer,
  seating: z
    .object({
      seat: raw.text,
      row: raw.text,
      section: raw.text,
      seat_label: Texts,
      row_label: Texts,
      section_label: Texts,
      venue: Texts,
    })
    .nullish(),
  subproduct: Texts,
  status: raw.text,
  is_scanned: raw.flag,
  has_valid_subscription: raw.flag,
  needs_personalization: raw.flag,
  personalization_start: raw.text,
  personalization_end: raw.text,
  personalization_form: raw.opaque,
  price: Amount,
  service_fee_paid: Amount,
  fulfillment_starts_at: raw.text,
  scannable_until: raw.text,
  _links: Links,
  _embedded: Embedded,
});
export type RawTicket = z.infer<typeof RawTicket>;

/** What is told of a ticket's event. */
export const TicketEvent = z.object({
  uid: raw.text,
  title: Texts,
  subtitle: Texts,
  event_start: raw.text,
  event_end: raw.text,
  location: raw.opaque,
});
export type TicketEvent = z.infer<typeof TicketEvent>;

/** A ticket with all that is known around it. `parent`: of the package it is a part of. */
export type TicketView = {
  readonly ticket: RawTicket;
  readonly order: RawOrder | null;
  readonly product: RawProduct | null;
  readonly event: TicketEvent | null;
  readonly sales: unknown;
  readonly parent: { readonly ticketId: string | null; readonly productId: string | null };
  readonly isPackage: boolean | null;
  readonly say: Say;
};

type Around = {
  readonly order: RawOrder | null;
  readonly tickets: readonly RawTicket[];
  readonly products?: ReadonlyMap<string, RawProduct> | undefined;
  readonly event?: TicketEvent | undefined;
};

/** The tickets of one order, or a ticket alone, each once, with what is known around it. */
export function viewsOf({ order, tickets: given, products, event }: Around, scope: Scope): TicketView[] {
  const say = sayIn(scope['language']);
  const tickets = [...new Map(given.map((ticket) => [ticket.uid, ticket])).values()];
  const parents = tickets.map((ticket) => parentOf(ticket, tickets));
  return tickets.map((ticket, index) => {
    const product = firstOf(RawProduct, embeddedIn(ticket, 'shop:product')) ?? productNamed(ticket, products);
    const hasParts = parents.some((parent) => isParent(ticket, parent));
    return {
      ticket,
      order,
      product,
      event: firstOf(TicketEvent, embeddedIn(ticket, 'shop:event')) ?? eventNamed(ticket, event),
      sales: embeddedIn(ticket, 'shop:secondary_sales') ?? embeddedIn(ticket, 'shop:transfer_sale'),
      parent: parents[index] ?? NO_PARENT,
      isPackage: hasParts || (order ? false : isCombo(product)),
      say,
    };
  });
}

const productNamed = (ticket: RawTicket, products: Around['products']): RawProduct | null =>
  products?.get(productOf(ticket) ?? '') ?? null;

/** Of a ticket without its order only the product tells. */
const isCombo = (product: RawProduct | null): boolean | null => product?.combo ?? null;

/** An order can hold tickets of another event than the one it was listed for. */
function eventNamed({ _links }: RawTicket, event: TicketEvent | undefined): TicketEvent | null {
  const uid = uidOf(_links, 'shop:event');
  return event && (uid === null || uid === event.uid) ? event : null;
}

/** Null also for what cannot be understood: a ticket is a ticket without its product. */
function firstOf<T>(schema: z.ZodType<T>, found: unknown[] | null): T | null {
  const parsed = schema.safeParse(found?.[0]);
  return parsed.success ? parsed.data : null;
}

type Parent = TicketView['parent'];
const NO_PARENT: Parent = { ticketId: null, productId: null };

const productOf = ({ _links }: RawTicket): string | null => uidOf(_links, 'shop:product');

/** The link leads to the package's ticket or to its product; where several tickets have that product, it is not told which. */
function parentOf({ _links }: RawTicket, tickets: readonly RawTicket[]): Parent {
  const named = namedBy(hrefOf(_links, 'shop:parent'));
  if (named === null) return NO_PARENT;
  if (named.kind === 'tickets') {
    const whole = tickets.find(({ uid }) => uid === named.uid);
    return { ticketId: named.uid, productId: whole ? productOf(whole) : null };
  }
  const [whole, another] = tickets.filter((ticket) => productOf(ticket) === named.uid);
  return { ticketId: another ? null : (whole?.uid ?? null), productId: named.uid };
}

const isParent = (ticket: RawTicket, { ticketId, productId }: Parent): boolean =>
  ticketId === ticket.uid || (ticketId === null && productId !== null && productId === productOf(ticket));

/** Whether the ticket is of the chosen events; one without a link is of the event its list was asked for. */
export function isOfEvent({ ticket }: TicketView, scope: Scope): boolean {
  const chosen = eventsOf(scope);
  const event = uidOf(ticket._links, 'shop:event');
  return event === null || chosen.length === 0 || chosen.includes(event);
}
