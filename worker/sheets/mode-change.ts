import type { WriteMode } from '../../shared/writing.ts';
import { Failure } from '../failure.ts';
import type { View } from './look.ts';

const NAMES: Record<WriteMode, string> = { sync: 'Keep my notes', replace: 'Exact copy', append: 'Add below' };

/**
 * Refuses to go on in another way in a tab to which each run adds its rows, or to begin that in a list that is kept up to date: its
 * rows are no list of runs.
 *
 * @throws Failure `tab-occupied` with the next step.
 */
export function refuseOtherMode({ tab }: View, mode: WriteMode): void {
  const { marker, title } = tab;
  if (marker === null || marker.rows === 0) return;
  if ((marker.mode === 'append') === (mode === 'append')) return;
  throw new Failure(
    'tab-occupied',
    `The tab "${title}" was written as "${NAMES[marker.mode]}" and cannot go on as "${NAMES[mode]}", so nothing was written. ` +
      'Set the report back, or delete the tab (make a copy first if you want to keep its rows): the next refresh makes a new one.',
  );
}
