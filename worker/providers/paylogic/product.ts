import { z } from 'zod';
import type { ColumnType } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { field, type TableField } from '../field-table.ts';
import { raw, toDateTime, toJson } from '../raw-values.ts';
import { Links } from './hal.ts';
import { Amount, moneyOf, Texts, type Say } from './values.ts';

/** What is sold: the kind of a ticket. */
export const RawProduct = z.object({
  uid: raw.text,
  name: Texts,
  subtitle: Texts,
  additional_information: Texts,
  price: Amount,
  reference: raw.text,
  availability: raw.count,
  total_availability: raw.count,
  min_per_order: raw.count,
  max_per_order: raw.count,
  sale_start: raw.text,
  sale_end: raw.text,
  sold_out_text: Texts,
  viewing_order: raw.count,
  combo: raw.flag,
  parents: raw.opaque,
  types: raw.opaque,
  separately_saleable: raw.flag,
  requires_membership: raw.opaque,
  provides_membership: raw.opaque,
  _links: Links,
});
export type RawProduct = z.infer<typeof RawProduct>;

type Told = { readonly product: RawProduct | null; readonly say: Say };

/** Columns of a ticket's product. Its uid is another one at times than the one the ticket's link leads to. */
export function productFields<Raw extends Told>(): TableField<Raw>[] {
  const of = (
    id: string,
    title: string,
    type: ColumnType,
    about: string,
    get: (p: RawProduct, say: Say) => Value | undefined,
  ) =>
    field<Raw>(
      `product${id}`,
      `Ticket type: ${title}`,
      type,
      'none',
      about,
      ({ product, say }) => product && get(product, say),
    );
  const moment = (id: string, title: string, about: string, name: 'sale_start' | 'sale_end') =>
    of(id, title, 'date-time', about, (p) => toDateTime(name, p[name]));
  return [
    of('Id', 'ID', 'text', 'The product as it names itself; Ticket type ID is what the ticket leads to.', (p) => p.uid),
    of('Subtitle', 'subtitle', 'text', 'Second line of its name.', (p, say) => say(p.subtitle)),
    of('Information', 'information', 'text', 'Text in the shop.', (p, say) => say(p.additional_information)),
    of('Price', 'list price', 'money', 'What the shop asks for it.', (p) => moneyOf('product.price', p.price)),
    of('Reference', 'reference', 'text', 'Your own reference.', (p) => p.reference),
    of('Available', 'available', 'integer', 'How many can be bought now.', (p) => p.availability),
    of('Capacity', 'capacity', 'integer', 'How many there are.', (p) => p.total_availability),
    of('MinPerOrder', 'at least', 'integer', 'At least so many in an order.', (p) => p.min_per_order),
    of('MaxPerOrder', 'at most', 'integer', 'At most so many in an order.', (p) => p.max_per_order),
    moment('SaleStart', 'sale start', 'When its sale begins.', 'sale_start'),
    moment('SaleEnd', 'sale end', 'When its sale ends.', 'sale_end'),
    of('SoldOutText', 'sold out text', 'text', 'Shown when there is none left.', (p, say) => say(p.sold_out_text)),
    of('Position', 'position', 'integer', 'Where it stands in the shop.', (p) => p.viewing_order),
    of('Combo', 'package', 'boolean', 'Whether it is a package.', (p) => p.combo),
    of('Packages', 'packages', 'json', 'Packages it can be a part of.', (p) => toJson(p.parents)),
    of('Kinds', 'kinds', 'json', 'Kinds of product it is.', (p) => toJson(p.types)),
    of(
      'SoldAlone',
      'sold alone',
      'boolean',
      'Whether it is sold without its package too.',
      (p) => p.separately_saleable,
    ),
    of('Requires', 'needs membership', 'json', 'Membership needed to buy it.', (p) => toJson(p.requires_membership)),
    of('Provides', 'brings membership', 'json', 'Membership that comes with it.', (p) => toJson(p.provides_membership)),
  ];
}
