import { field } from '../field-table.ts';
import { fromMajor, roundedFromMajor } from './amount.ts';
import { cancelledItems } from './cancellations.ts';
import { json, money, text, type Sale } from './sale.ts';

const linesOnly = 'only with one row a line.';
/** Of one line. */
export const lineFields = [
  money(
    'lineRegularPrice',
    'Line regular price',
    `Of one, before discounts; ${linesOnly}`,
    (r) => r.line?.regularPrice,
  ),
  money('lineDiscount', 'Line discount', `What a discount took off; ${linesOnly}`, (r) => r.line?.discount),
  field<Sale>('lineTaxRate', 'Line tax rate', 'number', 'none', `0.19 is 19 %; ${linesOnly}`, (r) => r.line?.taxRate),
  field<Sale>(
    'lineCancelled',
    'Line cancelled',
    'integer',
    'none',
    `How many of it; ${linesOnly}`,
    (r) => r.line?.cancelled,
  ),
  json('lineDetails', 'Line details', `All that is known of the line; ${linesOnly}`, (r) => r.line?.raw),
];

/** Of the whole transaction. */
export const amountFields = [
  money('regularPrice', 'Regular price', 'Before discounts.', (r) =>
    fromMajor('regularPrice', r.regularPrice, r.currency),
  ),
  money('paymentCharge', 'Payment charge', 'What the payment cost.', (r) =>
    roundedFromMajor('paymentCharge', r.paymentCharge, r.currency),
  ),
  money('innerCharge', 'Fees borne', 'Fees you bear.', (r) =>
    roundedFromMajor('innerCharge', r.innerCharge, r.currency),
  ),
  money('paidByVouchers', 'Paid by vouchers', 'What vouchers paid.', (r) =>
    fromMajor('totalRedeemedAmount', r.redeemedVouchers?.totalRedeemedAmount, r.currency),
  ),
  field<Sale>('taxRate', 'Tax rate', 'number', 'none', 'For lines without their own; 0.19 is 19 %.', (r) => r.taxRate),
  json('ticketItems', 'Ticket lines', 'Tickets of the cart.', (r) => r.tickets),
  json('productItems', 'Product lines', 'Products of the cart.', (r) => r.products),
  json('additionalItems', 'Further lines', 'Bundles, postage, insurance …', (r) => r.additionalItems),
  json('innerFees', 'Fees borne, each', 'Fees you bear.', (r) => r.innerFeeComponents),
  json('outerFees', 'Fees on top, each', 'Fees the buyer pays.', (r) => r.outerFeeComponents),
  json('coupons', 'Coupons', 'Codes that took something off.', (r) => r.appliedCoupons),
  json('discounts', 'Discounts', 'Discounts, by item and in all.', (r) => r.appliedDiscountInfo),
  json('discountGroups', 'Discount groups', 'Groups of discounts.', (r) => r.appliedDiscountGroups),
  json('posDiscounts', 'Cash desk discounts', 'Discounts at the cash desk.', (r) => r.posDiscounts),
  json('vouchers', 'Vouchers', 'Codes that paid.', (r) => r.vouchers, 'secret'),
  json('redeemedVouchers', 'Redeemed vouchers', 'Codes that paid, and how much.', (r) => r.redeemedVouchers, 'secret'),
];

/** What was given back, and what can be. */
export const cancellationFields = [
  field<Sale>(
    'cancelledItems',
    'Cancelled items',
    'integer',
    'none',
    'How many items of the cart were cancelled.',
    (r) => cancelledItems(r)?.length,
  ),
  json('cancelledLines', 'Cancelled lines', 'What was cancelled.', cancelledItems),
  json('cancellations', 'Cancellations', 'Each that was made; only when asked for.', (r) => r.cancellationsMade),
  json('cancellationInfo', 'Cancellable', 'What can be or was cancelled.', (r) => r.cancellationInfo),
  json('cancellationFee', 'Cancellation fee', 'Fee of a cancellation.', (r) => r.cancellationFee),
  text('cancellationReason', 'Reason of cancellation', 'Why it was cancelled.', (r) => r.cancellationReason),
];
