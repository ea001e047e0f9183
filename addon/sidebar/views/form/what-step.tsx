import { DatasetId, type DatasetInfo } from '../../../../shared/catalogue.ts';
import { useApp } from '../../app-context.ts';
import { datasetOf, providerOf } from '../../catalogue.ts';
import { datasetsOf } from '../../offer.ts';
import { withDataset } from '../../report-draft.ts';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { FieldInput } from '../field-input.tsx';
import { CannotTell } from './cannot-tell.tsx';
import { OtherSources } from '../other-sources.tsx';
import { SourceFields } from '../source-fields.tsx';
import { StepForm } from './step-form.tsx';
import { TemplateChips } from './template-chips.tsx';

/** The kind of rows, and what the ticketing system needs to know to find them. */
export function WhatStep({ form }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const { draft, editing } = form;
  const [source] = draft.sources;
  const provider = providerOf(catalogue, source?.accountId ?? '');
  const dataset = datasetOf(provider, draft.dataset);
  if (!source || !provider || !dataset) return <StepForm form={form}>{words.form.chooseAccount}</StepForm>;
  const account = catalogue.accounts.find(({ id }) => id === source.accountId)?.label ?? '';
  return (
    <StepForm form={form}>
      <p class="small">{words.steps.from(account)}</p>
      {!editing && <TemplateChips form={form} />}
      <DatasetChoice form={form} dataset={dataset} />
      <CannotTell provider={provider} dataset={dataset} />
      <SourceFields form={form} source={source} dataset={dataset} />
      <OtherSources form={form} />
    </StepForm>
  );
}

function DatasetChoice({ form: { draft, change }, dataset }: { form: ReportForm; dataset: DatasetInfo }) {
  const { catalogue } = useApp();
  const { kind: title } = words.steps;
  const choices = datasetsOf(draft, catalogue).map((one) => ({ value: one.id, title: one.title }));
  const { description: help } = dataset;
  if (choices.length < 2) return <p>{help}</p>;
  const choose = (value: string): void => {
    const chosen = DatasetId.safeParse(value);
    if (chosen.success) change(withDataset(draft, catalogue, chosen.data));
  };
  return (
    <FieldInput
      field={{ id: 'dataset', title, kind: 'choice', required: true, help, choices }}
      value={draft.dataset}
      onValue={choose}
    />
  );
}
