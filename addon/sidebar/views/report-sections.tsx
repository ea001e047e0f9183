import { useEffect, useRef } from 'preact/hooks';
import { DatasetId, type DatasetInfo, type ProviderInfo } from '../../../shared/catalogue.ts';
import { useApp } from '../app-context.ts';
import { isBlocked } from '../check-words.ts';
import { columnsOf, datasetsOf } from '../offer.ts';
import { withDataset, type SourceDraft } from '../report-draft.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { CheckFacts } from './check-facts.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { FieldInput } from './field-input.tsx';
import { PreviewTable } from './preview-table.tsx';
import { Section } from './section.tsx';
import { SourceFields } from './source-fields.tsx';

type Props = { form: ReportForm };

type WhatProps = Props & { source: SourceDraft; provider: ProviderInfo; dataset: DatasetInfo };

/** Which rows: their kind, and what the first account's ticketing system needs to know to find them. */
export function WhatSection({ form, source, provider, dataset }: WhatProps) {
  const { catalogue } = useApp();
  const { draft, change } = form;
  const { form: text } = words;
  const choices = datasetsOf(draft, catalogue).map(({ id, title }) => ({ value: id, title }));
  const choose = (value: string): void => {
    const chosen = DatasetId.safeParse(value);
    if (chosen.success) change(withDataset(draft, catalogue, chosen.data));
  };
  const { description: help } = dataset;
  return (
    <Section title={text.what}>
      {choices.length > 1 ? (
        <FieldInput
          field={{ id: 'dataset', title: text.what, kind: 'choice', required: true, help, choices }}
          value={draft.dataset}
          onValue={choose}
          isTitleHidden
        />
      ) : (
        <p>{help}</p>
      )}
      <CannotTell provider={provider} dataset={dataset} />
      <SourceFields form={form} source={source} dataset={dataset} />
    </Section>
  );
}

/** What one might look for in vain, out of the way until somebody looks. */
export function CannotTell({ provider, dataset: { cannotTell } }: Pick<WhatProps, 'provider' | 'dataset'>) {
  if (cannotTell.length === 0) return null;
  return (
    <details class="small quiet">
      <summary>{words.form.cannotTell(provider.title)}</summary>
      <ul class="dots">
        {cannotTell.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

export function ColumnsSection({ form: { draft, change, errors } }: Props) {
  const { catalogue } = useApp();
  return (
    <Section title={words.form.columns} error={errors['columns']}>
      <ColumnPicker
        columns={columnsOf(draft, catalogue)}
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

/** What a run takes and does, once it is asked for; comes into sight when something is in the way. */
export function CheckSection({ form: { draft, check } }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { found, asking } = check;
  const isInTheWay = found !== undefined && isBlocked(found);
  useEffect(() => {
    if (isInTheWay) place.current?.scrollIntoView({ block: 'center' });
  }, [isInTheWay, found]);
  if (!found && !asking.isBusy && !asking.problem) return null;
  return (
    <Section title={words.check.title}>
      <div ref={place}>
        {asking.isBusy && (
          <p class="small busy" role="status">
            {words.check.busy}
          </p>
        )}
        <AppNotice problem={asking.problem} />
        {found && !asking.isBusy && <CheckFacts check={found} tab={draft.tab.trim()} />}
      </div>
    </Section>
  );
}
