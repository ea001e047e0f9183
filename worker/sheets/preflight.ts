import type { WriteMode } from '../../shared/writing.ts';
import { Failure } from '../failure.ts';
import { blockers, modeNotice, type Budget } from './blockers.ts';
import type { View } from './look.ts';
import type { Notice } from './notice.ts';
import type { Goal } from './plan.ts';

export { freeCells } from './blockers.ts';

/**
 * Refuses, before anything is written, what Google would refuse later. `extra`: cells of a hidden tab to prepare the rows in.
 *
 * @throws Failure `no-free-cells`, `too-many-columns`, `tab-protected`, `tab-blocked`, `tab-occupied`.
 */
export function preflight(view: View, plan: Budget, { title }: Pick<Goal, 'title'>, extra: number): void {
  refuse(blockers(view, plan, { title, extra })[0]);
}

/** @throws Failure `tab-occupied` with the next step, see modeNotice. */
export function refuseOtherMode(view: View, mode: WriteMode): void {
  refuse(modeNotice(view, mode));
}

/** @throws Failure with the notice's code and sentence, if there is one. */
function refuse(notice: Notice | null | undefined): void {
  if (notice) throw new Failure(notice.code, notice.sentence);
}
