import { z } from 'zod';
import type { Field } from '../../../shared/api.ts';
import { field, fieldTable } from '../field-table.ts';
import { offset } from '../offset-paging.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toDateTime, toText } from '../raw-values.ts';
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
    field('eventCode', 'Event code', 'text', 'none', "The organizer's own ID of the event.", ({ eventId }) => eventId),
    field('eventName', 'Event', 'text', 'none', 'Name of the event.', ({ eventName }) => toText(eventName)),
    field('eventStart', 'Event start', 'date-time', 'none', 'When the event starts.', ({ startTime }) =>
      toDateTime('startTime', startTime),
    ),
    field(
      'injected',
      'Injected',
      'integer',
      'none',
      'Tickets injected in the month.',
      ({ injected }) => injected ?? null,
    ),
  ],
  ['eventCode', 'eventName', 'eventStart', 'injected'],
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
    keep: () => true,
    normalise,
  });
