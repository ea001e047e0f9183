import type { Money } from '../../../shared/money.ts';
import { TRANSACTION } from '../../../shared/shapes.ts';
import { inOurWords, shaped } from '../field-table.ts';
import { toDateTime } from '../raw-values.ts';
import { fromMajor, minus, roundedFromMajor, sum } from './amount.ts';
import { refundedOf } from './cancellations.ts';
import type { Sale } from './sale.ts';
import type { VivenuSettings } from './settings.ts';

const statusOf = inOurWords({
  COMPLETE: 'completed',
  NEW: 'pending',
  'RESERVED-BY-SYSTEM': 'reserved',
  ABORTED: 'aborted',
  CANCELED: 'cancelled',
});

/** Three tickets may be one item of the cart. */
function ticketCount({ tickets }: Sale): number | null {
  if (!tickets) return null;
  return tickets.reduce<number | null>(
    (count, { amount }) => (count === null || typeof amount !== 'number' ? null : count + amount),
    0,
  );
}

type Price = 'realPrice' | 'regularPrice' | 'outerCharge';
const priceOf = (name: Price) => (sale: Sale) => fromMajor(name, sale[name], sale.currency);

/** As vivenu tells it; else what the prices before and after differ by. */
function discountOf(sale: Sale, settings: VivenuSettings): Money | null {
  const told = sale.appliedDiscountInfo?.discounts?.map(({ absoluteDiscountValue }) =>
    roundedFromMajor('absoluteDiscountValue', absoluteDiscountValue, sale.currency),
  );
  return sum(told ?? []) ?? differenceOf(sale, settings);
}

function differenceOf(sale: Sale, { feesInPrice }: VivenuSettings): Money | null {
  const [regular, real, fees] = [
    priceOf('regularPrice')(sale),
    priceOf('realPrice')(sale),
    priceOf('outerCharge')(sale),
  ];
  const paid = feesInPrice && fees ? minus(real, fees) : real;
  const difference = minus(regular, paid);
  // Below 0 the prices are not what we take them for.
  return difference && difference.minor >= 0 ? difference : null;
}

/** What transactions of every ticketing system have. */
export const saleShape = (settings: VivenuSettings) =>
  shaped<Sale, typeof TRANSACTION>(TRANSACTION, {
    transactionId: (r) => r._id,
    status: (r) => statusOf(r.status),
    providerStatus: (r) => r.status,
    paymentStatus: (r) => r.paymentStatus,
    createdAt: (r) => toDateTime('createdAt', r.createdAt),
    updatedAt: (r) => toDateTime('updatedAt', r.updatedAt),
    eventId: (r) => r.eventId,
    eventName: (r) => r.listedEvent?.name,
    eventStart: (r) => toDateTime('event.start', r.listedEvent?.start),
    eventEnd: (r) => toDateTime('event.end', r.listedEvent?.end),
    tickets: ticketCount,
    buyerFirstName: (r) => r.prename,
    buyerLastName: (r) => r.lastname,
    buyerName: (r) => r.name,
    buyerEmail: (r) => r.email,
    total: priceOf('realPrice'),
    fees: priceOf('outerCharge'),
    discount: (r) => discountOf(r, settings),
    refunded: refundedOf,
    currency: (r) => r.currency,
    paymentMethod: (r) => r.paymentMethod,
    paymentReference: (r) => r.psp,
    lineId: (r) => r.line?.id,
    lineType: (r) => r.line?.type,
    lineName: (r) => r.line?.name,
    lineQuantity: (r) => r.line?.quantity,
    linePrice: (r) => r.line?.price,
    lineTax: (r) => r.line?.tax,
    lineTotal: (r) => r.line?.total,
  });
