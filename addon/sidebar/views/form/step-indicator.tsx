import { useApp } from '../../app-context.ts';
import { stepOf, STEPS, type Step } from '../../report-steps.ts';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';

/** The four steps by name, to click on. */
export function StepIndicator({ form }: { form: ReportForm }) {
  const { step: present } = form.steps;
  const at = STEPS.indexOf(present);
  const faulty = faultySteps(form);
  return (
    <nav aria-label={words.steps.label}>
      <ol class="form-steps">
        {STEPS.map((step, index) => (
          <li key={step}>
            <StepButton
              form={form}
              step={step}
              number={index + 1}
              state={faulty.has(step) && step !== present ? 'faulty' : index <= at ? 'reached' : 'ahead'}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function faultySteps({ errors, draft }: ReportForm): Set<Step> {
  const first = draft.sources[0]?.key ?? 0;
  return new Set(Object.keys(errors).map((field) => stepOf(field, first)));
}

type ButtonProps = { form: ReportForm; step: Step; number: number; state: 'reached' | 'ahead' | 'faulty' };

function StepButton({ form: { steps }, step, number, state }: ButtonProps) {
  const { format } = useApp();
  const { names, toCorrect } = words.steps;
  const note = state === 'faulty' ? `, ${toCorrect}` : '';
  return (
    <button
      type="button"
      class={state}
      aria-current={steps.step === step ? 'step' : undefined}
      aria-label={`${format.count(number).text} ${names[step]}${note}`}
      onClick={() => steps.go(step)}
    >
      {names[step]}
    </button>
  );
}
