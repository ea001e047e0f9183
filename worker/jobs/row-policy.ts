import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import {
  cellMatcher,
  erasedName,
  hashOfRecord,
  joined,
  kindsIn,
  tellingColumns,
  type ErasedPeople,
} from '../erasure/erased-people.ts';
import { isErased, isPersonal } from '../erasure/person.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { CollectedRows } from './collected-rows.ts';

/** Rows in the order of some columns, and the key of each. */
export type RowTable = { readonly rows: Value[][]; readonly keys: string[] };

/** A source of the report, by the tag in its key cells; null: not known which. */
export type PolicySource = { readonly tag: string | null };

/**
 * What a report may show of its rows: decided here alone, for its tab, its audiences, downloads and previews. Blanks the personal cells
 * of people who were erased, and the personal columns of a report whose time is over. Rows stay, so that counts stay right.
 */
export type RowPolicy = {
  /** Columns of those `offered` by which people are recognised: they should be among the columns of `apply`, shown or not. */
  readonly looksAt: (offered: readonly Column[]) => readonly Column[];
  readonly apply: (table: RowTable, columns: readonly Column[], source: PolicySource) => RowTable;
};

/** Shows everything. */
export const SHOW_ALL: RowPolicy = { looksAt: () => [], apply: (table) => table };

export type PolicyFacts = {
  readonly people: ErasedPeople;
  /** Whether the report's personal columns stay blank. */
  readonly isCleared: boolean;
  readonly dataset: string;
  readonly sources: readonly { readonly tag: string; readonly connection_id: string }[];
  readonly hash: RowHash;
};

/** What may be shown of a report by these facts. */
export function rowPolicy(facts: PolicyFacts): RowPolicy {
  const { people, isCleared } = facts;
  if (people.size === 0 && !isCleared) return SHOW_ALL;
  return {
    looksAt: (offered) => (isCleared ? [] : tellingColumns(offered, kindsIn(people))),
    apply: (table, columns, source) =>
      isCleared ? withoutPersonal(table, columns) : withoutErased(facts, table, columns, source),
  };
}

function withoutPersonal({ rows, keys }: RowTable, columns: readonly Column[]): RowTable {
  const gone = columns.map((column) => isPersonal(column));
  return { rows: rows.map((row) => row.map((value, at) => (gone[at] ? null : value))), keys };
}

function withoutErased(
  facts: PolicyFacts,
  { rows, keys }: RowTable,
  columns: readonly Column[],
  { tag }: PolicySource,
): RowTable {
  const { people, hash, dataset } = facts;
  const byCells = cellMatcher(people, columns, hash);
  const sources = facts.sources.filter((source) => tag === null || source.tag === tag);
  const accounts = kindsIn(people).has('row') ? [...new Set(sources.map(({ connection_id }) => connection_id))] : [];
  const byKey = (key: string) =>
    accounts
      .map((connectionId) => people.get(erasedName('row', hashOfRecord(hash, { connectionId, dataset, key }))) ?? null)
      .reduce(joined, null);
  const shown = rows.map((row, index) => {
    const part = joined(byKey(keys[index] ?? ''), byCells(row));
    return part === null ? row : row.map((value, at) => (isGone(columns[at], part) ? null : value));
  });
  return { rows: shown, keys };
}

const isGone = (column: Column | undefined, part: Parameters<typeof isErased>[1]) =>
  column !== undefined && isErased(column, part);

/** The rows of a source as the report shows them, in the order of `columns`. */
export function shownRows(
  policy: RowPolicy,
  collected: CollectedRows,
  columns: readonly Column[],
  source: PolicySource,
): RowTable {
  const others = policy.looksAt(collected.collected).filter(({ id }) => !columns.some((column) => column.id === id));
  const wide = [...columns, ...others];
  const { rows, keys } = policy.apply(collected.values(wide), wide, source);
  return { rows: others.length === 0 ? rows : rows.map((row) => row.slice(0, columns.length)), keys };
}
