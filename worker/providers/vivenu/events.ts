import { dataset, type Dataset } from '../provider.ts';
import { eventTable, RawEvent } from './event.ts';
import { isId, oneRecord } from './lookups.ts';
import { listed, pushUpdated } from './lists.ts';
import { before, fieldsOf, fitting, notBefore, parameter, queryOf, updatedSince } from './parameters.ts';
import type { VivenuSettings } from './settings.ts';

const start = (event: RawEvent) => event.start;
const end = (event: RawEvent) => event.end;

/** Every parameter of the list but those of paging and order, and `createdAt` and `updatedAt`, which are filters. */
const PARAMETERS = [
  parameter<RawEvent>('name', 'Name', 'Only events of this name, as vivenu searches it.'),
  parameter<RawEvent>('startsFrom', 'Starts from', 'Only events that start from here …', {
    name: 'start[$gte]',
    kind: 'date-time',
    fits: notBefore(start),
  }),
  parameter<RawEvent>('startsTo', 'Starts until', '… until here.', {
    name: 'start[$lt]',
    kind: 'date-time',
    fits: before(start),
  }),
  parameter<RawEvent>('endsFrom', 'Ends from', 'Only events that end from here …', {
    name: 'end[$gte]',
    kind: 'date-time',
    fits: notBefore(end),
  }),
  parameter<RawEvent>('endsTo', 'Ends until', '… until here.', {
    name: 'end[$lt]',
    kind: 'date-time',
    fits: before(end),
  }),
  parameter<RawEvent>('type', 'Kind', 'Only these: SINGLE, GROUP, RECURRENCE, ROOT.', { several: true }),
  parameter<RawEvent>('rootId', 'Series', 'Only occurrences of one series.'),
  parameter<RawEvent>('groupEventId', 'Group', 'Only events of one group.'),
  parameter<RawEvent>('childEvents', 'Child events', 'Only series with one of these occurrences.', { several: true }),
  parameter<RawEvent>('sellerId', 'Seller', 'Only events of one seller.'),
  parameter<RawEvent>('salesChannelId', 'Sales channel', 'Only events of one sales channel.'),
  parameter<RawEvent>('subscriptionPlanId', 'Subscription plan', 'Only events of one plan.'),
];

/** The events of a seller. */
export const events = (settings: VivenuSettings): Dataset =>
  dataset({
    ...listed(settings),
    id: 'events',
    title: 'Events',
    description: 'Events with dates, venue, ticket types and capacity.',
    cannotTell: [
      'How many tickets were sold or are left: bring in the tickets and count them.',
      'Whether an event is open to the public: there is only whether it is hidden in lists.',
      'Revenue.',
    ],
    scope: fieldsOf(PARAMETERS),
    columns: eventTable.columns,
    misfit: () => null,
    request: (scope) => ({ path: '/api/events', query: queryOf(PARAMETERS, scope) }),
    pushes: {
      created: ({ created }) => ({ 'createdAt[$gte]': created?.from, 'createdAt[$lt]': created?.to }),
      updated: pushUpdated,
    },
    updatedSince: updatedSince(PARAMETERS),
    lookups: [
      {
        id: 'eventId',
        title: 'Event ID',
        help: 'Each event.',
        accepts: isId,
        request: (id) => ({ path: `/api/events/${encodeURIComponent(id)}`, query: {} }),
        records: oneRecord,
      },
    ],
    raw: RawEvent,
    key: (event) => event._id,
    keep: fitting(PARAMETERS),
    normalise: eventTable.normalise,
  });
