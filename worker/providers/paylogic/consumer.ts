import { z } from 'zod';
import type { ColumnType, PersonalClass } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { field, type TableField } from '../field-table.ts';
import { raw, toDate } from '../raw-values.ts';

/** Who bought an order, or holds a ticket. */
export const Consumer = z
  .object({
    first_name: raw.text,
    last_name: raw.text,
    date_of_birth: raw.text,
    email: raw.text,
    phone_number: raw.text,
    gender: raw.text,
    address: raw.text,
    postal_code: raw.text,
    city: raw.text,
    country: raw.text,
    state: raw.text,
    realm: raw.text,
    language: raw.text,
  })
  .nullish();
export type Consumer = z.infer<typeof Consumer>;

/** First and last name as far as they are known. */
export const fullName = (consumer: Consumer): string =>
  [consumer?.first_name, consumer?.last_name].filter((part) => part?.trim()).join(' ');

/** Columns for what the shape has no column for, such as `ownerCity`. */
export function consumerFields<Raw>(who: 'owner' | 'buyer', of: (record: Raw) => Consumer): TableField<Raw>[] {
  const whose = who === 'owner' ? 'Of whoever holds the ticket.' : 'Of the buyer.';
  const column = (
    id: string,
    title: string,
    type: ColumnType,
    personal: PersonalClass,
    get: (consumer: Consumer) => Value | undefined,
    about = '',
  ) => field<Raw>(who + id, title, type, personal, whose + about, (record) => get(of(record)));
  return [
    column('DateOfBirth', 'Date of birth', 'date', 'identity', (c) => toDate('date_of_birth', c?.date_of_birth)),
    column('Gender', 'Gender', 'text', 'identity', (c) => c?.gender, ' A number; Paylogic does not say what it means.'),
    column('Address', 'Address', 'text', 'contact', (c) => c?.address),
    column('PostalCode', 'Postal code', 'text', 'contact', (c) => c?.postal_code),
    column('City', 'City', 'text', 'contact', (c) => c?.city),
    column('State', 'State', 'text', 'contact', (c) => c?.state),
    column('Country', 'Country', 'text', 'identity', (c) => c?.country),
    column('Realm', 'Account system', 'text', 'identity', (c) => c?.realm, ' Where the account is kept.'),
    column('Language', 'Language of the guest', 'text', 'identity', (c) => c?.language),
  ];
}
