import type { Scope } from '../../../shared/api.ts';
import { dataset, type Dataset, type Query } from '../provider.ts';
import { instantOf, moment, text } from '../scope-fields.ts';
import { eventTable, RawEvent } from './event.ts';
import { byLastRow, listOf, only, within } from './lists.ts';
import { lookUpById } from './look-ups.ts';

const spanOf = (from: string | undefined, to: string | undefined) => ({ from: instantOf(from), to: instantOf(to) });

/** An empty stretch of time would be answered with no events, as if there were none. */
function misfit({ startsFrom, startsTo, endsFrom, endsTo }: Scope): string | null {
  const isEmpty = ({ from, to }: ReturnType<typeof spanOf>) => from !== undefined && to !== undefined && from >= to;
  if (isEmpty(spanOf(startsFrom, startsTo))) return 'Starts until: must be later than "starts from".';
  return isEmpty(spanOf(endsFrom, endsTo)) ? 'Ends until: must be later than "ends from".' : null;
}

const queryOf = ({ status, startsFrom, startsTo, endsFrom, endsTo }: Scope): Query => ({
  ...only({ status: status?.replaceAll(' ', '') }),
  ...within('start_at', spanOf(startsFrom, startsTo)),
  ...within('end_at', spanOf(endsFrom, endsTo)),
});

/** Events (occurrences), with what was sold. */
export const events = (): Dataset =>
  dataset({
    id: 'events',
    title: 'Events',
    description: 'Events with dates, venue, ticket types and how much was sold.',
    cannotTell: [
      'The capacity of an event: only the quantity of each ticket type, in the ticket types.',
      'When an event changed.',
      'How many tickets were checked in: the check-ins tell it.',
    ],
    scope: [
      {
        ...text('status', 'Status at Ticket Tailor', 'One or more of published, draft, sales_closed, with commas.'),
        several: true,
      },
      moment('startsFrom', 'Starts from', 'Only events that start from here …'),
      moment('startsTo', 'Starts until', '… until here.'),
      moment('endsFrom', 'Ends from', 'Only events that end from here …'),
      moment('endsTo', 'Ends until', '… until here.'),
    ],
    columns: eventTable.columns,
    paging: byLastRow(),
    misfit,
    request: (scope) => ({ path: '/events', query: queryOf(scope) }),
    list: listOf,
    lookups: [lookUpById('/events', 'eventId', 'Event ID', 'IDs of events, such as ev_123.')],
    raw: RawEvent,
    key: ({ id }) => id,
    normalise: eventTable.normalise,
  });
