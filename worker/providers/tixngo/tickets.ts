import { z } from 'zod';
import type { Field, Scope } from '../../../shared/api.ts';
import { offset } from '../offset-paging.ts';
import { dataset, type Dataset, type Query } from '../provider.ts';
import { ticketTable } from './columns.ts';
import { instantOf } from '../scope-fields.ts';
import { appId } from './scope.ts';
import type { TixngoSettings } from './settings.ts';
import { isDeleted, RawTicket } from './ticket.ts';

const ticketScope: Field[] = [
  appId,
  {
    id: 'eventId',
    title: 'Event',
    kind: 'text',
    required: false,
    help: "One event's ID in the TIXNGO back office; or a range of events under More choices.",
  },
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
  return (instantOf(from) ?? '') >= (instantOf(to) ?? '') ? 'Events until: must be later than "from".' : null;
}

function pathOf({ eventId, light }: Scope): string {
  if (eventId) return `/organizer/report/events/${encodeURIComponent(eventId)}/tickets`;
  return light === 'true' ? '/organizer/report/events/tickets-light' : '/organizer/report/events/tickets';
}

function queryOf(scope: Scope, settings: TixngoSettings): Query {
  const { eventId, from, to } = scope;
  const range = eventId ? {} : { [settings.fromParameter]: instantOf(from), [settings.toParameter]: instantOf(to) };
  return {
    ...range,
    mobileAppId: scope['appId'],
    // Deleted tickets are read and left out here: if TIXNGO left them out, a deletion while we read would move unread ones past us.
    excludeDeleted: 'false',
    lastUpdatedSince: instantOf(scope['updatedSince']),
    lastUpdatedBefore: instantOf(scope['updatedBefore']),
  };
}

const Envelope = z.object({ total: z.number().int().min(0), result: z.array(z.unknown()) });

/** Tickets of one event, of a range of events, or the light list of a range. */
export const tickets = (settings: TixngoSettings): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'Tickets of one event or of a range of events, with their holders, seats and scans.',
    scope: ticketScope,
    columns: ticketTable.columns,
    paging: offset({
      limitParameter: 'limit',
      offsetParameter: 'offset',
      pageSize: settings.pageSize,
      overlap: Math.min(settings.overlap, Math.floor(settings.pageSize / 2)),
    }),
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
