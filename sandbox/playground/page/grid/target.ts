import { columnIndex } from './axis.ts';
import type { Place } from './keys.ts';

/** What of the grid is under the pointer. */
export type Target = { kind: 'cell' | 'row' | 'column' | 'corner' | 'filter'; place: Place };

/** The marks the grid leaves on its elements, and what they name; the innermost comes first. */
const MARKS: readonly [mark: string, kind: Target['kind'], placeOf: (value: string) => Place][] = [
  ['data-filter', 'filter', (value) => ({ row: 0, column: Number(value) })],
  ['data-cell', 'cell', placeNamed],
  ['data-row', 'row', (value) => ({ row: Number(value), column: 0 })],
  ['data-column', 'column', (value) => ({ row: 0, column: Number(value) })],
  ['data-corner', 'corner', () => ({ row: 0, column: 0 })],
];

/** Finds what is under an event. */
export function targetOf(target: EventTarget | null): Target | undefined {
  if (!(target instanceof Element)) return undefined;
  for (const [mark, kind, placeOf] of MARKS) {
    const value = target.closest(`[${mark}]`)?.getAttribute(mark);
    if (typeof value === 'string') return { kind, place: placeOf(value) };
  }
  return undefined;
}

/** `B3` as a place. */
export function placeNamed(name: string): Place {
  const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/.exec(name) ?? [];
  return { row: Number(digits) - 1, column: columnIndex(letters) };
}
