import { useState } from 'preact/hooks';
import type { Connection } from '../../../shared/api.ts';
import type { ProviderInfo } from '../../../shared/catalogue.ts';
import type { KeyLink } from '../../../shared/linking.ts';
import { useApp } from '../app-context.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { AskedLink } from './asked-link.tsx';

type Props = {
  provider: ProviderInfo;
  /** Name for the account. */
  label: string;
  /** Once its address was taken note of. */
  onAsked: (account: Connection) => void;
};

/** For whoever does not have the credentials: the account is made without them, and a link asks for them. */
export function AskOwner({ provider, label, onAsked }: Props) {
  const { api } = useApp();
  const asking = useTask();
  const [asked, setAsked] = useState<{ account: Connection; link: KeyLink }>();
  const { account: text } = words;
  const ask = (): void =>
    asking.start(async () => {
      const account = await api.createAccount({ provider: provider.id, label: label.trim() || provider.title });
      const link = await api.askForCredentials(account.id);
      setAsked({ account: { ...account, keyAsked: { expiresAt: link.expiresAt } }, link });
    });
  if (asked) {
    return (
      <>
        <AskedLink link={asked.link} />
        <button type="button" class="primary wide" onClick={() => onAsked(asked.account)}>
          {words.close}
        </button>
      </>
    );
  }
  return (
    <details class="small">
      <summary>{text.ask}</summary>
      <div class="more">
        <p>{text.askHelp}</p>
        <AppNotice problem={asking.problem} />
        <button type="button" aria-busy={asking.isBusy} onClick={ask}>
          {asking.isBusy ? text.asking : text.askButton}
        </button>
      </div>
    </details>
  );
}
