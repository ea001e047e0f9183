import { type Amounts, taxIn, typePosition, type TypeGroup } from './amounts.ts';
import { blockOf, ticketTypeId, ticketTypesOf } from './catalogue.ts';
import type { TicketTailorSwitches } from './switches.ts';
import type { Wire } from './wire.ts';
import type { EventStore } from './world.ts';

type Line = {
  readonly type: string;
  readonly description: string;
  readonly total: number;
  readonly quantity?: number;
  readonly fee?: number;
  readonly item?: string;
};

/** The lines of an order; where tax comes on top it is a line of its own, and the others are without it. */
export function lineItemsOf(
  store: EventStore,
  order: number,
  amounts: Amounts,
  switches: TicketTailorSwitches,
): Wire[] {
  const { event } = store;
  const exclusive = event.taxTreatment === 'exclusive';
  const lines: Line[] = [
    ...amounts.groups.map((group) => ticketLine(store, group)),
    ...(amounts.charge > 0
      ? [{ type: 'transaction_charge', description: 'Transaction charge', total: amounts.charge }]
      : []),
    ...(exclusive && amounts.tax > 0 ? [{ type: 'tax', description: 'VAT 19%', total: amounts.tax }] : []),
    ...voidLines(store, order, switches),
  ];
  return lines.map((line, position) => ({
    object: 'line_item',
    id: `li_${(blockOf(store.event) + order) * 20 + position}`,
    booking_fee: line.fee ?? 0,
    description: line.description,
    item_id: line.item ?? null,
    quantity: line.quantity ?? 1,
    total: line.total,
    type: line.type,
    value: exclusive ? line.total : line.total - taxIn(line.total, 'inclusive'),
  }));
}

function ticketLine({ event }: EventStore, { type, position, quantity }: TypeGroup): Line {
  return {
    type: 'ticket',
    description: type.name,
    total: quantity * (type.price + type.bookingFee),
    quantity,
    fee: type.bookingFee,
    item: ticketTypeId(event, position),
  };
}

function voidLines(store: EventStore, order: number, { voidSign }: TicketTailorSwitches): Line[] {
  const { book, event } = store;
  const voided = book.ticketsOf(order).filter((ticket) => book.ticket(ticket).voidedAt !== null);
  return voided.map((ticket) => {
    const position = typePosition(store, ticket);
    const price = ticketTypesOf(event)[position]?.price ?? 0;
    const total = voidSign === 'negative' && price > 0 ? -price : price;
    return { type: 'void', description: 'Voided ticket', total, item: ticketTypeId(event, position) };
  });
}
