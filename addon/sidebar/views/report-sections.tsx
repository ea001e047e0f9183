import { useEffect, useRef } from 'preact/hooks';
import { DatasetId, type DatasetInfo } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { SCOPE, withDataset, type DraftErrors } from '../report-draft.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { ColumnPicker } from './column-picker.tsx';
import { FieldInput } from './field-input.tsx';
import { FieldList } from './field-list.tsx';
import { PreviewTable } from './preview-table.tsx';
import { Section } from './section.tsx';

type Props = { form: ReportForm };

type WhatProps = Props & { datasets: readonly DatasetInfo[]; dataset: DatasetInfo };

/** Which rows: their kind, and what the ticketing system needs to know to find them. */
export function WhatSection({ form: { draft, change, errors }, datasets, dataset }: WhatProps) {
  const { catalogue } = useApp();
  const { form: text } = words;
  const choices = datasets.map(({ id, title }) => ({ value: id, title }));
  const setScope = (id: string, value: string): void => change({ ...draft, scope: { ...draft.scope, [id]: value } });
  const choose = (value: string): void => {
    const chosen = DatasetId.safeParse(value);
    if (chosen.success) change(withDataset(draft, catalogue, chosen.data));
  };
  return (
    <Section title={text.what}>
      {choices.length > 1 ? (
        <FieldInput
          field={{
            id: 'dataset',
            title: text.what,
            kind: 'choice',
            required: true,
            help: dataset.description,
            choices,
          }}
          value={draft.dataset}
          onValue={choose}
          isTitleHidden
        />
      ) : (
        <p>{dataset.description}</p>
      )}
      <FieldList
        key={`${draft.accountId}.${dataset.id}`}
        fields={dataset.scope}
        values={draft.scope}
        errors={scopeErrorsOf(errors)}
        onValue={setScope}
        autoFocus={Object.keys(draft.scope).length === 0}
      />
    </Section>
  );
}

function scopeErrorsOf(errors: DraftErrors): DraftErrors {
  const own = Object.entries(errors).filter(([id]) => id.startsWith(SCOPE));
  return Object.fromEntries(own.map(([id, error]) => [id.slice(SCOPE.length), error]));
}

export function ColumnsSection({ form: { draft, change, errors }, dataset }: Props & { dataset: DatasetInfo }) {
  return (
    <Section title={words.form.columns} error={errors['columns']}>
      <ColumnPicker
        columns={dataset.columns}
        chosen={draft.columns}
        onChosen={(columns) => change({ ...draft, columns })}
      />
    </Section>
  );
}

export function TabSection({ form: { draft, change, errors } }: Props) {
  const { tab: title, tabHelp: help } = words.form;
  return (
    <Section title={title}>
      <FieldInput
        field={{ id: 'tab', title, kind: 'text', required: true, help }}
        value={draft.tab}
        error={errors['tab']}
        onValue={(value) => change({ ...draft, tab: value, isTabTyped: true })}
        isTitleHidden
      />
    </Section>
  );
}

/** Appears with the first preview that is asked for, and comes into sight then. */
export function PreviewSection({ form: { preview, isPreviewing, isPreviewOld } }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const isShown = isPreviewing || preview !== undefined;
  useEffect(() => {
    if (isShown) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown, preview]);
  if (!isShown) return null;
  return (
    <Section title={words.form.preview}>
      <div ref={place} class={isPreviewOld || isPreviewing ? 'preview old' : 'preview'}>
        {isPreviewing && (
          <p class="small busy" role="status">
            {words.form.previewing}
          </p>
        )}
        {isPreviewOld && !isPreviewing && <p class="small">{words.form.previewAgain}</p>}
        {preview && <PreviewTable preview={preview} />}
      </div>
    </Section>
  );
}
