import { counted } from '../counted.ts';
import { Failure } from '../failure.ts';

/**
 * Deleting takes reports with it: only when the caller says so, and never under a run.
 *
 * @throws Failure `conflict`, naming how many.
 */
export function refuseWhileUsed(uses: { reports: number; running: number }, what: string, force: boolean): void {
  if (uses.running > 0) {
    const refreshes = counted(uses.running, 'refresh is', 'refreshes are');
    throw new Failure('conflict', `${refreshes} still going on with this ${what}: cancel or wait, then delete it.`);
  }
  if (uses.reports > 0 && !force) {
    const reports = counted(uses.reports, 'report uses', 'reports use');
    throw new Failure(
      'conflict',
      `${reports} this ${what}: delete them first, or confirm that they are to be deleted with it.`,
    );
  }
}
