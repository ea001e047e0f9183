import { useState } from 'preact/hooks';
import type { Connection } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { isAdmin } from '../catalogue.ts';
import { withAccount, type SourceDraft } from '../report-draft.ts';
import { sourceField } from '../report-errors.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { AccountForm } from './account-form.tsx';
import { AccountSelect } from './account-select.tsx';
import { Section } from './section.tsx';

const ADD = 'add';

/** The first ticketing account of a report: one of those there are, or a new one added on the spot. */
export function AccountSection({ form: { draft, change, errors }, source }: { form: ReportForm; source: SourceDraft }) {
  const { catalogue } = useApp();
  const [isAdding, setAdding] = useState(catalogue.accounts.length === 0);
  const choose = (value: string): void => {
    setAdding(value === ADD);
    if (value !== ADD) change(withAccount(draft, catalogue, source.key, value));
  };
  const onSaved = (account: Connection): void => {
    setAdding(false);
    const known = { ...catalogue, accounts: [...catalogue.accounts, account] };
    change(withAccount(draft, known, source.key, account.id));
  };
  const { account: title, otherAccount } = words.form;
  return (
    <Section title={title} error={isAdding ? undefined : errors[sourceField(source.key, 'account')]}>
      {catalogue.accounts.length > 0 && (
        <AccountSelect
          label={title}
          accounts={catalogue.accounts}
          chosen={isAdding ? ADD : source.accountId}
          onChoose={choose}
          {...(isAdmin(catalogue) && { more: { value: ADD, title: otherAccount } })}
        />
      )}
      {isAdding && (isAdmin(catalogue) ? <AccountForm onSaved={onSaved} /> : <p>{words.account.onlyAdmins}</p>)}
    </Section>
  );
}
