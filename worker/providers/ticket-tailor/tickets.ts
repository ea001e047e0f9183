import { z } from 'zod';
import { dataset, type Dataset, type Lookup } from '../provider.ts';
import { eachEvent, flag, text } from '../scope-fields.ts';
import { byLastRow, createdPush, eventField, listOf, only, reread } from './lists.ts';
import { lookUpById, lookUpInList } from './look-ups.ts';
import type { TicketTailorSettings } from './settings.ts';
import { RawTicket, statusOf, ticketTable } from './ticket.ts';

const WithTickets = z.looseObject({ id: z.string().min(1), issued_tickets: z.array(z.unknown()).nullish() });

/** By way of the order, which shows all its tickets at once, however many they are. */
const ofOrder: Lookup = {
  ...lookUpById('/orders', 'orderId', 'Order ID', 'IDs of orders, such as or_123: finds all tickets of each.'),
  records: (body) => WithTickets.parse(body).issued_tickets ?? [],
};

const CANNOT_TELL = [
  'What a single ticket cost: the price is that of the list; discounts and payments are in the orders.',
  'When a ticket was checked in: the check-ins tell it.',
  'Names and dates of the events: the events tell them, by the event ID.',
  'Seats, beyond what is held as a reservation.',
  'How many tickets there are: only reading to the end shows that nothing is missing.',
];

const SCOPE = [
  eventField,
  text('eventSeriesId', 'Event series', 'ID of one series.'),
  text('orderId', 'Order', 'Tickets of one order.'),
  text('status', 'Status at Ticket Tailor', 'Only this one: valid or voided.'),
  text('name', 'Name', 'Only tickets of this holder.'),
  text('email', 'E-mail', 'Only tickets of this address.'),
  text('barcode', 'Barcode', 'Only this ticket.'),
  text('reference', 'Reference', 'Only tickets with this reference of yours.'),
  flag('includeDeleted', 'Include voided', 'Bring in voided tickets too.'),
];

/** Issued tickets, voided ones left out unless asked for. */
export const tickets = ({ rereadDays }: TicketTailorSettings): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'Issued tickets of chosen events or of all, with their holders and whether they were checked in.',
    cannotTell: CANNOT_TELL,
    scope: SCOPE,
    columns: ticketTable.columns,
    paging: byLastRow(),
    misfit: () => null,
    parts: (scope, { status }) =>
      eachEvent(status?.includes('cancelled') ? { ...scope, includeDeleted: 'true' } : scope),
    request: (scope) => ({
      path: '/issued_tickets',
      query: only({
        event_id: scope['eventId'],
        event_series_id: scope['eventSeriesId'],
        order_id: scope['orderId'],
        status: scope['status'],
        name: scope['name'],
        email: scope['email'],
        barcode: scope['barcode'],
        reference: scope['reference'],
      }),
    }),
    pushes: createdPush,
    updatedSince: reread(rereadDays),
    list: listOf,
    lookups: [
      lookUpById('/issued_tickets', 'ticketId', 'Ticket ID', 'IDs of tickets, such as it_123.'),
      lookUpInList('/issued_tickets', 'barcode', 'barcode', 'Barcode', 'Barcodes of tickets.'),
      ofOrder,
    ],
    raw: RawTicket,
    key: ({ id }) => id,
    keep: (ticket, { includeDeleted, status = '' }) =>
      includeDeleted === 'true' || status.startsWith('void') || statusOf(ticket) !== 'cancelled',
    normalise: ticketTable.normalise,
  });
