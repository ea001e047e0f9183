import { useEffect, useState } from 'preact/hooks';
import type { Preview, Report } from '../../shared/api.ts';
import { useApp } from './app-context.ts';
import type { Problem } from './problem.ts';
import { copyOf, draftOf, newDraft, type ReportDraft } from './report-draft.ts';
import { errorsOf, refusedFields, type DraftErrors } from './report-errors.ts';
import { errorsIn, faultyStep, type Step } from './report-steps.ts';
import type { Answer } from './use-answer.ts';
import { useCheck, type Check } from './use-check.ts';
import { usePreview } from './use-preview.ts';
import { useSave } from './use-save.ts';
import { useSteps, type Steps } from './use-steps.ts';

/** The report that is changed, or what a new one begins as: a copy, a template, or nothing. */
export type FormOf = {
  editing?: Report | undefined;
  like?: Report | undefined;
  template?: string | undefined;
};

export type ReportForm = {
  draft: ReportDraft;
  change: (draft: ReportDraft) => void;
  editing: Report | undefined;
  /** Those on show. */
  errors: DraftErrors;
  steps: Steps;
  preview: Answer<Preview>;
  check: Check;
  /** The step in which the worker found something that this form did not. */
  refusedIn: Step | undefined;
  isStarting: boolean;
  problem: Problem | undefined;
  run: () => void;
};

/** The state of the form and what its buttons do. */
export function useReportForm(of: FormOf): ReportForm {
  const { editing } = of;
  const { catalogue } = useApp();
  const [draft, setDraft] = useDraft(of);
  const first = draft.sources[0]?.key ?? 0;
  const found = errorsOf(draft, catalogue, editing);
  const steps = useSteps({
    start: startOf(draft, of, catalogue.accounts.length),
    errors: found,
    first,
    isFree: editing !== undefined,
  });
  const isLast = steps.step === 'where';
  const content = errorsIn(found, ['account', 'what', 'which'], first);
  const preview = usePreview(draft, isLast && isEmpty(content));
  const check = useCheck(draft, editing?.id, isLast && isEmpty(found));
  const { starting, save } = useSave(draft, editing, check);
  const refused = refusedFields(starting.problem ?? preview.problem ?? check.problem, draft, catalogue);
  const refusedIn = faultyStep(refused, first);
  useEffect(() => {
    if (starting.problem && refusedIn) steps.correct(refusedIn);
  }, [starting.problem]);
  const change = (next: ReportDraft): void => {
    starting.clear();
    setDraft(next);
  };
  const run = (): void => {
    const faulty = faultyStep(found, first);
    if (faulty) return steps.correct(faulty);
    save(() => steps.go('where'));
  };
  return {
    draft,
    change,
    editing,
    errors: { ...refused, ...errorsIn(found, steps.checked, first) },
    steps,
    preview,
    check,
    refusedIn,
    isStarting: starting.isBusy,
    problem: starting.problem,
    run,
  };
}

const isEmpty = (errors: DraftErrors): boolean => Object.keys(errors).length === 0;

function useDraft({ editing, like, template }: FormOf) {
  const { catalogue, place } = useApp();
  return useState<ReportDraft>(() => {
    if (editing) return draftOf(editing, catalogue);
    return like ? copyOf(like, catalogue, place.tabs) : newDraft(catalogue, { tabs: place.tabs, template });
  });
}

/** Nobody is asked for an account when there is one to take. */
function startOf(draft: ReportDraft, { editing, like }: FormOf, accounts: number): Step {
  if (editing || like) return 'what';
  const isSettled = draft.sources[0]?.accountId !== '' && (accounts === 1 || draft.template !== null);
  return isSettled ? 'what' : 'account';
}
