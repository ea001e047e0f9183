import { AWKWARD_FIRST_NAMES } from '../names.ts';
import type { SalesTrap } from '../sales-world.ts';
import type { Wire } from './wire.ts';

/** One transaction of the trap event. */
export type Trap = SalesTrap & {
  /** Every ticket is of the type at this position; 3 costs nothing. */
  readonly type?: number;
  /** Its second ticket stands for the first. */
  readonly rebooked?: boolean;
  /** The status it has instead. */
  readonly status?: string;
  /** What the transaction says instead. A value of `undefined` is missing in the answer. */
  readonly transaction?: (transaction: Wire) => Wire;
  /** What its tickets say instead, first one first. */
  readonly ticketParts?: readonly Wire[];
};

export const TRAP_EVENT = '65f0c0de0000000000000007';

const LATER = Date.UTC(2025, 5, 2, 9, 30);
const NAMELESS: Wire = {
  name: undefined,
  firstname: undefined,
  lastname: undefined,
  email: undefined,
  origin: 'pos',
};
const voided = { voidedAt: LATER, updatedAt: LATER };
const scanned = { scans: [{ at: LATER, uploadedAt: LATER, quantity: 1 }], updatedAt: LATER };

/** The transactions of the trap event, oldest first: one oddity each. */
export const TRAPS: readonly Trap[] = [
  { size: 1, transaction: () => ({ realPrice: 85, regularPrice: 85.0, outerCharge: 0 }) },
  { size: 1, transaction: () => ({ realPrice: 10.5, regularPrice: 10.5, outerCharge: 0 }) },
  { size: 2, transaction: () => ({ realPrice: 0.1 + 0.2, regularPrice: 0.3, outerCharge: 0.1 }) },
  { size: 3 },
  { size: 3, type: 3, ticketParts: [{ transactionId: '' }, { transactionId: '' }, { transactionId: '' }] },
  { size: 1, life: { state: 'abandoned' } },
  { size: 1, life: { state: 'open' } },
  { size: 2, life: { state: 'reserved' } },
  { size: 1, life: { refundedQuarters: 4, updatedAt: LATER } },
  { size: 1, transaction: () => ({ paymentStatus: 'CHARGEBACK' }) },
  { size: 1, transaction: () => ({ paymentStatus: 'DISPUTE' }) },
  { size: 1, transaction: posSale, ticketParts: [NAMELESS] },
  {
    size: 2,
    tickets: [voided],
    transaction: () => ({ origin: 'rebooking' }),
    rebooked: true,
  },
  { size: 1, life: { state: 'cancelled', refundedQuarters: 4, updatedAt: LATER } },
  { size: 2, life: { state: 'cancelled', updatedAt: LATER }, tickets: [voided, voided] },
  { size: 1, status: 'ON-HOLD', ticketParts: [{ status: 'FROZEN' }] },
  { size: 2, tickets: [voided] },
  { size: 1, tickets: [scanned] },
  { size: 1, transaction: () => ({ paymentMethod: 'adyen' }) },
  { size: 1, transaction: () => ({ expired: false, claimed: true, checkoutId: 'chk_1', salesChannelId: 'sch_1' }) },
  { size: 1, transaction: () => ({ posInfo: { _id: '65f0c0de00000000000000fe', cancellationNo: 'ST-0007' } }) },
  { size: 1, transaction: withVoucher },
  {
    size: 1,
    ticketParts: [{ slotId: 'slot_evening', slotStartTime: '18:30', type: 'MULTI', barcode: '000123456789' }],
  },
  {
    size: 1,
    ticketParts: [
      {
        addOns: [{ productId: 'prod_1', productVariantId: 'variant_1', name: 'Cloakroom' }],
        packageInfo: { packageId: 'pack_1', packageConfigId: 'conf_1', name: 'Evening with dinner' },
        capabilities: null,
        entryPermissions: ['main'],
        excludedEventIds: [],
        customMessage: '=1+1',
        seatingInfo: undefined,
      },
    ],
  },
  { size: 1, ticketParts: [{ status: 'BLANK', transactionId: '', name: '' }] },
  { size: 0 },
  ...AWKWARD_FIRST_NAMES.map(awkward),
];

function posSale(): Wire {
  return {
    origin: 'pos',
    paymentStatus: 'POS-RECEIVED',
    name: undefined,
    prename: undefined,
    lastname: undefined,
    email: undefined,
  };
}

/** A voucher is money, so the price stays. */
function withVoucher({ realPrice }: Wire): Wire {
  const vouchers = [{ _id: '65f0c0de00000000000000fd', code: '00A1-GIFT', redeemedAmount: 20 }];
  return { realPrice, vouchers: ['00A1-GIFT'], redeemedVouchers: { totalRedeemedAmount: 20, vouchers } };
}

function awkward(firstName: string): Trap {
  const name = `${firstName} Fairbairn`;
  return {
    size: 1,
    transaction: () => ({ name, prename: firstName, lastname: 'Fairbairn' }),
    ticketParts: [{ name, firstname: firstName, lastname: 'Fairbairn' }],
  };
}
