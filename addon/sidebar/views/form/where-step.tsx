import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { EditorsSection } from '../editors-section.tsx';
import { FieldInput } from '../field-input.tsx';
import { RetentionSection } from '../retention-section.tsx';
import { WritingMode, WritingMore } from '../writing-section.tsx';
import { CheckSection } from './check-section.tsx';
import { PreviewSection } from './preview-section.tsx';
import { StepForm } from './step-form.tsx';

/** The tab and how rows get into it; what that will look like, and whether anything is in the way. */
export function WhereStep({ form }: { form: ReportForm }) {
  const { draft, change, errors } = form;
  const { tab: title } = words.form;
  return (
    <StepForm form={form}>
      <FieldInput
        field={{ id: 'tab', title, kind: 'text', required: true, help: '' }}
        value={draft.tab}
        error={errors['tab']}
        onValue={(value) => change({ ...draft, tab: value, isTabTyped: true })}
      />
      <WritingMode form={form} />
      <PreviewSection form={form} />
      <CheckSection form={form} />
      <div class="folds">
        <WritingMore form={form} />
        <EditorsSection form={form} />
        <RetentionSection form={form} />
      </div>
    </StepForm>
  );
}
