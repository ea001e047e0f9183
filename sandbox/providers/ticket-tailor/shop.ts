import { BOX_OFFICE } from './catalogue.ts';
import { dateObject } from './date-object.ts';
import { unix, type Wire } from './wire.ts';

const MADE = Date.UTC(2025, 1, 1, 12);

/** Lists that are nowhere described beyond their existence; their members are assumed. */
export const PRODUCTS: readonly Wire[] = ['Programme', 'Cloakroom', 'Parking'].map((name, index) => ({
  object: 'product',
  id: `pr_${index + 1}`,
  name,
  price: 500 * (index + 1),
  status: 'on_sale',
  // Not a number here, unlike everywhere else.
  created_at: dateObject(MADE + index * 1000),
}));

export const VOUCHERS: readonly Wire[] = ['Friends of the hall', 'Refunds'].map((name, index) => ({
  object: 'voucher',
  id: `vo_${index + 1}`,
  name,
  type: 'gift_card',
  value: 2000,
  created_at: unix(MADE) + index,
}));

export function codesOf(voucherId: string): Wire[] {
  return ['00A1', '1E5', 'GALA'].map((code, index) => ({
    object: 'voucher_code',
    id: `vc_${voucherId.slice(3)}${index + 1}`,
    code: `${code}-${voucherId.slice(3)}`,
    voucher_id: voucherId,
    balance: 2000 - index * 500,
  }));
}

export const DISCOUNTS: readonly Wire[] = ['EARLY', 'STUDENT'].map((code, index) => ({
  object: 'discount',
  id: `di_${index + 1}`,
  code,
  name: `${code} 10%`,
  type: 'percentage',
  value: 10,
  times_redeemed: index * 7,
}));

export function signupsOf(seriesId: string): Wire[] {
  return ['ann', 'bo'].map((name, index) => ({
    object: 'waitlist_signup',
    id: `wl_${seriesId.slice(3)}${index + 1}`,
    email: `${name}@example.org`,
    name: index === 0 ? 'Ann Wren' : null,
    event_series_id: seriesId,
    created_at: dateObject(MADE + index * 1000),
  }));
}

export const OVERVIEW: Wire = { object: 'overview', box_office_name: BOX_OFFICE.name, currency: BOX_OFFICE.currency };
