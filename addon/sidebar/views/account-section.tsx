import { useState } from 'preact/hooks';
import type { Connection } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { withAccount } from '../report-draft.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { AccountForm } from './account-form.tsx';
import { Section } from './section.tsx';

const ADD = 'add';

/** The ticketing account of a report: one of those there are, or a new one added on the spot. */
export function AccountSection({ form: { draft, change, errors } }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const [isAdding, setAdding] = useState(catalogue.accounts.length === 0);
  const choose = (value: string): void => {
    setAdding(value === ADD);
    if (value !== ADD) change(withAccount(draft, catalogue, value));
  };
  const onSaved = (account: Connection): void => {
    setAdding(false);
    change(withAccount(draft, { ...catalogue, accounts: [...catalogue.accounts, account] }, account.id));
  };
  return (
    <Section title={words.form.account} error={isAdding ? undefined : errors['account']}>
      {catalogue.accounts.length > 0 && <AccountSelect chosen={isAdding ? ADD : draft.accountId} onChoose={choose} />}
      {isAdding && <AccountForm onSaved={onSaved} />}
    </Section>
  );
}

type SelectProps = { chosen: string; onChoose: (value: string) => void };

function AccountSelect({ chosen, onChoose }: SelectProps) {
  const { accounts } = useApp().catalogue;
  const isKnown = chosen === ADD || accounts.some(({ id }) => id === chosen);
  return (
    <select aria-label={words.form.account} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      {!isKnown && <option value={chosen}>{words.form.choose}</option>}
      {accounts.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
      <option value={ADD}>{words.form.otherAccount}</option>
    </select>
  );
}
