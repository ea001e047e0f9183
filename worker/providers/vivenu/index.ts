import type { Provider } from '../provider.ts';
import { dataset, type Dataset } from '../provider.ts';
import { eventTable, RawEvent } from './event.ts';
import { createdFields, instantOf, moment, text } from '../scope-fields.ts';
import { byOffset, commaList, eventField, rowsOf, updatedField, updatedSince } from './lists.ts';
import { VivenuSettings } from './settings.ts';
import { RawTicket, ticketTable } from './ticket.ts';
import { RawTransaction, transactionTable } from './transaction.ts';

const HOSTS: Readonly<Record<string, string>> = { production: 'https://vivenu.com', staging: 'https://vivenu.dev' };

const tickets = (settings: VivenuSettings): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'Tickets of events, with holders, seats and prices. vivenu does not tell when a ticket was scanned.',
    scope: [
      eventField,
      text('status', 'Status', 'Only these, such as VALID, DETAILSREQUIRED; empty: all.'),
      text('customerId', 'Customer', 'Only tickets of one customer.'),
      ...createdFields,
      updatedField,
    ],
    columns: ticketTable.columns,
    paging: byOffset(settings),
    shrinks: true,
    misfit: () => null,
    request: (scope) => ({
      path: '/api/tickets',
      query: {
        event: commaList(scope['eventId']),
        status: commaList(scope['status']),
        customerId: scope['customerId'] || undefined,
        start: instantOf(scope['createdFrom']),
        end: instantOf(scope['createdTo']),
        'updatedAt[$gte]': instantOf(scope['updatedFrom']),
      },
    }),
    updatedSince,
    list: rowsOf,
    raw: RawTicket,
    key: (ticket) => ticket._id,
    keep: () => true,
    normalise: ticketTable.normalise,
  });

const transactions = (settings: VivenuSettings): Dataset =>
  dataset({
    id: 'transactions',
    title: 'Transactions',
    description: 'Sales with buyer, amounts, payment, discounts and what was bought.',
    scope: [
      eventField,
      text('status', 'Status', 'Only one of NEW, RESERVED-BY-SYSTEM, ABORTED, COMPLETE, CANCELED.'),
      text('paymentStatus', 'Payment status', 'Only this one, such as RECEIVED.'),
      text('email', 'E-mail', 'Only sales to this address.'),
      text('name', 'Name', 'Only sales to this name.'),
      text('coupon', 'Coupon', 'Only sales with this coupon.'),
      text('customerId', 'Customer', 'Only sales to one customer.'),
      text('subscriptionId', 'Subscription', 'Only sales of one subscription.'),
      text('psp', 'Payment reference', 'Only this payment.'),
      text('posPaymentMethods', 'Cash desk payment', 'Only these payment methods of cash desks.'),
      ...createdFields,
      updatedField,
    ],
    columns: transactionTable.columns,
    paging: byOffset(settings),
    shrinks: true,
    misfit: () => null,
    request: ({ eventId, customerId, createdFrom, createdTo, updatedFrom, ...only }) => ({
      path: '/api/transactions',
      query: {
        ...Object.fromEntries(Object.entries(only).filter(([, value]) => value)),
        event: commaList(eventId),
        customer: customerId || undefined,
        start: instantOf(createdFrom),
        end: instantOf(createdTo),
        'updatedAt[$gte]': instantOf(updatedFrom),
      },
    }),
    updatedSince,
    list: rowsOf,
    raw: RawTransaction,
    key: (transaction) => transaction._id,
    keep: () => true,
    normalise: transactionTable.normalise,
  });

const events = (settings: VivenuSettings): Dataset =>
  dataset({
    id: 'events',
    title: 'Events',
    description: 'Events with dates, venue, ticket types and capacity.',
    scope: [
      text('name', 'Name', 'Only events with this in their name.'),
      moment('startsFrom', 'Starts from', 'Only events that start from here.'),
      text('type', 'Kind', 'SINGLE, GROUP, RECURRENCE or ROOT.'),
    ],
    columns: eventTable.columns,
    paging: byOffset(settings),
    shrinks: true,
    misfit: () => null,
    request: ({ name, startsFrom, type }) => ({
      path: '/api/events',
      query: { name: name || undefined, 'start[$gte]': instantOf(startsFrom), type: type || undefined },
    }),
    updatedSince,
    list: rowsOf,
    raw: RawEvent,
    key: (event) => event._id,
    keep: () => true,
    normalise: eventTable.normalise,
  });

/** vivenu: tickets, transactions and events of a seller. Facts and assumptions: docs/providers/vivenu.md. */
export function vivenu(input: unknown): Provider {
  const settings = VivenuSettings.parse(input);
  return {
    id: 'vivenu',
    title: 'vivenu',
    credentials: [
      {
        id: 'apiKey',
        title: 'API key',
        kind: 'secret',
        required: true,
        help: 'Made in the vivenu dashboard. It can be as powerful as an administrator: make one for reading only if you can.',
      },
      {
        id: 'environment',
        title: 'System',
        kind: 'choice',
        required: false,
        help: 'Leave it at production unless you have a staging account.',
        choices: Object.keys(HOSTS).map((value) => ({ value, title: value })),
      },
    ],
    baseUrl: ({ environment }) => HOSTS[environment || 'production'] ?? '',
    headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}` }),
    check: () => ({ path: '/api/events', query: { top: '1', skip: '0' }, accepted: [] }),
    datasets: [tickets(settings), transactions(settings), events(settings)],
  };
}
