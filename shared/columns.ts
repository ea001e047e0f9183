/** What a column holds; decides how a cell is written (see DESIGN of types in docs/ARCHITECTURE.md). */
export type ColumnType = 'text' | 'integer' | 'number' | 'money' | 'boolean' | 'date' | 'date-time' | 'json';

/** How personal a column is: nothing, a way to reach somebody, who somebody is, or something that opens a door. */
export type PersonalClass = 'none' | 'contact' | 'identity' | 'secret';

/**
 * One column of a dataset. `id` is stable and used in reports; `title` becomes the header cell, `description` its note.
 * `standard` columns are chosen when a new report does not name its columns.
 */
export type Column = {
  readonly id: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly personal: PersonalClass;
  readonly description: string;
  readonly standard: boolean;
};

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
