import { useState } from 'preact/hooks';
import type { DraftErrors } from './report-errors.ts';
import { errorsIn, faultyStep, neighbour, stepsBefore, STEPS, type Step } from './report-steps.ts';

/** Where somebody is in the form. */
export type Steps = {
  step: Step;
  /** Steps whose errors are on show, because somebody wanted to go on from them. */
  checked: readonly Step[];
  /** Back at once; forward as far as nothing is to correct. */
  go: (to: Step) => void;
  /** Straight there. */
  show: (to: Step) => void;
  /** Straight there, with what is to correct on show. */
  correct: (to: Step) => void;
  next: () => void;
  back: () => void;
  /** How often something to correct was in the way. */
  stops: number;
};

type Options = {
  start: Step;
  /** Of the whole form. */
  errors: DraftErrors;
  /** Key of the report's first account. */
  first: number;
  /** Whether every step can be gone to, whatever is in between: a report that is saved has them all. */
  isFree: boolean;
};

export function useSteps({ start, errors, first, isFree }: Options): Steps {
  const [step, setStep] = useState(start);
  const [checked, setChecked] = useState<readonly Step[]>([]);
  const [stops, setStops] = useState(0);
  const correct = (to: Step): void => {
    setStep(to);
    setChecked((before) => [...before, to]);
    setStops((before) => before + 1);
  };
  const go = (to: Step): void => {
    const closed = isFree ? [step] : stepsBefore(to).filter((one) => !stepsBefore(step).includes(one));
    const isForward = STEPS.indexOf(to) > STEPS.indexOf(step);
    const faulty = isForward ? faultyStep(errorsIn(errors, closed, first), first) : undefined;
    // What somebody has not seen yet is not held against them.
    if (faulty === step) correct(step);
    else setStep(faulty ?? to);
  };
  return {
    step,
    checked,
    go,
    show: setStep,
    correct,
    next: () => go(neighbour(step, 1)),
    back: () => go(neighbour(step, -1)),
    stops,
  };
}
