import { z } from 'zod';
import type { Scope } from '../../../shared/api.ts';
import { CHECK_IN } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw } from '../raw-values.ts';
import { eachEvent, listOf as valuesOf, text } from '../scope-fields.ts';
import { byLastRow, createdPush, createdSince, eventField, listOf, only } from './lists.ts';
import { lookUpInList } from './look-ups.ts';
import type { TicketTailorSettings } from './settings.ts';
import { fromUnix, unixSeconds } from './values.ts';

const RawCheckIn = z.object({
  object: raw.text,
  id: z.string().min(1),
  issued_ticket_id: raw.text,
  event_id: raw.text,
  event_series_id: raw.text,
  quantity: raw.count,
  check_in_at: unixSeconds,
  created_at: unixSeconds,
});
type RawCheckIn = z.infer<typeof RawCheckIn>;

const { columns, normalise } = fieldTable<RawCheckIn>(
  [
    ...shaped<RawCheckIn, typeof CHECK_IN>(CHECK_IN, {
      checkInId: (c) => c.id,
      ticketId: (c) => c.issued_ticket_id,
      eventId: (c) => c.event_id,
      checkedInAt: (c) => fromUnix(c.check_in_at),
      createdAt: (c) => fromUnix(c.created_at),
      quantity: (c) => c.quantity,
    }),
    field('eventSeriesId', 'Event series ID', 'text', 'none', 'The series of the event.', (c) => c.event_series_id),
    field('object', 'Record', 'text', 'none', "Ticket Tailor's word for what this is.", (c) => c.object),
  ],
  ['checkInId', 'eventId', 'createdAt'],
);

const isOf = (wanted: string | undefined, id: string | null | undefined) =>
  valuesOf(wanted)?.includes(id ?? '') ?? true;

/** Whether it belongs to the events and the ticket that are wanted, also when Ticket Tailor could not be asked for them. */
const isWanted = (checkIn: RawCheckIn, { eventId, ticketId }: Scope) =>
  isOf(eventId, checkIn.event_id) && isOf(ticketId, checkIn.issued_ticket_id);

/** What Ticket Tailor is asked, where its list of check-ins takes filters. */
const asked: Partial<Dataset> = {
  parts: eachEvent,
  request: ({ eventId, ticketId }) => ({
    path: '/check_ins',
    query: only({ event_id: eventId, issued_ticket_id: ticketId }),
  }),
  pushes: createdPush,
  updatedSince: createdSince,
  lookups: [
    lookUpInList(
      '/check_ins',
      'issued_ticket_id',
      'ticketId',
      'Ticket ID',
      'IDs of tickets, such as it_123: finds all scans of each.',
    ),
  ],
};

/** Scans at the gate, one row each. They never change, so only new ones are caught up with. */
export const checkIns = ({ checkInFilters }: TicketTailorSettings): Dataset =>
  dataset({
    id: 'check-ins',
    title: 'Check-ins',
    description: 'Scans at the gate, one row each; a scan may let several people in, or out again.',
    cannotTell: [
      'Who was scanned and with which kind of ticket: the tickets tell it, by the ticket ID.',
      'Names and dates of the events: the events tell them, by the event ID.',
      'At which gate, with which device or by whom a ticket was scanned.',
    ],
    scope: [eventField, text('ticketId', 'Ticket', 'Check-ins of one ticket.')],
    columns,
    paging: byLastRow(),
    misfit: () => null,
    request: () => ({ path: '/check_ins', query: {} }),
    ...(checkInFilters && asked),
    list: listOf,
    raw: RawCheckIn,
    key: ({ id }) => id,
    keep: isWanted,
    normalise,
  });
