import { z } from 'zod';
import { dataset, type Dataset, type Lookup } from '../provider.ts';
import { listed, pushCreated, pushUpdated, rowsOf } from './lists.ts';
import { eventNames } from './event-names.ts';
import { isId, oneRecord } from './lookups.ts';
import { among, eventParameter, fieldsOf, fitting, holding, parameter, queryOf, updatedSince } from './parameters.ts';
import type { VivenuSettings } from './settings.ts';
import { ticketTable } from './ticket-columns.ts';
import { RawTicket } from './ticket.ts';

const seat = (id: string, title: string, help: string, member: 'statusId' | SeatName) =>
  parameter<RawTicket>(id, title, help, { fits: holding((r) => r.seatingInfo?.[member]) });
type SeatName = 'name' | 'sectionName' | 'groupName' | 'rowName' | 'seatName';

/** Every parameter of the list but those of paging, and `start`, `end` and `updatedAt`, which are filters. */
const PARAMETERS = [
  eventParameter,
  parameter<RawTicket>('status', 'Status', 'Only these, such as VALID, DETAILSREQUIRED; empty: all.', {
    several: true,
    fits: among((r) => r.status),
  }),
  parameter<RawTicket>('name', 'Name', 'Only holders of this name, as vivenu searches it.'),
  parameter<RawTicket>('barcode', 'Barcode', 'Only this one.'),
  parameter<RawTicket>('type', 'Kind', 'Only tickets for one event, or only for several.', {
    words: ['SINGLE', 'MULTI'],
  }),
  parameter<RawTicket>('deliveryType', 'Delivery', 'Only these: HARD, VIRTUAL.', {
    several: true,
    fits: among((r) => r.deliveryType),
  }),
  seat('statusId', 'Seat ID', "Only this seat, by its ID in the seat map's status.", 'statusId'),
  seat('gaName', 'Standing area', 'Only this area of general admission.', 'name'),
  seat('sectionName', 'Section', 'Only seats of this section.', 'sectionName'),
  seat('groupName', 'Group', 'Only seats of this group.', 'groupName'),
  seat('rowName', 'Row', 'Only seats of this row.', 'rowName'),
  seat('seatName', 'Seat', 'Only seats of this number.', 'seatName'),
  parameter<RawTicket>('customerId', 'Customer', 'Only tickets of one customer.', { fits: among((r) => r.customerId) }),
  parameter<RawTicket>('purchaseIntentId', 'Purchase intent', 'Only tickets of one purchase intent.'),
  parameter<RawTicket>('checkoutId', 'Checkout', 'Only tickets of one checkout.'),
  parameter<RawTicket>('subscriptionId', 'Subscription', 'Only tickets of one subscription.'),
  parameter<RawTicket>('batch', 'Batch', 'Only tickets printed ahead in this batch.'),
  parameter<RawTicket>('batchFrom', 'Batch number from', 'Only from this number of the batch …', {
    name: 'batchCounter[$gte]',
  }),
  parameter<RawTicket>('batchTo', 'Batch number to', '… to this one.', { name: 'batchCounter[$lte]' }),
  parameter<RawTicket>('packageId', 'Package', 'Only tickets of one package.'),
];

const LOOKUPS: readonly Lookup[] = [
  {
    id: 'transactionId',
    title: 'Transaction ID',
    help: 'All tickets of each transaction.',
    accepts: isId,
    request: (id) => ({ path: `/api/transactions/${encodeURIComponent(id)}/tickets`, query: {} }),
    records: (body) => z.array(z.unknown()).parse(body),
  },
  {
    id: 'barcode',
    title: 'Barcode',
    help: 'The ticket with each barcode.',
    accepts: (barcode) => barcode.trim() !== '',
    request: (barcode) => ({ path: '/api/tickets', query: { barcode, top: '100', skip: '0' } }),
    records: (body) => rowsOf(body).records,
  },
  {
    id: 'ticketId',
    title: 'Ticket ID',
    help: 'Each ticket.',
    accepts: isId,
    request: (id) => ({ path: `/api/tickets/${encodeURIComponent(id)}`, query: {} }),
    records: oneRecord,
  },
];

/** Tickets by event, status, seat …, and by IDs or barcodes of the sheet. */
export const tickets = (settings: VivenuSettings): Dataset =>
  dataset({
    ...listed(settings),
    id: 'tickets',
    title: 'Tickets',
    description: 'Tickets of events, with holders, seats and prices.',
    cannotTell: [
      'Scans, except that the history of a ticket may say that it was let in; nothing there does not mean that it was not.',
      'Names of events that are not among the latest: only their IDs.',
      'Phone numbers of holders.',
      'Why a ticket is not valid: cancelled, rebooked and revoked ones are all INVALID.',
    ],
    scope: fieldsOf(PARAMETERS),
    columns: ticketTable.columns,
    misfit: ({ batchFrom = '', batchTo = '' }) =>
      [batchFrom, batchTo].every((text) => /^\d*$/.test(text.trim()))
        ? null
        : 'Batch number: write digits, such as 120.',
    request: (scope) => ({ path: '/api/tickets', query: queryOf(PARAMETERS, scope) }),
    pushes: { created: pushCreated, updated: pushUpdated },
    updatedSince: updatedSince(PARAMETERS),
    lookups: LOOKUPS,
    common: eventNames(settings),
    raw: RawTicket,
    key: (ticket) => ticket._id,
    keep: fitting(PARAMETERS),
    normalise: ticketTable.normalise,
  });
