import { z } from 'zod';
import { raw } from '../raw-values.ts';
import { inOurWords } from '../field-table.ts';
import { Consumer } from './consumer.ts';
import { Embedded, Links } from './hal.ts';
import { Amount, Texts } from './values.ts';

/** How it was paid or sent; empty when nothing was chosen. */
const Method = z.object({ uid: raw.text, name: Texts, image: raw.text, costs: Amount }).nullish();

const Choice = z.object({ product: raw.text, quantity: raw.count, parent: raw.text });

/** An order as Paylogic answers it; one the application may not see has a uid and links only. */
export const RawOrder = z.object({
  uid: z.string().min(1),
  reference: raw.text,
  external_reference: raw.text,
  redirect_url: raw.text,
  created_date: raw.text,
  status: raw.text,
  product_selection: z.array(Choice).nullish(),
  consumer: Consumer,
  payment_method: Method,
  shipping_method: Method,
  product_total: Amount,
  service_costs: Amount,
  grand_total: Amount,
  external_purchases: raw.opaque,
  _links: Links,
  _embedded: Embedded,
});
export type RawOrder = z.infer<typeof RawOrder>;

/** Only `cancelled` is published; the others are assumed. */
export const orderStatus = inOurWords({
  completed: 'completed',
  created: 'pending',
  pending: 'pending',
  cancelled: 'cancelled',
  expired: 'expired',
  refunded: 'refunded',
});
