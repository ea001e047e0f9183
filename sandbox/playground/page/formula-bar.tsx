import type { VNode } from 'preact';
import { columnLetters } from './grid/axis.ts';
import type { DrawnCell } from './grid/cell-store.ts';
import type { Place } from './grid/keys.ts';

/** Where the selection is and what was entered there. */
export function FormulaBar({ place, cell }: { place: Place; cell: DrawnCell }): VNode {
  return (
    <div class="formula-bar">
      <span class="name-box" data-role="name-box">{`${columnLetters(place.column)}${place.row + 1}`}</span>
      <span class="fx" aria-hidden="true">
        fx
      </span>
      <span class="entered" data-role="formula">
        {cell.entered}
      </span>
    </div>
  );
}
