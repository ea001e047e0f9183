import { barcodeOf } from '../barcodes.ts';
import { seatOf } from '../seats.ts';
import { holderOf } from './consumer.ts';
import { saleResource } from './event.ts';
import { olderUid, type TicketRef } from './event-store.ts';
import { uidOf } from './catalogue.ts';
import { commonLinks, type Json, type LinkTo } from './hal.ts';
import { isOver, isUnpaid } from './order-life.ts';
import { productPath, productResource } from './product.ts';
import type { PaylogicSwitches } from './switches.ts';
import { amountOf, i18n, instantOf } from './values.ts';

const DAY = 86_400_000;

export function ticketUid({ order, number }: TicketRef): string {
  return order.store.ticketUid(number);
}

/** The word besides `valid` is ours: the vendor publishes no other. */
export function ticketStatus({ order, position }: TicketRef): string {
  const odd = order.trap?.tickets?.[position]?.['status'];
  if (typeof odd === 'string') return odd;
  return isOver(order.status) ? 'invalid' : 'valid';
}

/** A ticket with every member, as its own address shows it. */
export function ticketResource(ref: TicketRef, link: LinkTo, switches: PaylogicSwitches): Json {
  return { ...plainTicket(ref, link, switches), _embedded: embeddedOf(ref, link, switches) };
}

/** A ticket without embedded resources, as it lies within an order. */
export function plainTicket(ref: TicketRef, link: LinkTo, switches: PaylogicSwitches): Json {
  const { order, position, slot } = ref;
  const { event } = order.store;
  const ticket = {
    _links: ticketLinks(ref, link, switches),
    uid: ticketUid(ref),
    code: barcodeOf(order.store.dice, ref.number),
    consumer: holderOf(ref),
    seating: seatingOf(ref),
    subproduct: i18n(slot.product.seated ? { en: 'Main entrance', nl: 'Hoofdingang' } : {}),
    status: ticketStatus(ref),
    is_scanned: order.store.isScanned(ref.number),
    has_valid_subscription: order.store.dice.happens(ref.number, 'subscription', 0.02),
    ...personalizationOf(ref),
    price: amountOf(slot.product.price),
    service_fee_paid: isUnpaid(order.status) ? null : amountOf(slot.product.fee),
    fulfillment_starts_at: instantOf(Date.parse(event.startsAt) - 30 * DAY),
    scannable_until: instantOf(Date.parse(event.endsAt) + 7_200_000),
  };
  return { ...ticket, ...order.trap?.tickets?.[position] };
}

/** A ticket as a list that only leads on shows it. */
export function ticketLink(ref: TicketRef, link: LinkTo, switches: PaylogicSwitches): Json {
  const { _links, uid, status, has_valid_subscription } = plainTicket(ref, link, switches);
  return { _links, uid, status, has_valid_subscription };
}

function ticketLinks(ref: TicketRef, link: LinkTo, switches: PaylogicSwitches): Json {
  const { order, position, slot, number } = ref;
  const { event, dice } = order.store;
  const uid = order.trap?.olderUid && position === 0 ? olderUid(order.store, number) : ticketUid(ref);
  const links = {
    ...commonLinks(link, `/tickets/${uid}`, 'ticket'),
    'shop:event': link(`/events/${event.uid}`),
    'shop:product': link(productPath(event, slot.product)),
    'shop:order': link(`/orders/${order.uid}`),
    ...parentLink(ref, link, switches),
    ...(isUnpaid(order.status) ? {} : walletLinks(uid, link)),
    'shop:personalization_request': [],
    'shop:refund_requests': dice.happens(number, 'refund', 0.01) ? [link(`/refund-requests/${uid}`)] : [],
    ...(dice.happens(number, 'offered', 0.03) && {
      'shop:ticket_transfer_approvals': link(`/tickets/${uid}/approvals`),
    }),
  };
  return { ...links, ...absolute(order.trap?.links?.[position] ?? {}, link) };
}

function walletLinks(uid: string, link: LinkTo): Json {
  return {
    'shop:eticket': link(`/etickets/${uid}`),
    apple_wallet_pass: link(`/tickets/${uid}/apple-wallet`),
    google_wallet_token: link(`/tickets/${uid}/google-wallet`),
  };
}

function parentLink(
  { order, slot: { parent } }: TicketRef,
  link: LinkTo,
  { parentLink: leadsTo }: PaylogicSwitches,
): Json {
  const whole = parent === null ? undefined : order.basket[parent];
  if (parent === null || !whole) return {};
  const { event } = order.store;
  const ticket = `/tickets/${order.store.ticketUid(order.firstTicket + parent)}`;
  return { 'shop:parent': link(leadsTo === 'ticket' ? ticket : productPath(event, whole.product)) };
}

/** Traps name paths; links are whole addresses. */
function absolute(links: Readonly<Json>, link: LinkTo): Json {
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole);
    if (typeof value !== 'object' || value === null || !('href' in value)) return value;
    return link(String(value.href));
  };
  return Object.fromEntries(Object.entries(links).map(([rel, value]) => [rel, whole(value)]));
}

function seatingOf({ order, number, slot }: TicketRef): Json {
  const labels = {
    seat_label: i18n({ en: 'Seat', nl: 'Stoel' }),
    row_label: i18n({ en: 'Row', nl: 'Rij' }),
    section_label: i18n({ en: 'Section', nl: 'Vak' }),
    venue: i18n({ nl: order.store.event.place.name }),
  };
  if (!slot.product.seated) return { seat: '', row: '', section: '', ...labels };
  const { seat, row, area, block } = seatOf(order.store.dice, number);
  return { seat, row, section: `${area} ${block}`, ...labels };
}

function personalizationOf({ order, number }: TicketRef): Json {
  const { event, dice } = order.store;
  const needs = dice.happens(number, 'personal', 0.1);
  const form = { first_name: { required: true }, email: { required: true, unique_per_product: true } };
  return {
    needs_personalization: needs,
    personalization_start: needs ? instantOf(Date.parse(event.startsAt) - 60 * DAY) : null,
    personalization_end: needs ? instantOf(Date.parse(event.startsAt) - DAY) : null,
    personalization_form: needs ? form : {},
  };
}

function embeddedOf({ order, position, slot }: TicketRef, link: LinkTo, switches: PaylogicSwitches): Json {
  const { event } = order.store;
  const product = productResource(event, slot.product, link);
  if (order.trap?.productUidDiffers && position === 0) product['uid'] = uidOf(`${event.id}/other`);
  return {
    'shop:product': product,
    [secondarySales(order.trap?.otherSecondarySales, switches)]: [saleResource(event, link)],
  };
}

function secondarySales(other: true | undefined, { secondarySales: usual }: PaylogicSwitches): string {
  if (!other) return usual;
  return usual === 'shop:transfer_sale' ? 'shop:secondary_sales' : 'shop:transfer_sale';
}
