import type { Column } from '../../shared/columns.ts';

/** The managed column after the report's own: in each row, the source it came from and its key there. */
export const KEY_COLUMN: Column = {
  id: 'willcallKey',
  title: 'Willcall key',
  type: 'text',
  personal: 'none',
  description:
    'This is how Willcall finds a row again, also after you sorted the list. Please do not change or delete it; you may hide or show the column.',
  standard: false,
};

/** A row's identity: the source it came from, and its key there. */
export type RowKey = { readonly source: string; readonly key: string };

/** Ids of sources: short, so that the key is most of the cell, and without the colon that ends them. */
export const SOURCE_ID = /^[a-z0-9-]{1,40}$/;

/** What the key cell of a row holds. */
export function keyCell({ source, key }: RowKey): string {
  return `${source}:${key}`;
}

/** Whose row it is by its key cell; null when people blanked it, wrote something else, or inserted the row. */
export function readKeyCell(cell: unknown): RowKey | null {
  if (typeof cell !== 'string') return null;
  const colon = cell.indexOf(':');
  const source = cell.slice(0, Math.max(0, colon));
  return SOURCE_ID.test(source) && colon + 1 < cell.length ? { source, key: cell.slice(colon + 1) } : null;
}

/** Whether the column, or the mark of one, is the key column. */
export function isKeyColumn({ id }: { readonly id: string }): boolean {
  return id === KEY_COLUMN.id;
}
