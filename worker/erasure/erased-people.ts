import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import type { PersonPart } from '../db/tables-erasure.ts';
import type { RowHash } from '../security/row-hash.ts';
import { emailForm, isFilled, isOrderColumn, isPersonal, partOf, phoneForm, roleOf } from './person.ts';

export type HashKind = 'row' | 'key' | 'email' | 'phone' | 'order';

/** Keyed hashes of people who were erased: by kind and hash, what of a row is theirs. */
export type ErasedPeople = ReadonlyMap<string, PersonPart>;

/** What a hash is kept under. */
export const erasedName = (kind: HashKind, hash: string): string => `${kind} ${hash}`;

/** A record of an account, the same in every report that reads it. */
export type RecordName = { readonly connectionId: string; readonly dataset: string; readonly key: string };

export const hashOfRecord = (hash: RowHash, { connectionId, dataset, key }: RecordName): string =>
  hash(JSON.stringify(['erased row', connectionId, dataset, key]));

/** Hash of a key cell whose source is not known any more. */
export const hashOfKeyCell = (hash: RowHash, cell: string): string => hash(JSON.stringify(['erased key', cell]));

/** Hash of an address, a number or an order in the form it is compared in. */
export const hashOfForm = (hash: RowHash, kind: 'email' | 'phone' | 'order', form: string): string =>
  hash(JSON.stringify([`erased ${kind}`, form]));

const FORMS = {
  email: emailForm,
  phone: phoneForm,
  order: (text: string) => text.trim() || null,
} as const;

type Form = keyof typeof FORMS;

/** Which kinds of hashes there are. */
export function kindsIn(people: ErasedPeople): Set<string> {
  return new Set([...people.keys()].map((name) => name.slice(0, name.indexOf(' '))));
}

/** Columns by which people are recognised. */
export function tellingColumns(offered: readonly Column[], kinds: ReadonlySet<string>): Column[] {
  const byContact = kinds.has('email') || kinds.has('phone');
  return offered.filter((column) => {
    if (column.expands) return false;
    if (isOrderColumn(column)) return kinds.has('order');
    return byContact && column.type === 'text' && (column.personal === 'contact' || isRoleName(column));
  });
}

const isRoleName = (column: Column) => column.personal === 'identity' && roleOf(column) !== null;

/** Finds people in rows of these columns by what the cells say. @returns what of a row is theirs; null: it is nobody's. */
export function cellMatcher(people: ErasedPeople, columns: readonly Column[], hash: RowHash) {
  const kinds = kindsIn(people);
  const asked = columns.flatMap((column, at) =>
    formsOf(column, kinds).map((form) => ({ form, at, role: roleOf(column) })),
  );
  const named = columns.flatMap((column, at) =>
    isPersonal(column) && roleOf(column) ? [{ at, role: roleOf(column) }] : [],
  );
  return (row: readonly Value[]): PersonPart | null => {
    const found = asked.filter(({ form, at }) => {
      const text = row[at];
      const read = typeof text === 'string' ? FORMS[form](text) : null;
      return read !== null && people.has(erasedName(form, hashOfForm(hash, form, read)));
    });
    if (found.length === 0) return null;
    const others = named.filter(({ at }) => isFilled(row[at]));
    return partOf(new Set(found.map(({ role }) => role)), new Set(others.map(({ role }) => role)));
  };
}

function formsOf(column: Column, kinds: ReadonlySet<string>): Form[] {
  if (isOrderColumn(column)) return kinds.has('order') ? ['order'] : [];
  if (!isPersonal(column) || column.type !== 'text') return [];
  return (['email', 'phone'] as const).filter((kind) => kinds.has(kind));
}

/** Both together: all of the row as soon as one of them says so, or each says another part. */
export function joined(a: PersonPart | null, b: PersonPart | null): PersonPart | null {
  if (a === null || a === b) return b;
  return b === null ? a : 'whole';
}
