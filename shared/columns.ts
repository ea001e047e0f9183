/** What a column holds; decides how a cell is written (see "Types" in docs/ARCHITECTURE.md). */
export type ColumnType = 'text' | 'integer' | 'number' | 'money' | 'boolean' | 'date' | 'date-time' | 'json';

/** How personal a column is: nothing, a way to reach somebody, who somebody is, or something that opens a door. */
export type PersonalClass = 'none' | 'contact' | 'identity' | 'secret';

/**
 * One column of a dataset. `id` is stable and used in reports; `title` becomes the header cell, `description` its note.
 * `standard` columns are chosen when a new report does not name its columns. A column that `expands` stands for as many columns as
 * the data turns out to have (answers to an organizer's own questions).
 */
export type Column = {
  readonly id: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly personal: PersonalClass;
  readonly description: string;
  readonly standard: boolean;
  readonly expands?: boolean | undefined;
};

/** Where a row comes from; every dataset has them. */
export const SOURCE_COLUMNS: readonly Column[] = [
  {
    id: 'provider',
    title: 'Ticketing system',
    type: 'text',
    personal: 'none',
    description: 'The ticketing system the row comes from.',
    standard: false,
  },
  {
    id: 'account',
    title: 'Account',
    type: 'text',
    personal: 'none',
    description: 'The ticketing account the row comes from, by the name you gave it.',
    standard: false,
  },
];

/** What was looked up, and what became of it; datasets that can be looked up have them. */
export const LOOKUP_COLUMNS: readonly Column[] = [
  {
    id: 'lookedUp',
    title: 'Looked up',
    type: 'text',
    personal: 'secret',
    description: 'What was looked up: the cell of your column.',
    standard: false,
  },
  {
    id: 'lookupResult',
    title: 'Found',
    type: 'text',
    personal: 'none',
    description:
      'found, not found, no access (this ticketing account may not see it), or not valid (the ticketing system refused the text).',
    standard: false,
  },
];

/**
 * Picks columns by id, in the order asked for.
 *
 * @throws RangeError naming the first id that is not among `columns`.
 */
export function pickColumns(columns: readonly Column[], ids: readonly string[]): Column[] {
  return ids.map((id) => {
    const found = columns.find((column) => column.id === id);
    if (!found) throw new RangeError(`There is no column "${id}".`);
    return found;
  });
}

/** The ids a report gets when its author did not choose any. */
export function standardColumnIds(columns: readonly Column[]): string[] {
  return columns.filter((column) => column.standard).map((column) => column.id);
}
