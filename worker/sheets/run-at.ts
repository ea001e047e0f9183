import type { Column } from '../../shared/columns.ts';

/** The managed column that says, in each row of a list to which every run adds its rows below, of which run it is. */
export const RUN_AT: Column = {
  id: 'willcallRunAt',
  title: 'Run at',
  type: 'date-time',
  personal: 'none',
  description: 'When Willcall read this row from the ticketing system.',
  standard: false,
};
