import type { Scope } from '../../../shared/api.ts';
import { nextLink } from '../link-paging.ts';
import { dataset, type Dataset } from '../provider.ts';
import { eachEvent, flag } from '../scope-fields.ts';
import { namesFor } from './common.ts';
import { pageOf, uidOf } from './hal.ts';
import { byUid } from './lookups.ts';
import { orderTable, type OrderView } from './order-columns.ts';
import { linesOf } from './order-lines.ts';
import { assertSeen, isGone, orderDetails, TicketRecord } from './record.ts';
import { eventField, eventMisfit, eventsOf, ordersBefore, ordersSince, ordersWithin } from './scope.ts';
import type { PaylogicSettings } from './settings.ts';
import { languageField, sayIn } from './values.ts';

function viewOf({ order, tickets, event: known }: TicketRecord, scope: Scope): OrderView {
  if (order === null) throw new RangeError('record: no order');
  const say = sayIn(scope['language']);
  const shown = new Set(tickets.flatMap(({ _links }) => uidOf(_links, 'shop:event') ?? []));
  const [listed, another] = shown.size > 0 ? shown : eventsOf(scope);
  const eventId = another === undefined ? (listed ?? null) : [...shown].join(', ');
  const event = known && known.uid === eventId ? known : undefined;
  return { order, eventId, event, line: null, say };
}

/** Orders with buyer, amounts, payment and delivery. */
export function orders(settings: PaylogicSettings): Dataset {
  const { columns, normalise } = orderTable(settings);
  return dataset<TicketRecord>({
    id: 'orders',
    title: 'Orders',
    description: 'Orders of the chosen events or of all, with buyer, amounts, payment and delivery.',
    cannotTell: [
      'What was refunded; only that an order is.',
      'When an order was paid, or last changed.',
      'Taxes and discounts.',
    ],
    scope: [
      eventField,
      flag(
        'lines',
        'One row per line',
        'A row for each product chosen, and for each cost on top, instead of one for the order.',
      ),
      languageField,
    ],
    columns,
    paging: nextLink,
    misfit: eventMisfit,
    parts: eachEvent,
    request: ordersBefore,
    pushes: { created: ({ created }, _, now) => ordersWithin(created, now) },
    updatedSince: (since, _, reach) => ordersSince(since, reach),
    list: (body) => pageOf(body, 'shop:order'),
    common: namesFor(() => true),
    details: orderDetails,
    lookups: [byUid('order', 'Order IDs', 'IDs (uid) of orders.', '/orders')],
    raw: TicketRecord,
    key: (record, { scope }) => viewOf(record, scope).order.uid,
    normalise: (record, { scope }) => normalise(viewOf(record, scope)),
    lines: (record, { scope }) => {
      assertSeen(record);
      if (isGone(record)) return [];
      const view = viewOf(record, scope);
      const nameOf = (product: string) => view.say(record.products?.get(product)?.name);
      const lines = scope['lines'] === 'true' ? linesOf(view.order, { ...record, nameOf, say: view.say }) : [];
      return lines.length === 0 ? null : lines.map((line) => ({ line: line.id, row: normalise({ ...view, line }) }));
    },
  });
}
