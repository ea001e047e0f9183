import { z } from 'zod';
import { field, fieldTable } from '../field-table.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toText } from '../raw-values.ts';
import { createdFields, text } from '../scope-fields.ts';
import { byLastRow, createdRange, createdSince, eventField, listOf, only } from './lists.ts';
import { fromUnix, unixSeconds } from './values.ts';

const RawCheckIn = z.object({
  id: z.string().min(1),
  issued_ticket_id: raw.text,
  event_id: raw.text,
  event_series_id: raw.text,
  quantity: raw.count,
  check_in_at: unixSeconds,
  created_at: unixSeconds,
});
type RawCheckIn = z.infer<typeof RawCheckIn>;

const fields = [
  field<RawCheckIn>('checkInId', 'Check-in ID', 'text', 'none', 'The check-in.', ({ id }) => id),
  field<RawCheckIn>('ticketId', 'Ticket ID', 'text', 'none', 'The ticket that was scanned.', (c) =>
    toText(c.issued_ticket_id),
  ),
  field<RawCheckIn>('eventId', 'Event ID', 'text', 'none', 'The event.', (c) => toText(c.event_id)),
  field<RawCheckIn>('eventSeriesId', 'Event series ID', 'text', 'none', 'The series.', (c) =>
    toText(c.event_series_id),
  ),
  field<RawCheckIn>(
    'quantity',
    'People',
    'integer',
    'none',
    'How many came in; negative: went out.',
    (c) => c.quantity ?? null,
  ),
  field<RawCheckIn>('checkedInAt', 'Checked in', 'date-time', 'none', 'When it was scanned.', (c) =>
    fromUnix(c.check_in_at),
  ),
  field<RawCheckIn>('createdAt', 'Uploaded', 'date-time', 'none', 'When the scanner sent it.', (c) =>
    fromUnix(c.created_at),
  ),
];
const { columns, normalise } = fieldTable(
  fields,
  fields.map(({ id }) => id),
);

/** Scans at the gate, one row each. */
export const checkIns = (): Dataset =>
  dataset({
    id: 'check-ins',
    title: 'Check-ins',
    description: 'Scans at the gate, one row each; a scan may let several people in, or out again.',
    scope: [eventField, text('ticketId', 'Ticket', 'Check-ins of one ticket.'), ...createdFields],
    columns,
    paging: byLastRow(),
    misfit: () => null,
    request: (scope) => ({
      path: '/check_ins',
      query: {
        ...only({ event_id: scope['eventId'], issued_ticket_id: scope['ticketId'] }),
        ...createdRange(scope),
      },
    }),
    updatedSince: createdSince,
    list: listOf,
    raw: RawCheckIn,
    key: ({ id }) => id,
    keep: () => true,
    normalise,
  });
