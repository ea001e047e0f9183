import { z } from 'zod';
import { TICKET } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import type { ReadContext } from '../provider.ts';
import { raw, toDateTime, toJson, toText } from '../raw-values.ts';
import { admittedAt, eventValues, isAdmission, RawCheckIn, RawEventFacts } from './lists.ts';
import { toListPrice } from './price.ts';

const RawTicketType = z.object({ id: raw.text, name: raw.text, price: raw.text, addons: raw.opaque }).nullish();

/** A ticket: one of the list of an event, or the answer to a scan, which says more. */
export const RawTicket = z.object({
  code: raw.text,
  ticket_type_id: raw.text,
  checked_in: raw.flag,
  checkins: z.array(RawCheckIn).nullish(),
  ticket_type: RawTicketType,
  event: RawEventFacts,
  ok: raw.flag,
  ticket: z.object({ code: raw.text, series: raw.text }).nullish(),
  order: z.object({ id: raw.text, name: raw.text, date: raw.text }).nullish(),
  attendee: raw.opaque,
  rfid_codes: raw.opaque,
});
type RawTicket = z.infer<typeof RawTicket>;

/** A ticket with its ID, which is made of the code so that the code need not be shown, and the event that was asked for. */
type Ticket = RawTicket & { readonly code: string; readonly ticketId: string; readonly eventId: string | undefined };

/** @throws RangeError for a ticket without a code. */
export function ticketOf(record: RawTicket, { hash, scope }: ReadContext): Ticket {
  const code = toText(record.code) ?? toText(record.ticket?.code);
  if (code === null) throw new RangeError('code: missing');
  return { ...record, code, ticketId: hash(code), eventId: scope['eventId'] };
}

/** A scan says nothing but when; `ok` only that it was understood. */
function wasAdmitted({ checked_in, checkins, ticket }: Ticket): boolean | null | undefined {
  return ticket ? checkins?.some(isAdmission) : checked_in;
}

const { columns, normalise } = fieldTable<Ticket>(
  [
    ...shaped<Ticket, typeof TICKET>(TICKET, {
      ticketId: (t) => t.ticketId,
      eventId: (t) => eventValues(t.eventId, t.event).eventId,
      eventName: (t) => t.event?.name,
      eventStart: (t) => eventValues(t.eventId, t.event).eventStart,
      orderId: (t) => t.order?.id,
      ticketType: (t) => t.ticket_type?.name,
      ticketTypeId: (t) => t.ticket_type_id ?? t.ticket_type?.id,
      barcode: (t) => t.code,
      checkedIn: wasAdmitted,
      checkedInAt: (t) => admittedAt(t.checkins),
      purchasedAt: (t) => toDateTime('order.date', t.order?.date),
    }),
    field('venue', 'Venue', 'text', 'none', 'Where the event is.', (t) => t.event?.location),
    field('listPrice', 'List price', 'money', 'none', 'Price of the ticket type now; not what was paid.', (t) =>
      toListPrice(t.ticket_type?.price),
    ),
    field('listPriceText', 'List price (original)', 'text', 'none', 'As Oveit writes it, such as "Free".', (t) =>
      toText(t.ticket_type?.price),
    ),
    field(
      'admissions',
      'Admissions',
      'integer',
      'none',
      'How often it was admitted.',
      (t) => t.checkins?.filter(isAdmission).length,
    ),
    field(
      'addOnUses',
      'Add-on uses',
      'integer',
      'none',
      'How often its add-ons were used.',
      (t) => t.checkins?.filter((one) => !isAdmission(one)).length,
    ),
    field('checkIns', 'Check-ins', 'json', 'none', 'Admissions and uses of add-ons.', (t) => toJson(t.checkins)),
    field('addOns', 'Add-ons', 'json', 'none', 'Add-ons of the ticket type.', (t) => toJson(t.ticket_type?.addons)),
    field('series', 'Series', 'text', 'none', 'Number printed on it; only looked up.', (t) => t.ticket?.series),
    field('buyerName', 'Buyer', 'text', 'identity', 'Name on the order; only looked up.', (t) => t.order?.name),
    field('form', 'Form', 'json', 'identity', 'Questions and answers; only looked up.', (t) => toJson(t.attendee)),
    field('chips', 'RFID chips', 'json', 'secret', 'Paired chips, which open the gate too; only looked up.', (t) =>
      toJson(t.rfid_codes),
    ),
    field(
      'understood',
      'Understood',
      'boolean',
      'none',
      'Oveit understood the look-up, which does not say that anybody was admitted.',
      (t) => t.ok,
    ),
  ],
  ['listPriceText'],
);

/** Every member of a ticket, as one row. */
export const ticketTable = {
  columns,
  normalise: (record: RawTicket, context: ReadContext) => normalise(ticketOf(record, context)),
};
