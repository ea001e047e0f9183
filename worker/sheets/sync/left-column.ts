import type { Column } from '../../../shared/columns.ts';

/** The managed column that says since when a row is no longer in the report, where people want such rows marked. */
export const LEFT_COLUMN: Column = {
  id: 'willcallLeft',
  title: 'Left the list',
  type: 'date-time',
  personal: 'none',
  description: 'When Willcall noticed that the ticketing system no longer lists this row.',
  standard: false,
};

/** Whether it is that column. */
export function isLeftColumn({ id }: { readonly id: string }): boolean {
  return id === LEFT_COLUMN.id;
}
