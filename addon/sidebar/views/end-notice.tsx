import type { Run } from '../../../shared/api.ts';
import type { RunOrder } from '../../../shared/changes.ts';
import { failureOf } from '../problem.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { Notice } from './notice.tsx';

type Props = { run: Run; onStart: (order: RunOrder) => void };

/** Why a run wrote nothing, and the way on. */
export function EndNotice({ run, onStart }: Props) {
  if (!run.error || (run.status !== 'failed' && run.status !== 'held')) return null;
  const problem = failureOf(run.error.code, run.error.message);
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
