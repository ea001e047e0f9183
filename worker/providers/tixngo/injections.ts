import { z } from 'zod';
import type { Field } from '../../../shared/catalogue.ts';
import { EVENT } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { offset } from '../offset-paging.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toDateTime } from '../raw-values.ts';
import type { TixngoSettings } from './settings.ts';

const RawInjection = z.object({
  eventId: z.union([z.string().min(1), z.number().transform(String)]),
  eventName: raw.text,
  startTime: raw.text,
  injected: raw.count,
});
type RawInjection = z.infer<typeof RawInjection>;

const { columns, normalise } = fieldTable<RawInjection>(
  [
    // Not the ID that the other lists have: here an event goes by the organizer's own.
    field('eventCode', 'Event code', 'text', 'none', "The organizer's own ID of the event.", (event) => event.eventId),
    ...shaped<RawInjection, typeof EVENT>(EVENT, {
      eventName: (event) => event.eventName,
      eventStart: (event) => toDateTime('startTime', event.startTime),
    }),
    field('injected', 'Injected', 'integer', 'none', 'Tickets injected in the month.', (event) => event.injected),
  ],
  ['eventCode', 'injected'],
);

const scope: Field[] = [
  { id: 'period', title: 'Month', kind: 'text', required: true, help: 'A month that is over, such as 2027-03.' },
];

const Envelope = z.object({ total: z.number().int().min(0), events: z.array(z.unknown()) });

/** Events with the tickets injected for them in a month: what the vendor's invoice is checked against. */
export const injections = ({ injectedPath, pageSize, overlap }: TixngoSettings): Dataset =>
  dataset({
    id: 'events',
    title: 'Events of a month',
    description:
      'Events with the number of tickets injected in a month, to check the invoice. Ready on the first day after it.',
    cannotTell: [
      'A list of all events: only those that tickets were injected for in the month.',
      'The event ID that the lists of tickets use: here an event has your own code.',
      'The present month: TIXNGO counts it on the first day of the next one.',
    ],
    scope,
    columns,
    paging: offset({
      limitParameter: 'limit',
      offsetParameter: 'offset',
      pageSize,
      overlap: Math.min(overlap, Math.floor(pageSize / 2)),
    }),
    misfit: ({ period = '' }) =>
      /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? null : 'Month: write year and month, such as 2027-03.',
    request: ({ period }) => ({ path: injectedPath, query: { period } }),
    list: (body) => {
      const { total, events } = Envelope.parse(body);
      return { total, records: events };
    },
    raw: RawInjection,
    key: ({ eventId }) => eventId,
    normalise,
  });
