import { ReportEditors } from '../../../shared/people.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { FieldInput } from './field-input.tsx';
import { Fold } from './form/fold.tsx';

/** What people may do with the report who are not in the team and can edit the spreadsheet. */
export function EditorsSection({ form: { draft, change } }: { form: ReportForm }) {
  const { title, help, choices: names } = words.editors;
  const choices = ReportEditors.options.map((value) => ({ value, title: names[value] }));
  return (
    <Fold title={words.steps.whoRefreshes} now={names[draft.editors]}>
      <FieldInput
        field={{ id: 'editors', title, kind: 'choice', required: true, help, choices }}
        value={draft.editors}
        onValue={(value) => {
          const editors = ReportEditors.safeParse(value);
          if (editors.success) change({ ...draft, editors: editors.data });
        }}
      />
    </Fold>
  );
}
