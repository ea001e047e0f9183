import { useState } from 'preact/hooks';
import { useApp } from './app-context.ts';
import { linkSpreadsheet, type LinkProblem, type LinkStep } from './link-spreadsheet.ts';
import type { Problem } from './problem.ts';
import { copyOf, forgetCopy } from './use-copy.ts';
import { useTask } from './use-task.ts';

/** Linking this spreadsheet, and how it goes. */
export type Linking = {
  readonly isBusy: boolean;
  readonly step: LinkStep | undefined;
  readonly problem: Problem | undefined;
  /** Whom to share with, when somebody else may do it. */
  readonly writerEmail: string | undefined;
  /** What to write to whoever can help. */
  readonly forward: string | undefined;
  /** `isShared`: somebody else did the sharing. */
  readonly start: (isShared: boolean) => void;
};

/** Goes on to the reports, to those of the spreadsheet this is a copy of, or to the first report's form, when it worked. */
export function useLinking(): Linking {
  const { api, google, place, reload, go } = useApp();
  const task = useTask();
  const [step, onStep] = useState<LinkStep>();
  const [problem, setProblem] = useState<LinkProblem>();
  const start = (isShared: boolean): void =>
    task.start(async () => {
      setProblem(undefined);
      const { spreadsheetId, title } = place;
      const outcome = await linkSpreadsheet({ api, google, spreadsheetId, title, isShared, onStep });
      if ('problem' in outcome) return setProblem(outcome.problem);
      forgetCopy(api);
      const [{ reports }, copy] = await Promise.all([reload(), copyOf(api, outcome.linked.id)]);
      go({ view: reports.length > 0 ? 'home' : copy ? 'copy' : 'form' });
    });
  return {
    isBusy: task.isBusy,
    step,
    problem: problem ?? task.problem,
    writerEmail: problem?.writerEmail,
    forward: problem?.forward,
    start,
  };
}
