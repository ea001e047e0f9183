import type { PersonalClass } from '../../../shared/columns.ts';
import type { Money } from '../../../shared/money.ts';
import { field } from '../field-table.ts';
import { toJson } from '../raw-values.ts';
import type { Line } from './transaction-lines.ts';
import type { RawTransaction } from './transaction.ts';

/** A row of a transaction: all of it, or one of its lines. */
export type Sale = RawTransaction & { readonly line?: Line };

type Get<Value> = (sale: Sale) => Value | null | undefined;

export const text = (id: string, title: string, about: string, get: Get<string>, personal: PersonalClass = 'none') =>
  field<Sale>(id, title, 'text', personal, about, get);

export const json = (id: string, title: string, about: string, get: Get<unknown>, personal: PersonalClass = 'none') =>
  field<Sale>(id, title, 'json', personal, about, (sale) => toJson(get(sale)));

export const money = (id: string, title: string, about: string, get: Get<Money>) =>
  field<Sale>(id, title, 'money', 'none', about, get);
