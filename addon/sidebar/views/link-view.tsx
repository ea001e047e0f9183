import { useApp } from '../app-context.ts';
import { wasLinked } from '../catalogue.ts';
import { LINK_STEPS, type LinkStep } from '../link-spreadsheet.ts';
import { useLinking } from '../use-linking.ts';
import { words } from '../words.ts';
import { ExampleTab } from './first-time/example-tab.tsx';
import { Header } from './header.tsx';
import { Welcome } from './team/welcome.tsx';
import { LinkNotice } from './link-notice.tsx';

/** Shown in a spreadsheet that is not linked: what one gets, what linking does, and the one button. */
export function LinkView() {
  const { catalogue } = useApp();
  const { link } = words;
  const linking = useLinking();
  const isAgain = wasLinked(catalogue.spreadsheet);
  return (
    <main class="view welcome">
      <Header title={link.title} />
      <Welcome />
      <ExampleTab />
      <h2>{link.does}</h2>
      <ul class="offers">
        {link.offers.map((offer) => (
          <li key={offer}>{offer}</li>
        ))}
      </ul>
      <button type="button" class="primary wide" aria-busy={linking.isBusy} onClick={() => linking.start(false)}>
        {linking.isBusy ? link.busy : isAgain ? link.again : link.button}
      </button>
      {linking.step && <Steps step={linking.step} hasFailed={linking.problem !== undefined} />}
      <LinkNotice linking={linking} />
      <p class="small">{link.small}</p>
    </main>
  );
}

type StepState = keyof typeof words.link.stepState;

function Steps({ step, hasFailed }: { step: LinkStep; hasFailed: boolean }) {
  const at = LINK_STEPS.indexOf(step);
  const stateOf = (index: number): StepState => {
    if (index !== at) return index < at ? 'done' : 'waiting';
    return hasFailed ? 'failed' : 'going';
  };
  return (
    <ol class="link-steps" aria-live="polite">
      {LINK_STEPS.map((name, index) => (
        <li key={name} class={`link-step ${stateOf(index)}`}>
          {words.link.steps[name]}
          <span class="hidden">: {words.link.stepState[stateOf(index)]}</span>
        </li>
      ))}
    </ol>
  );
}
