import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { RUN_BUTTON, STEP_FORM } from './step-form.tsx';

/** Back, on, and the end of it; stays in sight at the lower edge. */
export function FormFooter({ form }: { form: ReportForm }) {
  const { steps, editing, problem, isStarting, run } = form;
  const { step, back } = steps;
  const isLast = step === 'where';
  const { form: text, steps: stepText } = words;
  return (
    <footer class="footer">
      <AppNotice problem={problem} />
      <div class="actions">
        {step !== 'account' && (
          <button type="button" onClick={back}>
            {stepText.back}
          </button>
        )}
        {!isLast && (
          <button type="submit" form={STEP_FORM} class={editing ? '' : 'primary grow'}>
            {stepText.next}
          </button>
        )}
        {(isLast || editing) && (
          <button id={RUN_BUTTON} type="button" class="primary grow" aria-busy={isStarting} onClick={run}>
            {isStarting ? text.starting : editing ? text.save : text.run}
          </button>
        )}
      </div>
    </footer>
  );
}
