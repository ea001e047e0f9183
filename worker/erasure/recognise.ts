import type { PersonQuery } from '../../shared/erasure.ts';
import type { PersonPart } from '../db/tables-erasure.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { CellContent } from '../sheets/requests.ts';
import { cellMatcher, erasedName, hashOfKeyCell, hashOfRecord, joined, type ErasedPeople } from './erased-people.ts';
import { recordOf, type ListFacts } from './list-facts.ts';
import { emailForm, isFilled, isOrderColumn, isPersonal, nameWords, partOf, phoneForm, roleOf } from './person.ts';
import type { TabColumn } from './tab-cells.ts';

/** What of a row is somebody's: by its key cell, its columns and its cells; null: it is not theirs. */
export type Recognise = (
  key: string,
  columns: readonly TabColumn[],
  cells: readonly CellContent[],
) => PersonPart | null;

/** Recognises people who were erased, by keyed hashes alone. */
export function byHashes(people: ErasedPeople, facts: ListFacts, hash: RowHash): Recognise {
  const matchers = new Map<readonly TabColumn[], (cells: readonly CellContent[]) => PersonPart | null>();
  const matcher = (columns: readonly TabColumn[]) => {
    const ours = columns.flatMap(({ at, column }) => (column ? [{ at, column }] : []));
    const match = cellMatcher(
      people,
      ours.map(({ column }) => column),
      hash,
    );
    return (cells: readonly CellContent[]) => match(ours.map(({ at }) => cells[at] ?? null));
  };
  return (key, columns, cells) => {
    const match = matchers.get(columns) ?? matcher(columns);
    matchers.set(columns, match);
    return joined(people.get(nameOfRow(facts, hash, key)) ?? null, match(cells));
  };
}

/** Under which a row is remembered. */
export function nameOfRow(facts: ListFacts, hash: RowHash, key: string): string {
  const { kind, hash: digest } = hashOfRow(facts, hash, key);
  return erasedName(kind, digest);
}

export function hashOfRow(facts: ListFacts, hash: RowHash, key: string): { kind: 'row' | 'key'; hash: string } {
  const record = recordOf(facts, key);
  return record ? { kind: 'row', hash: hashOfRecord(hash, record) } : { kind: 'key', hash: hashOfKeyCell(hash, key) };
}

/** Finds whom somebody asked for. */
export function byQuery(query: PersonQuery): Recognise {
  const isThem = testOf(query);
  return (_key, columns, cells) => {
    const ours = columns.flatMap(({ at, column }) =>
      column && isFilled(cells[at]) ? [{ column, cell: cells[at] ?? null }] : [],
    );
    const roles = new Set(ours.flatMap(({ column }) => (isPersonal(column) ? [roleOf(column)] : [])));
    const found = isThem(ours);
    if (found.size === 0) return null;
    return partOf(found, roles);
  };
}

type Role = 'buyer' | 'holder' | null;
type Filled = { readonly column: NonNullable<TabColumn['column']>; readonly cell: CellContent };
type Test = (cells: readonly Filled[]) => Set<Role>;

function testOf(query: PersonQuery): Test {
  if ('email' in query) return personal(hasEmail(query.email));
  if ('phone' in query) return personal(hasPhone(query.phone));
  if ('order' in query) {
    const wanted = query.order.toLowerCase();
    return (cells) =>
      new Set(
        cells.some(({ column, cell }) => isOrderColumn(column) && String(cell).toLowerCase() === wanted) ? [null] : [],
      );
  }
  return hasName(nameWords(query.name));
}

const personal =
  (isIt: (text: string) => boolean): Test =>
  (cells) =>
    new Set(
      cells.filter(({ column, cell }) => isPersonal(column) && isIt(String(cell))).map(({ column }) => roleOf(column)),
    );

function hasEmail(email: string): (text: string) => boolean {
  const wanted = emailForm(email);
  // answers to questions hold several things in one cell
  return (text) =>
    text
      .toLowerCase()
      .split(/[\s"'<>,;:()[\]{}]+/)
      .some((word) => word !== '' && word === wanted);
}

/** Numbers are written with and without their country: the last nine digits tell. */
const TELLING = 9;

function hasPhone(phone: string): (text: string) => boolean {
  const wanted = phoneForm(phone) ?? '';
  return (text) => {
    const found = phoneForm(text);
    if (found === null || wanted === '') return false;
    return (
      found === wanted ||
      (Math.min(found.length, wanted.length) >= TELLING && found.slice(-TELLING) === wanted.slice(-TELLING))
    );
  };
}

function hasName(words: readonly string[]): Test {
  return (cells) => {
    const names = cells.filter(({ column }) => column.personal === 'identity' && column.type === 'text');
    const said = new Map<Role, Set<string>>();
    for (const { column, cell } of names) {
      const role = roleOf(column);
      said.set(role, new Set([...(said.get(role) ?? []), ...nameWords(String(cell))]));
    }
    const isSaid = (spoken: ReadonlySet<string>) => words.length > 0 && words.every((word) => spoken.has(word));
    return new Set([...said].filter(([, spoken]) => isSaid(spoken)).map(([role]) => role));
  };
}
