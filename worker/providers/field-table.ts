import type { Column, ColumnType, PersonalClass } from '../../shared/columns.ts';
import type { Row, Value, ValueOf } from '../../shared/records.ts';
import type { Shape } from '../../shared/shapes.ts';

/** One column of a dataset with where its value comes from. */
export type TableField<Raw> = Column & { readonly value: (record: Raw) => Value | undefined };

/** A provider's own column: id, title, type, personal class, description, value. What is absent or empty becomes blank. */
export function field<Raw>(
  id: string,
  title: string,
  type: ColumnType,
  personal: PersonalClass,
  description: string,
  value: (record: Raw) => Value | undefined,
): TableField<Raw> {
  return { id, title, type, personal, description, standard: false, value };
}

type Values<Raw, S extends Shape> = {
  readonly [Id in keyof S]?: (record: Raw) => ValueOf<S[Id]['type']> | '' | null | undefined;
};

/** The columns of a shape this provider can fill, in the shape's order. */
export function shaped<Raw, S extends Shape>(shape: S, values: Values<Raw, S>): TableField<Raw>[] {
  return Object.entries(shape).flatMap(([id, column]) => {
    const value = values[id];
    return value === undefined ? [] : [{ id, ...column, value }];
  });
}

/**
 * Makes a dataset's columns and its normaliser from one table, so that no column is without a value and no value without a column.
 * `standard` names columns of a new report besides those the shape says.
 */
export function fieldTable<Raw>(
  fields: readonly TableField<Raw>[],
  standard: readonly string[] = [],
): { columns: Column[]; normalise: (record: Raw) => Row } {
  const columns = fields.map(({ id, title, type, personal, description, standard: isStandard, expands }) => {
    const column = { id, title, type, personal, description, standard: isStandard || standard.includes(id) };
    return expands === undefined ? column : { ...column, expands };
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

/** Our word for a provider's state: "other" for one we do not know, blank for none. */
export function inOurWords<Word extends string>(words: Readonly<Record<string, Word>>) {
  return (state: string | null | undefined): Word | 'other' | null => {
    if (state === null || state === undefined || state === '') return null;
    return Object.hasOwn(words, state) ? (words[state] ?? 'other') : 'other';
  };
}
