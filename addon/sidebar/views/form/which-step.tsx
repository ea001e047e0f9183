import { useApp } from '../../app-context.ts';
import { columnsOf } from '../../offer.ts';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { ColumnPicker } from '../column-picker.tsx';
import { FiltersSection } from '../filters-section.tsx';
import { Section } from '../section.tsx';
import { StepForm } from './step-form.tsx';

/** Which of the rows, and what of each. */
export function WhichStep({ form }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const { draft, change, errors } = form;
  return (
    <StepForm form={form}>
      <FiltersSection form={form} />
      <Section title={words.form.columns} error={errors['columns']}>
        <ColumnPicker
          columns={columnsOf(draft, catalogue)}
          chosen={draft.columns}
          onChosen={(columns) => change({ ...draft, columns })}
        />
      </Section>
    </StepForm>
  );
}
