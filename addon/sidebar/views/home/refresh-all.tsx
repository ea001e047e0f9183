import { useApp } from '../../app-context.ts';
import { mayRefresh } from '../../catalogue.ts';
import { isOver } from '../../run-stream.ts';
import { words } from '../../words.ts';

/** Refreshes every report this person may refresh and that is not being refreshed. */
export function RefreshAll() {
  const { catalogue, refreshing } = useApp();
  const { home } = words;
  const ours = catalogue.reports.filter((report) => mayRefresh(report, catalogue));
  const resting = ours.filter(
    ({ id, lastRun }) => (lastRun === null || isOver(lastRun)) && !refreshing.stateOf(id).isStarting,
  );
  if (ours.length === 0) return null;
  const isBusy = resting.length === 0;
  return (
    <button type="button" class="text" aria-busy={isBusy} onClick={() => refreshing.refreshAll(resting)}>
      {isBusy ? home.allGoing : home.refreshAll}
    </button>
  );
}
