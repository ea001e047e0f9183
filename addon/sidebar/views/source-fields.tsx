import type { DatasetInfo } from '../../../shared/catalogue.ts';
import { withSource, type SourceDraft } from '../report-draft.ts';
import { errorsUnder, sourceField } from '../report-errors.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { FieldList } from './field-list.tsx';
import { Fold } from './form/fold.tsx';
import { LookupFields } from './lookup-fields.tsx';

type Props = { form: ReportForm; source: SourceDraft; dataset: DatasetInfo };

/** What of an account: what its ticketing system needs to know to find the rows. */
export function SourceFields({ form: { draft, change, errors }, source, dataset }: Props) {
  const { key, accountId, scope } = source;
  const own = errorsUnder(errors, sourceField(key, ''));
  const set = (value: Partial<SourceDraft>): void => change(withSource(draft, key, value));
  return (
    <>
      <FieldList
        key={`${accountId}.${dataset.id}`}
        fields={dataset.scope}
        accountId={accountId}
        values={scope}
        errors={own}
        onValue={(id, value) => set({ scope: { ...scope, [id]: value } })}
      />
      {dataset.lookups.length > 0 && (
        <Fold title={words.steps.lookup} isWanted={source.lookup !== null}>
          <LookupFields
            lookups={dataset.lookups}
            chosen={source.lookup}
            errors={own}
            onChosen={(lookup) => set({ lookup })}
          />
        </Fold>
      )}
    </>
  );
}
