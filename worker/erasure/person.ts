import type { Column } from '../../shared/columns.ts';
import type { PersonPart } from '../db/tables-erasure.ts';

/** Whom a column tells of: who bought, who holds the ticket, or nobody in particular. */
export function roleOf({ id }: { readonly id: string }): 'buyer' | 'holder' | null {
  if (id.startsWith('buyer')) return 'buyer';
  return id.startsWith('owner') ? 'holder' : null;
}

/** Columns that say which order a row is of. */
const ORDER_COLUMNS: readonly string[] = ['orderId', 'reference', 'transactionId'];

export const isOrderColumn = ({ id }: { readonly id: string }): boolean => ORDER_COLUMNS.includes(id);

export const isPersonal = ({ personal }: Pick<Column, 'personal'>): boolean => personal !== 'none';

/** An address as it is compared; null: the text is none. */
export function emailForm(text: string): string | null {
  const form = text.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(form) ? form : null;
}

/** The digits of a phone number without zeros in front; null: the text is none. */
export function phoneForm(text: string): string | null {
  if (!/^\+?[\d\s()./-]{6,40}$/.test(text.trim())) return null;
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < 6 ? null : digits;
}

/** The words of a name, whatever its case and accents. */
export function nameWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Whether a cell says something. */
export const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/**
 * What of a row is a person's who was recognised in columns of these roles: all of it, unless the other role is filled and somebody else's.
 * `filled`: roles in which the row names somebody.
 */
export function partOf(
  found: ReadonlySet<'buyer' | 'holder' | null>,
  filled: ReadonlySet<'buyer' | 'holder' | null>,
): PersonPart {
  if (found.has(null) || (found.has('buyer') && found.has('holder'))) return 'whole';
  if (found.has('buyer')) return filled.has('holder') ? 'buyer' : 'whole';
  return filled.has('buyer') ? 'holder' : 'whole';
}

/** Whether the cells of a column go when this part of a row is erased. */
export function isErased(column: Pick<Column, 'id' | 'personal'>, part: PersonPart): boolean {
  if (!isPersonal(column)) return false;
  if (part === 'whole') return true;
  return (roleOf(column) === 'buyer') === (part === 'buyer');
}
