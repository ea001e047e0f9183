import { useEffect, useRef } from 'preact/hooks';
import type { Report } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { datasetOf, providerOf } from '../catalogue.ts';
import type { DraftErrors } from '../report-errors.ts';
import { useReportForm, type ReportForm as Form } from '../use-report-form.ts';
import { words } from '../words.ts';
import { AccountSection } from './account-section.tsx';
import { AppNotice } from './app-notice.tsx';
import { EditorsSection } from './editors-section.tsx';
import { FiltersSection } from './filters-section.tsx';
import { Header } from './header.tsx';
import { OtherSources } from './other-sources.tsx';
import { CheckSection, ColumnsSection, PreviewSection, TabSection, WhatSection } from './report-sections.tsx';
import { RetentionSection } from './retention-section.tsx';
import { WritingSection } from './writing-section.tsx';

/** A new report, or a change to one, on one page from account to Run. */
export function ReportForm({ editing }: { editing?: Report | undefined }) {
  const { catalogue, go } = useApp();
  const form = useReportForm(editing);
  const page = useFocusOnError(form.errors);
  const [source] = form.draft.sources;
  const provider = providerOf(catalogue, source?.accountId ?? '');
  const dataset = datasetOf(provider, form.draft.dataset);
  return (
    <main class="view form" ref={page}>
      <Header title={editing ? words.form.editTitle : words.form.newTitle} onBack={() => go({ view: 'home' })} />
      {source && <AccountSection form={form} source={source} />}
      {source && provider && dataset && (
        <>
          <WhatSection form={form} source={source} provider={provider} dataset={dataset} />
          <OtherSources form={form} />
          <FiltersSection form={form} />
          <ColumnsSection form={form} />
          <TabSection form={form} />
          <WritingSection form={form} editing={editing} />
          <EditorsSection form={form} />
          <RetentionSection form={form} editing={editing} />
          <PreviewSection form={form} />
          <CheckSection form={form} />
          <Footer form={form} isEditing={editing !== undefined} />
        </>
      )}
    </main>
  );
}

/** Stays in sight at the lower edge, so that no scrolling is needed to run. */
function Footer({ form, isEditing }: { form: Form; isEditing: boolean }) {
  const { form: text } = words;
  return (
    <footer class="footer">
      <AppNotice problem={form.problem} />
      <div class="actions">
        <button type="button" aria-busy={form.isPreviewing} onClick={form.showPreview}>
          {text.preview}
        </button>
        <button type="button" class="primary grow" aria-busy={form.isStarting} onClick={form.run}>
          {form.isStarting ? text.starting : isEditing ? text.save : text.run}
        </button>
      </div>
    </footer>
  );
}

/** Takes the person to the first thing to correct, each time a button found something. */
function useFocusOnError(errors: DraftErrors) {
  const page = useRef<HTMLElement>(null);
  const first = Object.keys(errors)[0];
  useEffect(() => {
    if (first) page.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-error]')?.focus();
  }, [first]);
  return page;
}
