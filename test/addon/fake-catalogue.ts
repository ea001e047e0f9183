import type { ColumnInfo } from '../../addon/sidebar/catalogue.ts';
import type { Field, ProviderInfo } from '../../shared/api.ts';

function column(id: string, title: string, rest: Partial<ColumnInfo> = {}): ColumnInfo {
  return { id, title, type: 'text', personal: 'none', description: '', standard: true, ...rest };
}

const columns: ColumnInfo[] = [
  column('ticketId', 'Ticket ID'),
  column('status', 'Status'),
  column('eventName', 'Event'),
  column('eventStart', 'Event start', { type: 'date-time' }),
  column('firstName', 'First name', { personal: 'identity' }),
  column('email', 'E-mail', { personal: 'contact', description: 'E-mail address of who holds the ticket now.' }),
  column('barcode', 'Barcode', { personal: 'secret', standard: false }),
  column('seat', 'Seat'),
  column('price', 'Price', { type: 'money' }),
  column('transfers', 'Transfers', { type: 'integer', standard: false }),
  column('downloaded', 'Ever downloaded', { type: 'boolean', standard: false }),
];

const scope: Field[] = [
  { id: 'appId', title: 'App ID', kind: 'text', required: true, help: 'The mobile app the tickets are sent to.' },
  { id: 'eventId', title: 'Event', kind: 'text', required: false, help: "One event's ID in the TIXNGO back office." },
  { id: 'from', title: 'Events from', kind: 'date-time', required: false, help: 'Or all events from here …' },
  { id: 'deleted', title: 'Include deleted', kind: 'flag', required: false, help: 'Bring in deleted tickets too.' },
];

const credentials: Field[] = [
  { id: 'email', title: 'E-mail address', kind: 'text', required: true, help: 'Of an administrator account.' },
  { id: 'apiKey', title: 'API key', kind: 'secret', required: true, help: 'Made in the TIXNGO back office.' },
  {
    id: 'environment',
    title: 'System',
    kind: 'choice',
    required: false,
    help: 'Leave it at production.',
    choices: [{ value: 'production', title: 'production' }],
  },
];

/** One ticketing system with tickets, like the real one but smaller. */
export const TIXNGO: ProviderInfo = {
  id: 'tixngo',
  title: 'TIXNGO',
  credentials,
  datasets: [{ id: 'tickets', title: 'Tickets', description: 'Tickets of one event.', scope, columns }],
};

const NAMES = ['Zoë', 'Łukasz', '王芳', 'Şule', '=HYPERLINK("x")', 'O’Neil'];

/** Rows for a preview with the standard columns: text that looks like a formula, zeros in front, blanks. */
export function previewRows(count: number): (string | number | null | { minor: number; currency: string })[][] {
  return Array.from({ length: count }, (_, index) => [
    `tkt-${String(index + 1).padStart(5, '0')}`,
    index % 4 === 0 ? 'pending transfer' : 'valid',
    'Spring Gala',
    '2027-05-01T18:30:00.000Z',
    NAMES[index % NAMES.length] ?? '',
    index % 3 === 0 ? null : `guest${index}@example.org`,
    String(index + 1).padStart(3, '0'),
    { minor: 8550, currency: 'EUR' },
  ]);
}
