import { AWKWARD_FIRST_NAMES } from '../names.ts';
import type { SalesTrap } from '../sales-world.ts';
import type { Wire } from './wire.ts';

/** One order of the trap event. */
export type Trap = SalesTrap & {
  /** Every ticket is of the type at this position; 3 costs nothing. */
  readonly type?: number;
  /** Its last ticket is for another event. */
  readonly otherEvent?: boolean;
  /** What the order says instead. A value of `undefined` is missing in the answer. */
  readonly order?: (order: Wire) => Wire;
  /** What its first ticket says instead. */
  readonly ticket?: Wire;
};

export const TRAP_EVENT = 'ev_1006';

const VOIDED = Date.UTC(2025, 5, 2, 9, 30);
const SCANNED = Date.UTC(2025, 5, 3, 18, 5);
const HOUR = 3_600_000;

const voided = { voidedAt: VOIDED, updatedAt: VOIDED };
const refunded = (refundedQuarters: number) => ({ refundedQuarters, updatedAt: VOIDED });
const scan = (quantity: number, offlineMs = 0) => ({ at: SCANNED, uploadedAt: SCANNED + offlineMs, quantity });
const buyer = (order: Wire, change: Wire): Wire => ({
  buyer_details: { ...asObject(order['buyer_details']), ...change },
});
const summary = (order: Wire, change: Wire): Wire => ({
  event_summary: { ...asObject(order['event_summary']), ...change },
});
const moreLines = (order: Wire, ...lines: Wire[]): Wire => ({
  line_items: [...asList(order['line_items']), ...lines.map((line) => ({ ...LINE, ...line }))],
});

const NOBODY: Wire = { full_name: null, first_name: null, last_name: null };
const LINE = { object: 'line_item', booking_fee: 0, item_id: null, quantity: 1 };

/** The orders of the trap event, oldest first: one oddity each. */
export const TRAPS: readonly Trap[] = [
  { size: 1, type: 3 },
  { size: 2, otherEvent: true },
  { size: 2, tickets: [voided] },
  { size: 2, life: refunded(1) },
  { size: 1, life: refunded(4) },
  { size: 1, life: { ...refunded(4), state: 'cancelled' }, tickets: [voided], order: () => ({ status: 'canceled' }) },
  { size: 1, order: (o) => addLine(o, { id: 'li_1', description: 'Roof fund', type: 'donation' }, 500) },
  { size: 1, order: (o) => addLine(o, { id: 'li_2', description: 'Gift card', type: 'gift_card' }, -2000) },
  { size: 2, order: (o) => ({ total: Number(o['total']) + 1, status_message: 'Rounded by hand' }) },
  { size: 1, order: (o) => buyer(o, { name: null, first_name: null, last_name: null, phone: null }), ticket: NOBODY },
  { size: 0, order: () => ({ issued_tickets: null }) },
  { size: 0, order: () => ({ issued_tickets: [] }) },
  { size: 1, life: { state: 'reserved' }, order: () => ({ status_message: 'Awaiting transfer' }) },
  { size: 1, order: (o) => summary(o, { id: undefined }) },
  { size: 1, order: (o) => summary(o, { event_id: undefined }) },
  { size: 1, ticket: { event_series_id: 'es_9001' } },
  { size: 1, order: () => ({ meta_data: { crm: { id: '007' } } }), ticket: { reservation: 'Table 4' } },
  { size: 1, order: () => ({ meta_data: [] }), ticket: { reservation: { id: 're_1', table: '4' } } },
  { size: 1, tickets: [voided], ticket: { status: 'voided' } },
  { size: 1, tickets: [voided], ticket: { status: 'valid' } },
  { size: 1, tickets: [{ scans: [scan(3)] }], ticket: { group_ticket_barcode: '0031E5' } },
  { size: 1, tickets: [{ scans: [scan(1), { ...scan(-1), at: SCANNED + HOUR, uploadedAt: SCANNED + HOUR }] }] },
  { size: 1, tickets: [{ scans: [scan(1, 5 * HOUR)] }] },
  { size: 1, order: () => ({ loyalty_tier: 'gold' }), ticket: { loyalty: { since: '2027' } } },
  { size: 1, order: () => ({ notes: undefined, meta_data: undefined, tax_treatment: undefined }) },
  { size: 1, order: () => ({ refunded_voucher_id: 'vo_3', credited_out_amount: 8670 }) },
  { size: 1, order: () => ({ status: 'on_hold' }) },
  { size: 1, order: (o) => moreLines(o, { id: 'li_3', description: '?', type: 'surprise', total: 0, value: 0 }) },
  { size: 1, ticket: { barcode: '0012345', reference: '=1+1' } },
  { size: 1, ticket: { barcode: '12E45678' }, order: (o) => buyer(o, { phone: '=1+1', address: null }) },
  ...AWKWARD_FIRST_NAMES.map(awkward),
];

function awkward(first_name: string): Trap {
  const names = { first_name, name: `${first_name} Fairbairn`, last_name: 'Fairbairn' };
  return { size: 1, order: (order) => buyer(order, names), ticket: { first_name, full_name: names.name } };
}

function addLine(order: Wire, line: Wire, amount: number): Wire {
  const sum = (name: string) => Number(order[name]) + amount;
  return {
    ...moreLines(order, { ...line, total: amount, value: amount }),
    subtotal: sum('subtotal'),
    total: sum('total'),
    total_paid: sum('total_paid'),
  };
}

function asObject(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
