import { z } from 'zod';
import type { Field, Scope } from '../../../shared/api.ts';
import { toInstant } from '../../../shared/dates.ts';
import { basic, header } from '../auth.ts';
import { dataset, type Dataset, type Provider, type Query } from '../provider.ts';
import { ticketTable } from './columns.ts';
import { isDeleted, RawTicket } from './ticket.ts';

/** What TIXNGO does not publish, with the value we assume; see docs/providers/tixngo.md. */
export const TixngoSettings = z.strictObject({
  /** How the key is sent. */
  authScheme: z.enum(['basic', 'header']).default('basic'),
  /** Header of the key when `authScheme` is "header". */
  authHeader: z.string().default('X-Api-Key'),
  pageSize: z.number().int().min(1).default(1000),
  overlap: z.number().int().min(0).default(20),
  /** Parameters of the range of event starts. */
  fromParameter: z.string().default('from'),
  toParameter: z.string().default('to'),
});
type Settings = z.infer<typeof TixngoSettings>;

const ENVIRONMENTS: Readonly<Record<string, string>> = {
  production: 'https://api.tixngo.io/v3',
  'pre-production': 'https://pp5-api.tixngo.io/v3',
  validation: 'https://val5-api.tixngo.io/v3',
  integration: 'https://int5-api.tixngo.io/v3',
};

const choices = Object.keys(ENVIRONMENTS).map((value) => ({ value, title: value }));
const credentials: Field[] = [
  {
    id: 'email',
    title: 'E-mail address',
    kind: 'text',
    required: true,
    help: 'Of an administrator account of the organizer in the TIXNGO back office.',
  },
  {
    id: 'apiKey',
    title: 'API key',
    kind: 'secret',
    required: true,
    help: 'Made for that account in the TIXNGO back office, under its API settings.',
  },
  {
    id: 'environment',
    title: 'System',
    kind: 'choice',
    required: false,
    help: 'Leave it at production unless TIXNGO gave you a test account.',
    choices,
  },
];

const ticketScope: Field[] = [
  { id: 'appId', title: 'App ID', kind: 'text', required: true, help: 'The mobile app the tickets are sent to.' },
  { id: 'eventId', title: 'Event', kind: 'text', required: false, help: "One event's ID in the TIXNGO back office." },
  {
    id: 'from',
    title: 'Events from',
    kind: 'date-time',
    required: false,
    help: 'Or all events that start from here …',
  },
  { id: 'to', title: 'Events until', kind: 'date-time', required: false, help: '… until here.' },
  { id: 'light', title: 'Common columns only', kind: 'flag', required: false, help: 'Quicker; for a range of events.' },
  {
    id: 'includeDeleted',
    title: 'Include deleted',
    kind: 'flag',
    required: false,
    help: 'Bring in deleted tickets too.',
  },
  {
    id: 'updatedSince',
    title: 'Updated since',
    kind: 'date-time',
    required: false,
    help: 'Only tickets changed since.',
  },
  {
    id: 'updatedBefore',
    title: 'Updated before',
    kind: 'date-time',
    required: false,
    help: 'Only tickets not changed since.',
  },
];

/** One event, or a range of events: TIXNGO has a list for either. */
function misfit({ eventId, from, to, light }: Scope): string | null {
  if (eventId) {
    if (from || to) return 'Choose one event or a range of events, not both.';
    return light === 'true' ? 'Common columns only: this works for a range of events, not for one event.' : null;
  }
  if (!from || !to) return 'Event: name one event, or a range of events with "from" and "until".';
  return instantOf(from) >= instantOf(to) ? 'Events until: must be later than "from".' : null;
}

const instantOf = (text: string): string => toInstant(text.length === 10 ? `${text}T00:00:00Z` : text) ?? text;
const optionalInstant = (text: string | undefined) => (text ? instantOf(text) : undefined);

function pathOf({ eventId, light }: Scope): string {
  if (eventId) return `/organizer/report/events/${encodeURIComponent(eventId)}/tickets`;
  return light === 'true' ? '/organizer/report/events/tickets-light' : '/organizer/report/events/tickets';
}

function queryOf(scope: Scope, settings: Settings): Query {
  const { eventId, from, to } = scope;
  const range = eventId
    ? {}
    : { [settings.fromParameter]: optionalInstant(from), [settings.toParameter]: optionalInstant(to) };
  return {
    ...range,
    mobileAppId: scope['appId'],
    // Deleted tickets are read and left out here: if TIXNGO left them out, a deletion while we read would move unread ones past us.
    excludeDeleted: 'false',
    lastUpdatedSince: optionalInstant(scope['updatedSince']),
    lastUpdatedBefore: optionalInstant(scope['updatedBefore']),
  };
}

const Envelope = z.object({ total: z.number().int().min(0), result: z.array(z.unknown()) });

const tickets = (settings: Settings): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'Tickets of one event or of a range of events, with their holders, seats and scans.',
    scope: ticketScope,
    columns: ticketTable.columns,
    paging: {
      limitParameter: 'limit',
      offsetParameter: 'offset',
      pageSize: settings.pageSize,
      overlap: Math.min(settings.overlap, Math.floor(settings.pageSize / 2)),
    },
    misfit,
    request: (scope) => ({ path: pathOf(scope), query: queryOf(scope, settings) }),
    // No upper bound: a ticket that changes while we read would leave the list and push an unread one past us.
    updatedSince: (since) => ({ lastUpdatedSince: since.toISOString() }),
    list: (body) => {
      const { total, result } = Envelope.parse(body);
      return { total, records: result };
    },
    raw: RawTicket,
    key: (ticket) => ticket.ticketId,
    keep: (ticket, scope) => scope['includeDeleted'] === 'true' || !isDeleted(ticket),
    normalise: ticketTable.normalise,
  });

/** TIXNGO (SecuTix): tickets in a phone wallet. Facts and assumptions: docs/providers/tixngo.md. */
export function tixngo(input: unknown): Provider {
  const settings = TixngoSettings.parse(input);
  return {
    id: 'tixngo',
    title: 'TIXNGO',
    credentials,
    baseUrl: ({ environment }) => ENVIRONMENTS[environment || 'production'] ?? '',
    headers: ({ email = '', apiKey = '' }) =>
      settings.authScheme === 'basic' ? basic(email, apiKey) : header(settings.authHeader, apiKey),
    check: (now) => ({
      path: '/organizer/report/tickets/injected',
      query: { period: monthBefore(now), limit: '1', offset: '0' },
      // TIXNGO has no "who am I"; whatever is said about the report, only 401 and 403 speak of the key.
      accepted: [400, 404],
    }),
    datasets: [tickets(settings)],
  };
}

function monthBefore(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
