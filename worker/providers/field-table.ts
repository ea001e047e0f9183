import type { Column, ColumnType, PersonalClass } from '../../shared/columns.ts';
import type { Row, Value } from '../../shared/records.ts';

/** One column of a dataset with where its value comes from. */
export type TableField<Raw> = Omit<Column, 'standard'> & { readonly value: (record: Raw) => Value | undefined };

/** A line of the table: id, title, type, personal class, description, value. What is absent or empty becomes blank. */
export function field<Raw>(
  id: string,
  title: string,
  type: ColumnType,
  personal: PersonalClass,
  description: string,
  value: (record: Raw) => Value | undefined,
): TableField<Raw> {
  return { id, title, type, personal, description, value };
}

/**
 * Makes a dataset's columns and its normaliser from one table, so that no column is without a value and no value without a column.
 * `standard` names the columns of a new report.
 */
export function fieldTable<Raw>(
  fields: readonly TableField<Raw>[],
  standard: readonly string[],
): { columns: Column[]; normalise: (record: Raw) => Row } {
  const columns = fields.map(({ id, title, type, personal, description }) => {
    return { id, title, type, personal, description, standard: standard.includes(id) };
  });
  return {
    columns,
    normalise(record) {
      const row: Record<string, Value> = {};
      for (const { id, value } of fields) {
        const found = value(record);
        row[id] = found === undefined || found === '' ? null : found;
      }
      return row;
    },
  };
}
