import type { DraftErrors } from './report-errors.ts';

/** The steps of a report's form, in their order. */
export const STEPS = ['account', 'what', 'which', 'where'] as const;
export type Step = (typeof STEPS)[number];

/** The step a field is in, by its name among the errors. @param first key of the report's first account. */
export function stepOf(field: string, first: number): Step {
  if (field === `source.${first}.account`) return 'account';
  if (field.startsWith('source.')) return 'what';
  return field === 'columns' || field.startsWith('filter.') ? 'which' : 'where';
}

/** The errors of these steps. */
export function errorsIn(errors: DraftErrors, steps: readonly Step[], first: number): DraftErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => steps.includes(stepOf(field, first))));
}

/** The first step that has something to correct. */
export function faultyStep(errors: DraftErrors, first: number): Step | undefined {
  const steps = new Set(Object.keys(errors).map((field) => stepOf(field, first)));
  return STEPS.find((step) => steps.has(step));
}

/** The one after, or before; the same at either end. */
export function neighbour(step: Step, by: -1 | 1): Step {
  return STEPS[STEPS.indexOf(step) + by] ?? step;
}

export const stepsBefore = (step: Step): Step[] => STEPS.slice(0, STEPS.indexOf(step));
