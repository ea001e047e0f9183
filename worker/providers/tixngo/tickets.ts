import { z } from 'zod';
import type { Scope } from '../../../shared/api.ts';
import type { PlainFilters } from '../filters.ts';
import { offset } from '../offset-paging.ts';
import { dataset, type Dataset, type Query } from '../provider.ts';
import { eachEvent, eventsField, flag, instantOf, moment } from '../scope-fields.ts';
import { ticketTable } from './columns.ts';
import { appId } from './scope.ts';
import type { TixngoSettings } from './settings.ts';
import { isDeleted, RawTicket } from './ticket.ts';

const ticketScope = [
  appId,
  eventsField('IDs of events in the TIXNGO back office, separated by commas; or a range of events under More choices.'),
  moment('from', 'Events from', 'Or all events that start from here …'),
  moment('to', 'Events until', '… until here.'),
  flag('light', 'Common columns only', 'Quicker; for a range of events.'),
  flag('includeDeleted', 'Include deleted', 'Bring in deleted tickets too.'),
];

/** Chosen events, or a range of events: TIXNGO has a list for either. */
function misfit({ eventId, from, to, light }: Scope): string | null {
  if (eventId) {
    if (from || to) return 'Choose events or a range of events, not both.';
    return light === 'true' ? 'Common columns only: this works for a range of events, not for one event.' : null;
  }
  if (!from || !to) return 'Event: name one event, or a range of events with "from" and "until".';
  return (instantOf(from) ?? '') >= (instantOf(to) ?? '') ? 'Events until: must be later than "from".' : null;
}

/**
 * One list for each event. TIXNGO does not tell when a ticket changed, and must not bound that time from above: a ticket that
 * changes while we read would leave the list and push an unread one past us. So what changed after a range is read as a list of
 * its own, and left out here.
 */
function parts(scope: Scope, { updated, status }: PlainFilters): Scope[] {
  const whole = status?.includes('deleted') ? { ...scope, includeDeleted: 'true' } : scope;
  return eachEvent(whole).flatMap((one) => [
    { ...one, ...(updated?.from !== undefined && { changedSince: updated.from }) },
    ...(updated?.to === undefined ? [] : [{ ...one, changedSince: updated.to, isLeftOut: 'true' }]),
  ]);
}

function pathOf({ eventId, light }: Scope): string {
  if (eventId) return `/organizer/report/events/${encodeURIComponent(eventId)}/tickets`;
  return light === 'true' ? '/organizer/report/events/tickets-light' : '/organizer/report/events/tickets';
}

function queryOf(scope: Scope, settings: TixngoSettings): Query {
  const { eventId, from, to } = scope;
  const range = eventId ? {} : { [settings.fromParameter]: instantOf(from), [settings.toParameter]: instantOf(to) };
  // Deleted tickets are read and left out here: if TIXNGO left them out, a deletion while we read would move unread ones past us.
  return { ...range, mobileAppId: scope['appId'], excludeDeleted: 'false' };
}

/** What changed since then, but nothing from before the range that is wanted. */
function updatedSince(since: Date, { changedSince = '' }: Scope): Query {
  const instant = since.toISOString();
  return { lastUpdatedSince: instant > changedSince ? instant : changedSince };
}

const Envelope = z.object({ total: z.number().int().min(0), result: z.array(z.unknown()) });

/** Tickets of chosen events, of a range of events, or the light list of a range. */
export const tickets = (settings: TixngoSettings): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'Tickets of chosen events or of a range of events, with their holders, seats and scans.',
    cannotTell: [
      'When a ticket last changed: it can be filtered by that time, but TIXNGO does not show it.',
      'Orders, fees, refunds and payments: the price of the ticket is all the money there is.',
      'The name of the ticket type: only the ID of its tariff.',
      'When somebody left: after a scan out the ticket looks as if it had never been scanned in.',
      'A ticket that was removed without a trace: it is only missing from the next full reading.',
    ],
    scope: ticketScope,
    columns: ticketTable.columns,
    paging: offset({
      limitParameter: 'limit',
      offsetParameter: 'offset',
      pageSize: settings.pageSize,
      overlap: Math.min(settings.overlap, Math.floor(settings.pageSize / 2)),
    }),
    misfit,
    parts,
    request: (scope) => ({ path: pathOf(scope), query: queryOf(scope, settings) }),
    pushes: { updated: (_, { changedSince }) => ({ lastUpdatedSince: changedSince }) },
    updatedSince: (since, _, { scope }) => updatedSince(since, scope),
    list: (body) => {
      const { total, result } = Envelope.parse(body);
      return { total, records: result };
    },
    raw: RawTicket,
    key: (ticket) => ticket.ticketId,
    keep: (ticket, { isLeftOut, includeDeleted }) =>
      isLeftOut === undefined && (includeDeleted === 'true' || !isDeleted(ticket)),
    normalise: ticketTable.normalise,
  });
