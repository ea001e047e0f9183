import { z } from 'zod';
import { raw } from '../raw-values.ts';
import { CurrencyObject, DateObject, unixSeconds } from './values.ts';

const amount = z.number().int().nullish();

/** An order as Ticket Tailor answers it. There is no time of the last change. */
export const RawOrder = z.object({
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
  issued_tickets: z.array(z.unknown()).nullish(),
  line_items: z.array(z.unknown()).nullish(),
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
export type RawOrder = z.infer<typeof RawOrder>;

const STATUS: Readonly<Record<string, string>> = {
  completed: 'completed',
  pending: 'pending',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

/** Our word for the status; both spellings of "cancelled" are about. */
export const statusOf = ({ status }: RawOrder): string | null => (status ? (STATUS[status] ?? 'other') : null);
