import type { Report, Run } from '../../../shared/api.ts';
import type { RunOrder } from '../../../shared/changes.ts';
import { useApp } from '../app-context.ts';
import { failureOfRun } from '../trouble.ts';
import { useNow } from '../use-now.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { Notice } from './notice.tsx';

type Props = { report: Report; run: Run; onStart: (order: RunOrder) => void };

/** Why a run wrote nothing, and the way on. */
export function EndNotice({ report, run, onStart }: Props) {
  const { format } = useApp();
  const problem = failureOfRun(report, run, useNow(30_000), format);
  if (!problem || (run.status !== 'failed' && run.status !== 'held')) return null;
  if (problem.code !== 'key-column-gone') return <AppNotice problem={problem} />;
  const { held: text } = words;
  return (
    <Notice problem={problem}>
      <button type="button" onClick={() => onStart({ rebuild: true })}>
        {text.rebuild}
      </button>
      <p class="small">{text.rebuildHelp}</p>
    </Notice>
  );
}
