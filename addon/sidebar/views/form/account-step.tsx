import { useApp } from '../../app-context.ts';
import type { Connection } from '../../../../shared/api.ts';
import { isAdmin, providerOf } from '../../catalogue.ts';
import { withAccount } from '../../report-draft.ts';
import { sourceField } from '../../report-errors.ts';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { AccountForm } from '../account-form.tsx';
import { Mode } from '../mode.tsx';
import { StepForm } from './step-form.tsx';

type Props = { form: ReportForm; isAdding: boolean; onAdding: (isAdding: boolean) => void };

/** The ticketing account: one of those there are, or a new one added on the spot. */
export function AccountStep({ form, isAdding, onAdding }: Props) {
  const { catalogue } = useApp();
  const { draft, change, steps } = form;
  const [source] = draft.sources;
  const choose = (id: string, known = catalogue): void => {
    if (source) change(withAccount(draft, known, source.key, id));
  };
  const onSaved = (account: Connection): void => {
    onAdding(false);
    choose(account.id, { ...catalogue, accounts: [...catalogue.accounts, account] });
    steps.show('what');
  };
  if (!isAdding) {
    return (
      <StepForm form={form}>
        <AccountChoice form={form} onChoose={choose} />
        {isAdmin(catalogue) && (
          <button type="button" class="text start" onClick={() => onAdding(true)}>
            + {words.account.add}
          </button>
        )}
      </StepForm>
    );
  }
  if (!isAdmin(catalogue)) return <p class="step">{words.account.onlyAdmins}</p>;
  const back = catalogue.accounts.length > 0 ? { onCancel: () => onAdding(false) } : {};
  return <AccountForm onSaved={onSaved} {...back} isAtFoot />;
}

function AccountChoice({ form, onChoose }: { form: ReportForm; onChoose: (id: string) => void }) {
  const { catalogue } = useApp();
  const { draft, errors } = form;
  const [source] = draft.sources;
  const error = errors[sourceField(source?.key ?? 0, 'account')];
  return (
    <fieldset>
      <legend class="hidden">{words.steps.titles.account}</legend>
      <div class="modes">
        {catalogue.accounts.map(({ id, label, waitsForKey }) => (
          <Mode
            key={id}
            name="account"
            title={label}
            help={[systemOf(label, providerOf(catalogue, id)?.title ?? ''), waitsForKey ? words.account.waits : '']
              .filter(Boolean)
              .join(' · ')}
            isChosen={id === source?.accountId}
            onChoose={() => onChoose(id)}
          />
        ))}
      </div>
      {error && (
        <p class="field-error" tabIndex={-1} data-error>
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** The ticketing system, unless the account's name says it already. */
const systemOf = (label: string, system: string): string =>
  label.toLowerCase().includes(system.toLowerCase()) ? '' : system;
