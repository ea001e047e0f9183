import { z } from 'zod';
import type { Column, ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { EVENT } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { dataset, type Dataset, type Line } from '../provider.ts';
import { raw, toDateTime, toJson, toText } from '../raw-values.ts';
import { flag } from '../scope-fields.ts';
import { singlePage } from '../single-page.ts';
import { post } from './lists.ts';
import { toListPrice } from './price.ts';

const RawTicketType = z.looseObject({ id: raw.text, name: raw.text, price: raw.text, addons: raw.opaque });
type RawTicketType = z.infer<typeof RawTicketType>;

const RawEvent = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  name: raw.text,
  location: raw.text,
  starts_at: raw.text,
  hash: raw.text,
  tickets: raw.count,
  tickets_checked_in: raw.count,
  tickets_sold: raw.count,
  ticket_types: z.array(RawTicketType).nullish(),
});
type RawEvent = z.infer<typeof RawEvent>;

const List = z.object({ events: z.array(z.unknown()) });

const own = (id: string, title: string, type: ColumnType, about: string, get: (event: RawEvent) => Value | undefined) =>
  field<RawEvent>(id, title, type, 'none', about, get);

const eventTable = fieldTable<RawEvent>([
  ...shaped<RawEvent, typeof EVENT>(EVENT, {
    eventId: (e) => e.id,
    eventName: (e) => e.name,
    eventStart: (e) => toDateTime('starts_at', e.starts_at),
    venue: (e) => e.location,
    issuedTickets: (e) => e.tickets ?? e.tickets_sold,
    checkedInTickets: (e) => e.tickets_checked_in,
  }),
  // Beside the newer count only: alone it is the number of tickets.
  own('ticketsSold', 'Tickets (older count)', 'integer', 'The same by its older name; Oveit may drop it.', (e) =>
    typeof e.tickets === 'number' ? e.tickets_sold : null,
  ),
  own('ticketTypes', 'Ticket types', 'json', 'Ticket types with list prices and add-ons.', (e) =>
    toJson(e.ticket_types),
  ),
  own('hash', 'Hash', 'text', 'Undocumented.', (e) => e.hash),
]);

const perType = (
  id: string,
  title: string,
  type: ColumnType,
  about: string,
  value: (type: RawTicketType) => Value | undefined,
) => field<RawTicketType>(id, title, type, 'none', `${about} Only with one row a ticket type.`, value);

const typeTable = fieldTable<RawTicketType>([
  perType('ticketTypeId', 'Ticket type ID', 'text', 'The ticket type.', (t) => t.id),
  perType('ticketType', 'Ticket type', 'text', 'Its name.', (t) => t.name),
  perType('listPrice', 'List price', 'money', 'Its price; blank when it is no amount.', (t) => toListPrice(t.price)),
  perType('listPriceText', 'List price (original)', 'text', 'As Oveit writes it, such as "Free".', (t) =>
    toText(t.price),
  ),
  perType('addOns', 'Add-ons', 'json', 'Its add-ons and how often each can be used.', (t) => toJson(t.addons)),
]);

/** One row a ticket type; an event without any keeps a row. */
function linesOf(event: RawEvent): Line[] | null {
  if (!event.ticket_types?.length) return null;
  const row = eventTable.normalise(event);
  return event.ticket_types.map((type, index) => ({
    line: type.id ?? String(index + 1),
    row: { ...row, ...typeTable.normalise(type) },
  }));
}

const columns: Column[] = [...eventTable.columns, ...typeTable.columns];

/** Active events with counts and ticket types. */
export const events = (): Dataset =>
  dataset({
    id: 'events',
    title: 'Events',
    description: 'Active events with how many tickets they have, how many were admitted, and their ticket types.',
    cannotTell: [
      'Events that are over are not listed.',
      'An event that is always on has no start.',
      'Neither ends of events nor capacities.',
      'No orders and no revenue: prices are list prices of ticket types.',
    ],
    scope: [flag('lines', 'One row per ticket type', 'Prices and add-ons in columns of their own.')],
    columns,
    paging: singlePage,
    misfit: () => null,
    request: () => post('/seller/events'),
    list: (body) => ({ records: List.parse(body).events }),
    raw: RawEvent,
    key: ({ id }) => id,
    normalise: eventTable.normalise,
    lines: (event, { scope }) => (scope['lines'] === 'true' ? linesOf(event) : null),
  });
