import { useState } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { wasLinked } from '../catalogue.ts';
import { LINK_STEPS, linkSpreadsheet, type LinkProblem, type LinkStep } from '../link-spreadsheet.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { CopyText } from './copy-text.tsx';
import { Header } from './header.tsx';
import { Notice } from './notice.tsx';

/** Shown in a spreadsheet that is not linked: what one gets, and the one button. */
export function LinkView() {
  const { catalogue } = useApp();
  const { link } = words;
  const linking = useLinking();
  const isAgain = wasLinked(catalogue.spreadsheet);
  return (
    <main class="view welcome">
      <Header title={link.title} />
      <ul class="offers">
        {link.offers.map((offer) => (
          <li key={offer}>{offer}</li>
        ))}
      </ul>
      <button type="button" class="primary wide" aria-busy={linking.isBusy} onClick={() => linking.start(false)}>
        {linking.isBusy ? link.busy : isAgain ? link.again : link.button}
      </button>
      {linking.step && <Steps step={linking.step} hasFailed={linking.problem !== undefined} />}
      <Notice problem={linking.problem}>
        {linking.writerEmail && <SharedByOwner email={linking.writerEmail} onShared={() => linking.start(true)} />}
      </Notice>
      <p class="small">{link.small}</p>
    </main>
  );
}

function useLinking() {
  const { api, google, place, reload, go } = useApp();
  const task = useTask();
  const [step, onStep] = useState<LinkStep>();
  const [problem, setProblem] = useState<LinkProblem>();
  const start = (isShared: boolean): void =>
    task.start(async () => {
      setProblem(undefined);
      const outcome = await linkSpreadsheet({ api, google, spreadsheetId: place.spreadsheetId, isShared, onStep });
      if ('problem' in outcome) return setProblem(outcome.problem);
      const { reports } = await reload();
      go({ view: reports.length > 0 ? 'home' : 'form' });
    });
  return { isBusy: task.isBusy, step, problem: problem ?? task.problem, writerEmail: problem?.writerEmail, start };
}

type StepState = keyof typeof words.link.stepState;

function Steps({ step, hasFailed }: { step: LinkStep; hasFailed: boolean }) {
  const at = LINK_STEPS.indexOf(step);
  const stateOf = (index: number): StepState => {
    if (index !== at) return index < at ? 'done' : 'waiting';
    return hasFailed ? 'failed' : 'going';
  };
  return (
    <ol class="steps" aria-live="polite">
      {LINK_STEPS.map((name, index) => (
        <li key={name} class={`step ${stateOf(index)}`}>
          {words.link.steps[name]}
          <span class="hidden">: {words.link.stepState[stateOf(index)]}</span>
        </li>
      ))}
    </ol>
  );
}

function SharedByOwner({ email, onShared }: { email: string; onShared: () => void }) {
  return (
    <>
      <CopyText text={email} />
      <button type="button" class="primary wide" onClick={onShared}>
        {words.link.shared}
      </button>
    </>
  );
}
