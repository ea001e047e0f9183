import { useId } from 'preact/hooks';
import type { Report } from '../../../shared/api.ts';
import type { Hold, HoldDecision } from '../../../shared/changes.ts';
import { useApp } from '../app-context.ts';
import { useTask } from '../use-task.ts';
import { told } from '../told.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';

type Props = { report: Report; hold: Hold };

/** What a report holds back, and the two ways on. Once somebody said to keep it, it is no more than a line. */
export function HoldBox({ report, hold }: Props) {
  const { api, onRun, reload } = useApp();
  const title = useId();
  const deciding = useTask();
  const decide = (decision: HoldDecision['decision']): void =>
    deciding.start(async () => {
      const { lastRun } = await api.decideHold(report.id, decision);
      if (lastRun) onRun(lastRun);
      await reload();
    });
  const { hold: text } = words;
  const { remove, keep } = buttonsOf(hold);
  const isOpen = hold.decision === 'open';
  return (
    <div class={isOpen ? 'hold' : 'hold decided'} role="group" aria-labelledby={title}>
      <p id={title} class={isOpen ? 'hold-title' : 'small'}>
        {isOpen ? text.title : text.decided}
      </p>
      <p class={isOpen ? '' : 'small'}>{told(hold.sentence)}</p>
      <AppNotice problem={deciding.problem} />
      <div class="actions">
        <button type="button" aria-busy={deciding.isBusy} onClick={() => decide('accept')}>
          {deciding.isBusy ? text.deciding : remove}
        </button>
        {isOpen && (
          <button type="button" onClick={() => decide('reject')}>
            {keep}
          </button>
        )}
      </div>
    </div>
  );
}

function buttonsOf({ removals, blanked }: Hold): { remove: string; keep: string } {
  const { hold: text } = words;
  if (removals.length > 0 && blanked.length > 0) return { remove: text.both, keep: text.neither };
  return { remove: removals.length > 0 ? text.remove : text.blank, keep: text.keep };
}
