import { z } from 'zod';
import type { Money } from '../../../shared/money.ts';
import { inOurWords } from '../field-table.ts';
import { raw } from '../raw-values.ts';
import { amount, CurrencyObject, DateObject, Original, toAmount, unixSeconds, withOriginal } from './values.ts';

/** What was paid for. */
export const RawLine = z.object({
  id: raw.text,
  booking_fee: amount,
  description: raw.text,
  item_id: raw.text,
  quantity: raw.count,
  total: amount,
  type: raw.text,
  value: amount,
});
export type RawLine = z.infer<typeof RawLine>;

const Order = z.object({
  original: Original,
  object: raw.text,
  id: z.string().min(1),
  buyer_details: z
    .object({
      address: z
        .object({ address_1: raw.text, address_2: raw.text, address_3: raw.text, postal_code: raw.text })
        .nullish(),
      custom_questions: raw.opaque,
      email: raw.text,
      first_name: raw.text,
      last_name: raw.text,
      name: raw.text,
      phone: raw.text,
    })
    .nullish(),
  created_at: unixSeconds,
  credited_out_amount: amount,
  currency: CurrencyObject,
  event_summary: z
    .object({
      id: raw.text,
      event_id: raw.text,
      event_series_id: raw.text,
      name: raw.text,
      start_date: DateObject,
      end_date: DateObject,
      venue: z.object({ name: raw.text, postal_code: raw.text, country: raw.text }).nullish(),
    })
    .nullish(),
  issued_tickets: z.array(z.object({ event_id: raw.text })).nullish(),
  line_items: z.array(RawLine).nullish(),
  marketing_opt_in: raw.flag,
  meta_data: raw.opaque,
  notes: raw.text,
  payment_method: z
    .object({ external_id: raw.text, id: raw.text, type: raw.text, name: raw.text, instructions: raw.text })
    .nullish(),
  referral_tag: raw.text,
  refund_amount: amount,
  refunded_voucher_id: raw.text,
  status: raw.text,
  status_message: raw.text,
  subtotal: amount,
  tax: amount,
  tax_treatment: raw.text,
  total: amount,
  total_paid: amount,
  txn_id: raw.text,
});

/** An order as Ticket Tailor answers it. There is no time of the last change. */
export const RawOrder = withOriginal.pipe(Order);
export type RawOrder = z.infer<typeof RawOrder>;

/** Both spellings of "cancelled" are about. */
export const statusOf = inOurWords({
  completed: 'completed',
  pending: 'pending',
  cancelled: 'cancelled',
  canceled: 'cancelled',
});

/** The events its tickets let into, each once; they need not be the event it was placed for. */
export function ticketEventsOf({ issued_tickets: tickets }: RawOrder): string[] {
  return [...new Set((tickets ?? []).flatMap(({ event_id: event }) => event || []))];
}

/** The event it was placed for; old orders name it otherwise, and a summary may name none. */
export const eventOf = (order: RawOrder): string | undefined =>
  order.event_summary?.event_id || order.event_summary?.id || ticketEventsOf(order)[0];

/** Booking fees of tickets, and what is charged once for the order. Blank when no line tells a fee. */
export function feesOf({ line_items: lines, currency }: RawOrder): Money | null {
  const fees = (lines ?? []).map(feeUnits).filter((fee) => fee !== null);
  if (fees.length === 0) return null;
  const units = fees.reduce((sum, fee) => sum + fee, 0);
  return toAmount('line_items', units, currency);
}

/** The fee in a line, in the smallest unit: its booking fee is for each of its tickets; a charge is a fee as a whole. */
export function feeUnits({ type, total, booking_fee: fee, quantity }: RawLine): number | null {
  if (type === 'transaction_charge') return total ?? null;
  return fee === null || fee === undefined ? null : fee * (quantity ?? 1);
}

/** The tax in a line, in the smallest unit: what its total has above its value without tax; a tax line is tax as a whole. */
export function taxUnits({ type, total, value }: RawLine): number | null {
  if (total === null || total === undefined) return null;
  if (type === 'tax') return total;
  return value === null || value === undefined ? null : total - value;
}
