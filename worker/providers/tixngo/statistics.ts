import { z } from 'zod';
import type { Scope } from '../../../shared/api.ts';
import type { Field } from '../../../shared/catalogue.ts';
import { EVENT } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw } from '../raw-values.ts';
import { singlePage } from '../single-page.ts';
import { instantOf, listOf, moment } from '../scope-fields.ts';
import type { TixngoSettings } from './settings.ts';

const MOST_EVENTS = 8;

const RawStatistics = z.object({
  eventId: z.union([z.string().min(1), z.number().transform(String)]),
  totalTickets: raw.count,
  validTickets: raw.count,
  deletedTickets: raw.count,
  neverDownloadedTickets: raw.count,
  downloadedTickets: raw.count,
  pendingTransferTickets: raw.count,
  notDownloadedTickets: raw.count,
  controlledTickets: raw.count,
});
type RawStatistics = z.infer<typeof RawStatistics>;

type Counted = Exclude<keyof RawStatistics, 'eventId'>;
const count = (id: Counted, title: string, description: string) =>
  field<RawStatistics>(id, title, 'integer', 'none', description, (statistics) => statistics[id]);

const fields = [
  ...shaped<RawStatistics, typeof EVENT>(EVENT, { eventId: ({ eventId }) => eventId }),
  count('totalTickets', 'Tickets', 'All tickets, deleted ones included.'),
  count('validTickets', 'Valid', 'Tickets that are not deleted.'),
  count('deletedTickets', 'Deleted', 'Deleted tickets.'),
  count('neverDownloadedTickets', 'Never downloaded', 'Never on a phone.'),
  count('downloadedTickets', 'Downloaded', 'On a phone.'),
  count('pendingTransferTickets', 'Pending transfer', 'Offered to somebody who has not accepted yet.'),
  count('notDownloadedTickets', 'Not downloaded', 'Never on a phone, or logged off again.'),
  count('controlledTickets', 'Scanned in', 'Scanned in.'),
];
const { columns, normalise } = fieldTable(
  fields,
  fields.map(({ id }) => id),
);

const scope: Field[] = [
  {
    id: 'eventId',
    title: 'Events',
    kind: 'text',
    required: true,
    help: 'One to eight event IDs, separated by commas.',
    several: true,
    suggests: 'events',
  },
  moment('at', 'At', 'The moment to count at; empty: now.'),
];

const eventsOf = ({ eventId }: Scope) => [...new Set(listOf(eventId))];

const List = z.union([z.array(z.unknown()), z.object({ result: z.array(z.unknown()) })]);

/** How many tickets events have, by where the tickets are, at one moment. */
export const statistics = ({ statisticsPath }: TixngoSettings): Dataset =>
  dataset({
    id: 'statistics',
    title: 'Statistics',
    description: 'How many tickets events have, downloaded, pending, scanned in, at one moment.',
    cannotTell: [
      'Names and dates of the events: only their IDs.',
      'How many tickets were sold by type, price or day: these are counts of where tickets are.',
      'How many people are inside: a ticket that was scanned out again is not counted.',
    ],
    scope,
    columns,
    paging: singlePage,
    misfit: (chosen) => {
      const { length } = eventsOf(chosen);
      if (length === 0) return 'Events: name at least one event.';
      return length <= MOST_EVENTS ? null : `Events: TIXNGO counts at most ${MOST_EVENTS} at a time.`;
    },
    request: (chosen, now) => ({
      path: statisticsPath,
      query: { eventIds: eventsOf(chosen), dateTime: instantOf(chosen['at']) ?? now.toISOString() },
    }),
    list: (body) => {
      const list = List.parse(body);
      return { records: Array.isArray(list) ? list : list.result };
    },
    raw: RawStatistics,
    key: ({ eventId }) => eventId,
    normalise,
  });
