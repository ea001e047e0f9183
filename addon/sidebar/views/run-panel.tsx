import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Report, Run } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { mayRefresh } from '../catalogue.ts';
import { progressOf, type Progress } from '../run-progress.ts';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { Notice } from './notice.tsx';
import { ProgressBar } from './progress-bar.tsx';

type Props = { report: Report; run: Run; isReached: boolean };

/** A run that is going on: how far it is, and the way to stop it. */
export function RunPanel({ report, run, isReached }: Props) {
  const { api, format, onRun, catalogue } = useApp();
  const cancelling = useTask();
  const progress = progressOf(run, useNow(1000), format);
  const [isAsked, setAsked] = useState(false);
  // The worker answers that it heard; the run is cancelled when its next news says so.
  const isCancelling = cancelling.isBusy || isAsked;
  const cancel = (): void => {
    if (isCancelling) return;
    cancelling.start(async () => {
      onRun(await api.cancelRun(run.id));
      setAsked(true);
    });
  };
  return (
    <div class="run">
      <RunProgress progress={progress} name={report.name} phase={isCancelling ? words.run.cancelling : null}>
        {mayRefresh(report, catalogue) && (
          <button
            type="button"
            class="text"
            aria-label={words.run.cancelOf(report.name)}
            aria-busy={isCancelling}
            onClick={cancel}
          >
            {words.run.cancel}
          </button>
        )}
      </RunProgress>
      {!isReached && <p class="small">{words.run.outOfReach}</p>}
      <Notice problem={cancelling.problem} />
    </div>
  );
}

/** Between the click and the worker's answer. */
export function StartingPanel({ name }: { name: string }) {
  return (
    <div class="run">
      <RunProgress progress={{ phase: words.report.starting, share: null, facts: '' }} name={name} phase={null} />
    </div>
  );
}

type RunProgressProps = { progress: Progress; name: string; phase: string | null; children?: ComponentChildren };

/** `children`: stand beside the phase. */
function RunProgress({ progress, name, phase, children }: RunProgressProps) {
  return (
    <>
      <div class="phase-line">
        <p class="phase" role="status">
          {phase ?? progress.phase}
        </p>
        {children}
      </div>
      <ProgressBar progress={progress} label={words.run.progressOf(name)} />
      <p class="small facts">{progress.facts}</p>
    </>
  );
}
