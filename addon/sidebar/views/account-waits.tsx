import { useState } from 'preact/hooks';
import type { Connection } from '../../../shared/api.ts';
import type { KeyLink } from '../../../shared/linking.ts';
import { useApp } from '../app-context.ts';
import { isAdmin } from '../catalogue.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { AskedLink } from './asked-link.tsx';

/** An account whose credentials somebody else is to enter, and for admins the link for that. */
export function AccountWaits({ account }: { account: Connection }) {
  const { catalogue, format } = useApp();
  const { keyAsked, waitsForKey } = account;
  const { account: text } = words;
  if (!waitsForKey && !keyAsked) return null;
  return (
    <>
      <p class="state warning">{keyAsked ? text.waitsUntil(format.moment(keyAsked.expiresAt)) : text.waits}</p>
      {isAdmin(catalogue) && <Asking account={account} />}
    </>
  );
}

function Asking({ account: { id, label, keyAsked } }: { account: Connection }) {
  const { api, reload } = useApp();
  const asking = useTask();
  const [link, setLink] = useState<KeyLink>();
  const { account: text } = words;
  const ask = (): void =>
    asking.start(async () => {
      setLink(await api.askForCredentials(id));
      await reload();
    });
  const takeBack = (): void =>
    asking.start(async () => {
      await api.takeBackAsking(id);
      setLink(undefined);
      await reload();
    });
  return (
    <>
      {link && <AskedLink link={link} />}
      <AppNotice problem={asking.problem} />
      <div class="actions">
        <button type="button" class="soft" aria-label={text.askOf(label)} aria-busy={asking.isBusy} onClick={ask}>
          {asking.isBusy ? text.asking : text.askAgain}
        </button>
        {keyAsked && (
          <button type="button" class="text" onClick={takeBack}>
            {text.takeBack}
          </button>
        )}
      </div>
    </>
  );
}
