import type { Scope } from '../../../shared/api.ts';
import { fieldTable } from '../field-table.ts';
import { dataset, type Dataset, type Lookup } from '../provider.ts';
import { cancellationDetails, WITH_CANCELLATIONS } from './cancellations.ts';
import { eventNames } from './event-names.ts';
import { isId, oneRecord } from './lookups.ts';
import { listed, pushCreated, pushUpdated } from './lists.ts';
import { among, eventParameter, fieldsOf, fitting, parameter, queryOf, updatedSince } from './parameters.ts';
import { amountFields, cancellationFields, lineFields } from './sale-amounts.ts';
import { buyerFields, historyFields, paymentFields } from './sale-buyer.ts';
import { saleShape } from './sale-shape.ts';
import type { Sale } from './sale.ts';
import type { VivenuSettings } from './settings.ts';
import { linesOf } from './transaction-lines.ts';
import { RawTransaction } from './transaction.ts';

/** Every parameter of the list but those of paging, and `start`, `end` and `updatedAt`, which are filters. */
const PARAMETERS = [
  eventParameter,
  parameter<RawTransaction>('status', 'Status', 'Only these, such as COMPLETE, CANCELED; empty: all.', {
    several: true,
    fits: among((r) => r.status),
  }),
  parameter<RawTransaction>('paymentStatus', 'Payment status', 'Only these, such as RECEIVED.', {
    several: true,
    fits: among((r) => r.paymentStatus),
  }),
  parameter<RawTransaction>('name', 'Name', 'Only sales to this name, as vivenu searches it.'),
  parameter<RawTransaction>('email', 'E-mail', 'Only sales to this address, as vivenu searches it.'),
  parameter<RawTransaction>('customer', 'Customer', 'Only sales to one customer.', {
    fits: among((r) => r.customerId),
  }),
  parameter<RawTransaction>('coupon', 'Coupon', 'Only sales with this coupon.'),
  parameter<RawTransaction>('psp', 'Payment reference', 'Only this reference at the payment service.'),
  parameter<RawTransaction>('id', 'Transaction ID', 'Only this one.'),
  parameter<RawTransaction>('posPaymentMethods', 'Cash desk payment', 'Only these ways to pay at cash desks.', {
    several: true,
  }),
  parameter<RawTransaction>('subscriptionId', 'Subscription', 'Only sales of one subscription.'),
  parameter<RawTransaction>('seller', 'Seller', 'Only sales of one seller; only in the older list.'),
];

const flag = (id: string, title: string, help: string) => ({ id, title, kind: 'flag' as const, required: false, help });

const FLAGS = [
  flag('lines', 'One row per line', 'Tickets, products, postage, fees and discounts, each in a row of its own.'),
  flag(WITH_CANCELLATIONS, 'Cancellations', 'Ask for those of each transaction: one more request each, sometimes two.'),
  flag('rich', 'Older list', "Read vivenu's older list of transactions (rich), which it means to end."),
];

/** Parameters that only one of the two lists takes. */
const NEWER = ['id', 'posPaymentMethods', 'subscriptionId'];
const OLDER = ['seller'];

function misfit(scope: Scope): string | null {
  const isOlder = scope['rich'] === 'true';
  const wrong = (isOlder ? NEWER : OLDER).find((id) => scope[id]?.trim());
  const title = fieldsOf(PARAMETERS).find(({ id }) => id === wrong)?.title;
  if (title === undefined) return null;
  return `${title}: ${isOlder ? 'the older list has no such choice; leave it empty.' : 'choose "Older list" too, or leave it empty.'}`;
}

const LOOKUPS: readonly Lookup[] = [
  {
    id: 'transactionId',
    title: 'Transaction ID',
    help: 'Each transaction.',
    accepts: isId,
    request: (id) => ({ path: `/api/transactions/${encodeURIComponent(id)}`, query: {} }),
    records: oneRecord,
  },
];

/** Transactions by event, status, buyer …, whole or spread out, and by IDs of the sheet. */
export function transactions(settings: VivenuSettings): Dataset {
  const { columns, normalise } = fieldTable<Sale>([
    ...saleShape(settings),
    ...lineFields,
    ...amountFields,
    ...cancellationFields,
    ...buyerFields,
    ...paymentFields,
    ...historyFields,
  ]);
  return dataset({
    ...listed(settings),
    id: 'transactions',
    title: 'Transactions',
    description: 'Sales with buyer, amounts, payment, discounts and what was bought.',
    cannotTell: [
      'What was given back without cancelling anything: its history says that something was, and not how much.',
      'How much has been received: only the state of the payment.',
      'The tax of a whole transaction: its lines tell theirs, fees do not.',
      'Names of events that are not among the latest: only their IDs.',
      'Phone numbers of buyers.',
    ],
    scope: [...fieldsOf(PARAMETERS), ...FLAGS],
    columns,
    misfit,
    request: (scope) => ({
      path: scope['rich'] === 'true' ? '/api/transactions/rich' : '/api/transactions',
      query: queryOf(PARAMETERS, scope),
    }),
    pushes: { ...(settings.createdBounds && { created: pushCreated }), updated: pushUpdated },
    updatedSince: updatedSince(PARAMETERS),
    details: cancellationDetails,
    lookups: LOOKUPS,
    common: eventNames(settings),
    raw: RawTransaction,
    key: (transaction) => transaction._id,
    keep: fitting(PARAMETERS),
    normalise,
    lines: (transaction, { scope }) => {
      const lines = scope['lines'] === 'true' ? linesOf(transaction) : [];
      // One without lines keeps its row.
      if (lines.length === 0) return null;
      return lines.map((line) => ({ line: line.id, row: normalise({ ...transaction, line }) }));
    },
  });
}
