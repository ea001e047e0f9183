import type { Connection } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';

type Props = {
  label: string;
  accounts: readonly Connection[];
  /** The id of an account; "" when none is chosen yet. */
  chosen: string;
  onChoose: (value: string) => void;
  /** A last line that is no account. */
  more?: { value: string; title: string };
};

/** One of the ticketing accounts. */
export function AccountSelect({ label, accounts, chosen, onChoose, more }: Props) {
  const isKnown = chosen === more?.value || accounts.some(({ id }) => id === chosen);
  return (
    <select aria-label={label} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      {!isKnown && <option value={chosen}>{words.form.choose}</option>}
      {accounts.map((account) => (
        <option key={account.id} value={account.id}>
          <AccountName account={account} />
        </option>
      ))}
      {more && <option value={more.value}>{more.title}</option>}
    </select>
  );
}

/** "Main hall (Oveit)", or only the name where it says the ticketing system already. */
function AccountName({ account: { label, provider } }: { account: Connection }) {
  const { providers } = useApp().catalogue;
  const system = providers.find(({ id }) => id === provider)?.title ?? '';
  return <>{label.toLowerCase().includes(system.toLowerCase()) ? label : `${label} (${system})`}</>;
}
