import type { FormField, SandboxEvent } from './catalogue.ts';
import { checkInJson, isCheckedIn } from './check-ins.ts';
import { chipOf, type EventStore, type Ticket } from './event-store.ts';
import { answersOf, buyerName } from './form.ts';
import { isoOf, isoWithoutColon } from './instants.ts';
import type { OveitSwitches } from './switches.ts';

export type Json = Record<string, unknown>;

/** An event of `seller/events`. */
export function eventJson(store: EventStore, { ticketsSold }: OveitSwitches): Json {
  const { event } = store;
  const tickets = store.tickets();
  return {
    id: event.id,
    name: event.name,
    location: event.location,
    starts_at: startOf(event),
    hash: event.hash,
    tickets: tickets.length,
    tickets_checked_in: tickets.filter(isCheckedIn).length,
    ...(ticketsSold && { tickets_sold: tickets.length }),
    ticket_types: event.types.map((type) => ({ ...type })),
  };
}

function startOf({ startsAt, offset }: SandboxEvent): string | null {
  return startsAt === null ? null : isoOf(startsAt, offset);
}

/** A ticket of `events/tickets`. */
export function ticketJson(ticket: Ticket): Json {
  return {
    code: ticket.code,
    ticket_type_id: ticket.type?.id ?? 0,
    checked_in: isCheckedIn(ticket),
    checkins: checkInsJson(ticket),
    ...ticket.trap?.ticket,
  };
}

function checkInsJson(ticket: Ticket) {
  return ticket.store.checkIns(ticket).map((checkIn) => checkInJson(ticket, checkIn));
}

/** Whether somebody filled in the form for this ticket. */
export function hasAttendee({ store, number, trap }: Ticket): boolean {
  return trap ? trap.attendee !== null : store.dice.happens(number, 'registered', 0.93);
}

/** A row of `events/attendees`. */
export function attendeeJson(ticket: Ticket, switches: OveitSwitches): Json {
  const { store, number, order, soldAt, code, type, trap } = ticket;
  const idOf = (id: number) => (switches.attendeeIds === 'string' ? String(id) : id);
  const attendee = {
    id: idOf(store.event.id * 100_000 + number),
    order_id: idOf(orderId(ticket)),
    ticket_id: idOf(store.event.id * 200_000 + number),
    ticket_code: code,
    ticket_type: { id: type?.id ?? 0, name: type?.name ?? '' },
    created_at: isoWithoutColon(soldAt, store.event.offset),
    values: answersOf(ticket),
    ...(switches.attendeeExtras && {
      order_uuid: uuidOf(ticket, order),
      links: [{ rel: 'ticket', href: `https://tickets.example.org/${code}` }],
      checkins: checkInsJson(ticket),
    }),
  };
  return { ...attendee, ...trap?.attendee };
}

function orderId({ store, order }: Ticket): number {
  return store.event.id * 1000 + order;
}

function uuidOf({ store }: Ticket, order: number): string {
  const hex = store.dice.hex(order, 'uuid', 32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** The answer of a scan or a check-in; `ok` says nothing about admission. */
export function scanJson(ticket: Ticket): Json {
  const { store, code, type, soldAt, number } = ticket;
  const { event } = store;
  const chip = chipOf(ticket);
  return {
    ok: true,
    ticket: { code, series: `HH${String(number).padStart(6, '0')}` },
    ticket_type: { id: type?.id ?? 0, name: type?.name ?? '' },
    event: { id: event.id, name: event.name, starts_at: startOf(event), location: event.location },
    order: { id: orderId(ticket), name: buyerName(ticket), date: isoOf(soldAt, event.offset) },
    checkins: checkInsJson(ticket),
    attendee: {
      fields: (event.form ?? []).map(({ name, type: kind, is_mandatory }: FormField) => ({
        name,
        type: kind,
        is_mandatory,
      })),
      values: event.form && hasAttendee(ticket) ? answersOf(ticket) : [],
    },
    rfid_codes: chip === null ? [] : [{ code: chip, date: isoOf(soldAt + 86_400_000, event.offset) }],
  };
}
