import { useState } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { isAdmin } from '../catalogue.ts';
import { words } from '../words.ts';
import { AccountCard } from './account-card.tsx';
import { AccountForm } from './account-form.tsx';
import { Header } from './header.tsx';

/** The ticketing accounts: test, replace, delete, add. */
export function AccountsView() {
  const { catalogue, go } = useApp();
  const [isAdding, setAdding] = useState(false);
  const { account: text } = words;
  if (isAdding) {
    const close = (): void => setAdding(false);
    return (
      <main class="view form">
        <Header title={text.add} onBack={close} />
        <AccountForm onSaved={close} onCancel={close} isAtFoot />
      </main>
    );
  }
  return (
    <main class="view">
      <Header title={text.title} onBack={() => go({ view: 'home' })} />
      {catalogue.accounts.length === 0 && <p class="empty">{text.none}</p>}
      <ul class="cards">
        {catalogue.accounts.map((account) => (
          <AccountCard key={account.id} account={account} />
        ))}
      </ul>
      {isAdmin(catalogue) ? (
        <button type="button" class="primary wide" onClick={() => setAdding(true)}>
          {text.add}
        </button>
      ) : (
        <p class="small">{text.onlyAdmins}</p>
      )}
    </main>
  );
}
