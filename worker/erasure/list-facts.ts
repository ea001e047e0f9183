import type { Column } from '../../shared/columns.ts';
import { KEY_COLUMN, readKeyCell } from '../sheets/key-column.ts';
import { RUN_AT } from '../sheets/run-at.ts';
import { LEFT_COLUMN } from '../sheets/sync/left-column.ts';
import type { RecordName } from './erased-people.ts';

/** What is known of a list beside its tabs. */
export type ListFacts = {
  readonly dataset: string;
  /** Columns it can have, by id. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Account of each source by its tag. */
  readonly accounts: ReadonlyMap<string, string>;
};

const OWN: readonly Column[] = [KEY_COLUMN, RUN_AT, LEFT_COLUMN];

export function listFacts(
  dataset: string,
  columns: readonly Column[],
  sources: readonly { readonly tag: string; readonly connection_id: string }[],
): ListFacts {
  return {
    dataset,
    columns: new Map([...columns, ...OWN].map((column) => [column.id, column])),
    accounts: new Map(sources.map(({ tag, connection_id }) => [tag, connection_id])),
  };
}

/** A column that nobody offers any more, such as an answer to a question of last year: taken for personal. */
export function columnOf({ columns }: ListFacts, id: string, title: string): Column {
  const unknown = { id, title, type: 'text', personal: 'identity', description: '', standard: false } as const;
  return columns.get(id) ?? unknown;
}

/** The record a key cell names; null: its source is none of the list's any more. */
export function recordOf({ accounts, dataset }: ListFacts, cell: string): RecordName | null {
  const read = readKeyCell(cell);
  const connectionId = read ? accounts.get(read.source) : undefined;
  return read && connectionId !== undefined ? { connectionId, dataset, key: read.key } : null;
}
