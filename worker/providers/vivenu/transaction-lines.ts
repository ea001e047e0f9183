import type { Money } from '../../../shared/money.ts';
import { fromMajor, minus, roundedFromMajor, sum, times } from './amount.ts';
import { cancelledItems } from './cancellations.ts';
import type { Item, RawTransaction } from './transaction.ts';

/** One line of a transaction. The totals of all lines together are what is to be paid; see docs/providers/vivenu.md. */
export type Line = {
  readonly id: string;
  readonly type: string;
  readonly name: string | null | undefined;
  readonly quantity: number | null;
  readonly price: Money | null;
  readonly total: Money | null;
  readonly tax: Money | null;
  readonly taxRate?: number | null | undefined;
  readonly regularPrice?: Money | null;
  /** What a discount took off; the prices of the other lines are without it already. */
  readonly discount?: Money | null;
  readonly cancelled?: number | null;
  readonly raw: Item | Fee | Discount;
};

type Fee = NonNullable<NonNullable<RawTransaction['outerFeeComponents']>['fix']>[number];
type Discount = NonNullable<NonNullable<RawTransaction['appliedDiscountInfo']>['discounts']>[number];
type Unnamed = Omit<Line, 'id'> & { readonly id: string | null | undefined };

/** Tickets, products, additional items, fees of the buyer and discounts; IDs are unique within the transaction. */
export function linesOf(transaction: RawTransaction): Line[] {
  const { tickets, products, additionalItems, appliedDiscountInfo } = transaction;
  return named([
    ...(tickets ?? []).map((item) => itemLine(transaction, item, 'ticket', item.amount)),
    ...(products ?? []).map((item) => itemLine(transaction, item, 'product', item.amount)),
    // An additional item is one thing, unless it says how many.
    ...(additionalItems ?? []).map((item) => itemLine(transaction, item, 'other', item.amount ?? 1)),
    ...feeLines(transaction),
    ...(appliedDiscountInfo?.discounts ?? []).map((discount) => discountLine(transaction, discount)),
  ]);
}

function itemLine(transaction: RawTransaction, item: Item, type: string, count: number | null | undefined): Unnamed {
  const { currency, taxRate } = transaction;
  const id = item._id || item.itemId;
  const quantity = count ?? null;
  const price = fromMajor('price', item.price, currency);
  const total = times(price, quantity);
  const discounted = transaction.appliedDiscountInfo?.items?.find(({ itemId }) => itemId && itemId === id);
  return {
    id,
    type: item.type || type,
    name: item.name,
    quantity,
    price,
    total,
    tax: taxOf(item, total, quantity),
    taxRate: item.taxRate ?? taxRate,
    regularPrice: fromMajor('regularPrice', discounted?.regularPrice, currency),
    cancelled: cancelledItems(transaction)?.filter(({ cartItemId }) => cartItemId && cartItemId === id).length ?? null,
    raw: item,
  };
}

/** As vivenu tells it, to the nearest smallest unit; else the difference to what the line is without tax. */
function taxOf({ taxInfo, netPrice }: Item, total: Money | null, quantity: number | null): Money | null {
  const told = (taxInfo?.taxItems ?? []).map((tax) => roundedFromMajor('taxItems.total', tax.total, total?.currency));
  if (told.length > 0) return sum(told);
  const net = typeof netPrice === 'number' && quantity !== null ? netPrice * quantity : null;
  return minus(total, roundedFromMajor('netPrice', net, total?.currency));
}

/** Fees the buyer pays on top: each, or, where vivenu does not tell them apart, all in one line. */
function feeLines({ outerFeeComponents, outerCharge, currency }: RawTransaction): Unnamed[] {
  const { fix, var: variable } = outerFeeComponents ?? {};
  const lines = [
    ...(fix ?? []).map((fee) => feeLine(fee, currency, true)),
    ...(variable ?? []).map((fee) => feeLine(fee, currency, false)),
  ];
  if (lines.length > 0 || !outerCharge) return lines;
  const total = fromMajor('outerCharge', outerCharge, currency);
  return [{ ...NO_LINE, id: 'outerCharge', type: 'fee', total, raw: { total: outerCharge } }];
}

const NO_LINE = { name: null, quantity: null, price: null, total: null, tax: null };

function feeLine(fee: Fee, currency: RawTransaction['currency'], isFixed: boolean): Unnamed {
  return {
    ...NO_LINE,
    id: fee._id,
    type: 'fee',
    name: fee.publicName || fee.name,
    quantity: typeof fee.amount === 'number' && Number.isSafeInteger(fee.amount) ? fee.amount : null,
    // A variable fee's value is a share, no price.
    price: isFixed ? roundedFromMajor('fee.value', fee.value, currency) : null,
    total: roundedFromMajor('fee.total', fee.total, currency),
    raw: fee,
  };
}

function discountLine({ currency }: RawTransaction, raw: Discount): Unnamed {
  const discount = roundedFromMajor('absoluteDiscountValue', raw.absoluteDiscountValue, currency);
  return { ...NO_LINE, id: raw._id, type: 'discount', name: raw.name, discount, raw };
}

/** A line without an ID, or with one that is taken, gets one from its place. */
function named(lines: readonly Unnamed[]): Line[] {
  const taken = new Set<string>();
  return lines.map((line, index) => {
    const id = line.id && !taken.has(line.id) ? line.id : `${line.type}-${index + 1}`;
    taken.add(id);
    return { ...line, id };
  });
}
