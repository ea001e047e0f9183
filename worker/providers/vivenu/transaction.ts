import { z } from 'zod';
import { raw } from '../raw-values.ts';
import { number } from './amount.ts';
import { ListedEvent } from './event-names.ts';

const TaxInfo = z.looseObject({ taxItems: z.array(z.looseObject({ total: number })).nullish() });

/** A ticket, product or additional item of the cart. `price` is for one, after discounts. */
const Item = z.looseObject({
  _id: raw.text,
  itemId: raw.text,
  type: raw.text,
  name: raw.text,
  amount: raw.count,
  price: number,
  netPrice: number,
  taxRate: number,
  taxInfo: TaxInfo.nullish(),
  ticketTypeId: raw.text,
  productVariantId: raw.text,
});
export type Item = z.infer<typeof Item>;

const Fee = z.looseObject({
  _id: raw.text,
  name: raw.text,
  publicName: raw.text,
  amount: number,
  value: number,
  total: number,
});
const Fees = z.looseObject({ fix: z.array(Fee).nullish(), var: z.array(Fee).nullish() }).nullish();

/** Something of the cart that can be cancelled, or was. */
const CancellableItem = z.looseObject({
  cartItemId: raw.text,
  price: number,
  refundId: raw.text,
  cancelledAt: raw.text,
});
export type CancellableItem = z.infer<typeof CancellableItem>;

const Cancellation = z.looseObject({ cancelledItems: z.array(CancellableItem).nullish(), refundId: raw.text });

const DiscountedItem = z.looseObject({ itemId: raw.text, regularPrice: number });
const Discount = z.looseObject({ _id: raw.text, name: raw.text, absoluteDiscountValue: number });

/** A transaction as vivenu answers it, and what it was asked for besides. `secret` opens public pages. */
export const RawTransaction = z.object({
  _id: z.string().min(1),
  sellerId: raw.text,
  status: raw.text,
  paymentStatus: raw.text,
  eventId: raw.text,
  listedEvent: ListedEvent.nullish(),
  createdAt: raw.text,
  updatedAt: raw.text,
  prename: raw.text,
  lastname: raw.text,
  name: raw.text,
  email: raw.text,
  company: raw.text,
  street: raw.text,
  line2: raw.text,
  postal: raw.text,
  city: raw.text,
  state: raw.text,
  country: raw.text,
  customerId: raw.text,
  deliveryAddress: raw.opaque,
  identification: raw.opaque,
  extraFields: raw.opaque,
  preferredLanguage: raw.text,
  tickets: z.array(Item).nullish(),
  products: z.array(Item).nullish(),
  additionalItems: z.array(Item).nullish(),
  realPrice: number,
  regularPrice: number,
  currency: raw.text,
  taxRate: number,
  paymentCharge: number,
  innerCharge: number,
  outerCharge: number,
  innerFeeComponents: raw.opaque,
  outerFeeComponents: Fees,
  paymentMethod: raw.text,
  paymentInfo: z.looseObject({ method: raw.text, gateway: raw.text }).nullish(),
  psp: raw.text,
  origin: raw.text,
  channel: raw.text,
  underShop: raw.text,
  userId: raw.text,
  posId: raw.text,
  posInfo: z.looseObject({ billingNo: raw.text, paymentMethod: raw.text }).nullish(),
  appliedCoupons: z.array(z.looseObject({ code: raw.text })).nullish(),
  appliedDiscountInfo: z
    .looseObject({ items: z.array(DiscountedItem).nullish(), discounts: z.array(Discount).nullish() })
    .nullish(),
  appliedDiscountGroups: raw.opaque,
  posDiscounts: raw.opaque,
  vouchers: raw.opaque,
  redeemedVouchers: z.looseObject({ totalRedeemedAmount: number }).nullish(),
  cancellationFee: raw.opaque,
  cancellationInfo: z.looseObject({ cancellableItems: z.array(CancellableItem).nullish() }).nullish(),
  cancellationReason: raw.text,
  cancellationsMade: z.array(Cancellation).nullish(),
  ticketMailSend: raw.flag,
  orderMailSend: raw.flag,
  invoiceVersion: raw.text,
  seatingReservationToken: raw.text,
  secret: raw.text,
  historyEntries: raw.opaque,
  history: raw.opaque,
  userAgent: raw.opaque,
  ipLookup: raw.opaque,
  locationCenter: raw.opaque,
});
export type RawTransaction = z.infer<typeof RawTransaction>;
