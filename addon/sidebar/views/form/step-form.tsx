import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { STEPS } from '../../report-steps.ts';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';

/** Id of the form whose button stands in the footer. */
export const STEP_FORM = 'step';

type Props = { form: ReportForm; children: ComponentChildren };

/** What one step asks; Enter in a field goes on. On the last step it only goes to the button: nothing is written by accident. */
export function StepForm({ form, children }: Props) {
  const { step, next } = form.steps;
  return (
    <form
      id={STEP_FORM}
      class="step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
      onKeyDown={(event) => {
        if (step !== 'where' || event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        document.getElementById(RUN_BUTTON)?.focus();
      }}
    >
      {children}
    </form>
  );
}

export const RUN_BUTTON = 'run';

/** Says where one is; takes the focus with each new step, so that a screen reader reads it out. */
export function StepHeading({ form: { steps } }: Pick<Props, 'form'>) {
  const { format } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(steps.step);
  useEffect(() => {
    if (before.current === steps.step) return;
    before.current = steps.step;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [steps.step]);
  const { titles, of } = words.steps;
  const place = of(format.count(STEPS.indexOf(steps.step) + 1), format.count(STEPS.length));
  return (
    <h2 ref={heading} tabIndex={-1} class="step-heading">
      <span class="small">{place} · </span>
      {titles[steps.step]}
    </h2>
  );
}

/** Takes the person to the first thing to correct, each time something was in the way. */
export function useFocusOnError({ steps: { stops } }: ReportForm) {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    if (stops > 0) page.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-error]')?.focus();
  }, [stops]);
  return page;
}
