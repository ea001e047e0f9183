import type { ColumnInfo } from '../../addon/sidebar/catalogue.ts';
import type { Choices } from '../../shared/api.ts';
import type { CredentialInfo, Field, ProviderInfo } from '../../shared/catalogue.ts';

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

/** What lists to begin with are made of. */
const atTheDoor: ColumnInfo[] = [
  column('ownerLastName', 'Last name', { personal: 'identity', standard: false }),
  column('checkedIn', 'Checked in', { type: 'boolean', standard: false }),
];

const sources: ColumnInfo[] = [
  column('provider', 'Ticketing system', { standard: false }),
  column('account', 'Account', { standard: false }),
];

const scope: Field[] = [
  {
    id: 'appId',
    title: 'App ID',
    kind: 'text',
    required: true,
    help: 'The mobile app of the tickets.',
    suggests: 'apps',
  },
  {
    id: 'eventId',
    title: 'Event',
    kind: 'text',
    required: false,
    help: 'Or a range of events under More choices.',
    several: true,
    suggests: 'events',
  },
  { id: 'from', title: 'Events from', kind: 'date-time', required: false, help: 'Or all events from here …' },
  { id: 'deleted', title: 'Include deleted', kind: 'flag', required: false, help: 'Bring in deleted tickets too.' },
];

const credentials: CredentialInfo[] = [
  { id: 'email', title: 'E-mail address', kind: 'text', required: true, help: 'Of an administrator account.' },
  {
    id: 'apiKey',
    title: 'API key',
    kind: 'secret',
    required: true,
    help: 'Made for that account.',
    where: 'TIXNGO back office, Settings, API keys',
    who: 'An administrator of the organizer',
    leastRight: 'Reading reports',
    couldDo: 'Send and delete tickets',
  },
  {
    id: 'environment',
    title: 'System',
    kind: 'choice',
    required: false,
    help: 'Leave it at production.',
    choices: [{ value: 'production', title: 'production' }],
  },
];

const TICKET_STATES = ['valid', 'reserved', 'pending transfer', 'cancelled', 'deleted', 'other'];

/** One ticketing system with tickets, like the real one but smaller. It has no list of its events. */
export const TIXNGO: ProviderInfo = {
  id: 'tixngo',
  title: 'TIXNGO',
  credentials,
  datasets: [
    {
      id: 'tickets',
      title: 'Tickets',
      description: 'Tickets of one event.',
      cannotTell: ['What was paid for a ticket beyond its face value.'],
      scope,
      filters: [
        { id: 'status', applied: 'here', choices: TICKET_STATES },
        { id: 'updated', applied: 'provider' },
        { id: 'text', applied: 'here' },
      ],
      lookups: [],
      columns: [...columns, ...atTheDoor, ...sources],
    },
  ],
};

/** Another one, with orders too, a list of its events, and look-ups. */
export const TICKET_TAILOR: ProviderInfo = {
  id: 'ticket-tailor',
  title: 'Ticket Tailor',
  credentials: [{ id: 'apiKey', title: 'API key', kind: 'secret', required: true, help: 'Box office settings, API.' }],
  datasets: [
    {
      id: 'tickets',
      title: 'Tickets',
      description: 'Issued tickets of events.',
      cannotTell: ['Seats: only their label.', 'When a ticket was sent.'],
      scope: [
        {
          id: 'eventId',
          title: 'Events',
          kind: 'text',
          required: false,
          help: 'Empty: all events.',
          several: true,
          suggests: 'events',
        },
        { id: 'orderState', title: 'Order state', kind: 'text', required: false, help: 'Their own word for it.' },
      ],
      filters: [
        { id: 'status', applied: 'provider', choices: TICKET_STATES },
        { id: 'created', applied: 'provider' },
        { id: 'updated', applied: 'here' },
        { id: 'ticketType', applied: 'here' },
        { id: 'text', applied: 'here' },
      ],
      lookups: [{ id: 'barcode', title: 'Barcodes', help: 'The code on the ticket.' }],
      columns: [...columns.filter(({ id }) => id !== 'downloaded'), column('orderId', 'Order ID'), ...sources],
    },
    {
      id: 'orders',
      title: 'Orders',
      description: 'Orders with their buyers.',
      cannotTell: [],
      scope: [],
      filters: [],
      lookups: [],
      columns: [column('orderId', 'Order ID'), ...sources],
    },
  ],
};

const EVENTS: Choices['choices'] = [
  { id: 'ev_1', name: 'Spring Gala', start: '2027-05-21T18:30:00.000Z', venue: 'Town theatre' },
  { id: 'ev_2', name: 'Open air concert with a rather long name', start: '2027-06-12T17:00:00.000Z', venue: null },
  { id: 'ev_3', name: 'Spring Gala, matinee', start: '2027-05-22T12:00:00.000Z', venue: 'Town theatre' },
];

/** Events (or apps) as the worker offers them; TIXNGO's are those that were typed before. */
export function choicesOf(provider: ProviderInfo['id'], kind: string, text: string): Choices {
  const asOf = '2027-05-01T12:00:00.000Z';
  if (provider === 'tixngo') {
    const id = kind === 'apps' ? 'demo-app' : 'spring-gala-2027';
    const name = kind === 'apps' ? null : 'Spring Gala';
    const choices = id.includes(text) ? [{ id, name, start: null, venue: null }] : [];
    return { choices, known: 'used', asOf };
  }
  const wanted = text.toLowerCase();
  const choices = EVENTS.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted));
  return { choices, known: 'all', asOf };
}

const NAMES = ['Zoë', 'Łukasz', '王芳', 'Şule', '=HYPERLINK("x")', 'O’Neil'];

type Sample = string | number | boolean | null | { minor: number; currency: string };

const SAMPLES: Readonly<Record<string, (index: number) => Sample>> = {
  ticketId: (index) => `tkt-${String(index + 1).padStart(5, '0')}`,
  status: (index) => (index % 4 === 0 ? 'pending transfer' : 'valid'),
  eventName: () => 'Spring Gala',
  firstName: (index) => NAMES[index % NAMES.length] ?? '',
  email: (index) => (index % 3 === 0 ? null : `guest${index}@example.org`),
  seat: (index) => String(index + 1).padStart(3, '0'),
};

const BY_TYPE: Readonly<Record<ColumnInfo['type'], (index: number) => Sample>> = {
  text: () => '',
  integer: (index) => index,
  number: (index) => index / 2,
  boolean: (index) => index % 2 === 0,
  money: () => ({ minor: 8550, currency: 'EUR' }),
  date: () => '2027-05-01',
  'date-time': () => '2027-05-01T18:30:00.000Z',
  json: () => '[]',
};

/** Rows of a preview: text that looks like a formula, zeros in front, blanks. */
export function previewRows(count: number, shown: readonly ColumnInfo[]): Sample[][] {
  const sampleOf = ({ id, type }: ColumnInfo) =>
    SAMPLES[id.replace(/^owner([A-Z])/, (_, letter: string) => letter.toLowerCase())] ?? BY_TYPE[type];
  return Array.from({ length: count }, (_, index) => shown.map((one) => sampleOf(one)(index)));
}
