import type { Scope } from '../../../shared/api.ts';
import type { Field } from '../../../shared/catalogue.ts';
import { nextLink } from '../link-paging.ts';
import { dataset, type Dataset, type ListAnswer, type Lookup } from '../provider.ts';
import { eachEvent, flag } from '../scope-fields.ts';
import { ticketTable } from './columns.ts';
import { namesFor } from './common.ts';
import { embeddedIn, Json, pageOf } from './hal.ts';
import { byUid } from './lookups.ts';
import { assertSeen, isGone, ticketDetails, TicketRecord } from './record.ts';
import { eventAddress, eventField, eventMisfit, eventsOf, ordersBefore, ordersSince, ordersWithin } from './scope.ts';
import type { PaylogicSettings } from './settings.ts';
import { isOfEvent, viewsOf, type TicketView } from './ticket.ts';
import { languageField } from './values.ts';

const choice = (id: string, title: string, help: string, choices: Readonly<Record<string, string>>): Field => ({
  id,
  title,
  kind: 'choice',
  required: false,
  help,
  choices: Object.entries(choices).map(([value, name]) => ({ value, title: name })),
});

const scope = [
  eventField,
  choice('packages', 'Packages', 'A package has a ticket of its own, and one for each of its parts.', {
    all: 'Every ticket',
    bought: 'Packages, without their parts',
    parts: 'Parts, without the ticket of the package',
  }),
  choice('source', 'Whose tickets', 'A guest who logs in sees those of the orders that guest made.', {
    orders: 'Of the orders of the events',
    guest: 'Of the guest who logged in',
  }),
  flag(
    'oneByOne',
    'One by one',
    'Ask for each ticket on its own: slow, and brings resale and ticket types of events that are over.',
  ),
  languageField,
];

const isGuests = ({ source }: Scope): boolean => source === 'guest';

/** Orders; or a guest's tickets, whose products and events come in lists of their own beside them. */
function listOf(body: unknown): ListAnswer {
  if (embeddedIn(body, 'shop:ticket') === null) return pageOf(body, 'shop:order');
  const page = pageOf(body, 'shop:ticket');
  const [products, events] = ['shop:product', 'shop:event'].map((relation) => embeddedIn(body, relation) ?? []);
  const records = page.records.map((ticket, index) => ({
    ...Json.parse(ticket),
    _embedded: { 'shop:product': products?.[index], 'shop:event': events?.[index] },
  }));
  return { ...page, records };
}

const lookups: readonly Lookup[] = [
  {
    id: 'barcode',
    title: 'Barcodes',
    help: 'Barcodes of tickets of one event, which has to be chosen.',
    misfit: (given) =>
      eventMisfit(given) ?? (eventsOf(given).length === 1 ? null : 'Event: choose the one event the barcodes are of.'),
    request: (code, given) => ({ path: '/tickets', query: { code }, ...eventAddress(given) }),
    records: (body) => pageOf({ item_count: 0, ...Json.parse(body) }, 'shop:ticket').records,
  },
  byUid('ticket', 'Ticket IDs', 'IDs (uid) of tickets, of any event.', '/tickets'),
  byUid('order', 'Order IDs', 'IDs (uid) of orders; each brings all its tickets.', '/orders'),
];

const isWanted = ({ parent, isPackage }: TicketView, { packages }: Scope): boolean => {
  if (packages === 'bought') return parent.ticketId === null && parent.productId === null;
  return packages !== 'parts' || isPackage !== true;
};

/** Tickets of the chosen events, which lie within their orders; tickets of a guest; tickets looked up. */
export function tickets(settings: PaylogicSettings): Dataset {
  const { columns, normalise } = ticketTable(settings);
  return dataset<TicketRecord>({
    id: 'tickets',
    title: 'Tickets',
    description:
      'All tickets of the chosen events, those of cancelled orders too, with guests, seats and whether they were scanned.',
    counts: 'orders',
    cannotTell: [
      'When and where a ticket was scanned; only that it was.',
      'When a ticket last changed.',
      'Names of ticket types of events that are over, unless tickets are read one by one.',
    ],
    scope,
    columns,
    paging: nextLink,
    misfit: eventMisfit,
    parts: (given) => (isGuests(given) ? [given] : eachEvent(given)),
    request: (part, now) => (isGuests(part) ? { path: '/tickets', query: {} } : ordersBefore(part, now)),
    pushes: { purchased: ({ purchased }, part, now) => (isGuests(part) ? {} : ordersWithin(purchased, now)) },
    updatedSince: (since, _, reach) => (isGuests(reach.scope) ? {} : ordersSince(since, reach)),
    list: listOf,
    common: namesFor((part) => !isGuests(part)),
    details: ticketDetails,
    lookups,
    raw: TicketRecord,
    // The same order is listed for each of its events, and every time only that event's tickets are rows.
    key: ({ order, tickets: [first] }, { scope: part }) =>
      [order?.uid ?? first?.uid, ...(order && eventsOf(part).length === 1 ? eventsOf(part) : [])].join('/'),
    keep: (record, part) => record.order !== null || viewsOf(record, part).every((view) => isOfEvent(view, part)),
    normalise: (record, { scope: part }) => normalise(onlyOf(viewsOf(record, part))),
    lines: (record, { scope: part, isLookedUp }) => {
      assertSeen(record);
      if (isGone(record)) return [];
      if (record.order === null) return null;
      const views = viewsOf(record, part);
      const wanted = views.filter((view) => isLookedUp || (isOfEvent(view, part) && isWanted(view, part)));
      return wanted.map((view) => ({ line: view.ticket.uid, row: normalise(view) }));
    },
  });
}

function onlyOf(views: readonly TicketView[]): TicketView {
  const [view] = views;
  if (!view) throw new RangeError('record: no ticket');
  return view;
}
