import { useState } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { useReportForm, type FormOf, type ReportForm as Form } from '../use-report-form.ts';
import { words } from '../words.ts';
import { AccountStep } from './form/account-step.tsx';
import { FormFooter } from './form/form-footer.tsx';
import { StepHeading, useFocusOnError } from './form/step-form.tsx';
import { StepIndicator } from './form/step-indicator.tsx';
import { WhatStep } from './form/what-step.tsx';
import { WhereStep } from './form/where-step.tsx';
import { WhichStep } from './form/which-step.tsx';
import { Header } from './header.tsx';

/** A new report, or a change to one, in four steps from account to Run. */
export function ReportForm(of: FormOf) {
  const { catalogue, go } = useApp();
  const form = useReportForm(of);
  const page = useFocusOnError(form);
  const [isAdding, setAdding] = useState(catalogue.accounts.length === 0);
  const { editTitle, newTitle } = words.form;
  const title = of.editing ? editTitle : of.like ? words.steps.copyTitle : newTitle;
  return (
    <main class="view form" ref={page}>
      <Header title={title} backTitle={words.steps.leave} onBack={() => go({ view: 'home' })} />
      <StepIndicator form={form} />
      <StepHeading form={form} />
      <StepOf form={form} isAdding={isAdding} onAdding={setAdding} />
      {(form.steps.step !== 'account' || !isAdding) && <FormFooter form={form} />}
    </main>
  );
}

type StepProps = { form: Form; isAdding: boolean; onAdding: (isAdding: boolean) => void };

function StepOf({ form, isAdding, onAdding }: StepProps) {
  const { step } = form.steps;
  if (step === 'account') return <AccountStep form={form} isAdding={isAdding} onAdding={onAdding} />;
  if (step === 'what') return <WhatStep form={form} />;
  return step === 'which' ? <WhichStep form={form} /> : <WhereStep form={form} />;
}
