import type { Invitation } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { CopyText } from '../copy-text.tsx';

type Props = { invitation: Invitation; onTaken: () => Promise<void> };

/** Somebody who was invited and did not join yet. */
export function InvitationLine({ invitation, onTaken }: Props) {
  const { api, format } = useApp();
  const taking = useTask();
  const { id, email, role, isExpired, expiresAt, message } = invitation;
  const { people: text } = words;
  const end = isExpired ? text.expired : text.until(format.day(expiresAt));
  const take = (): void =>
    taking.start(async () => {
      await api.takeBackInvitation(id);
      await onTaken();
    });
  return (
    <li>
      <p class="name">{email}</p>
      <p class="small">{[text.waiting, text.roles[role], end].join(' · ')}</p>
      <AppNotice problem={taking.problem} />
      {!isExpired && (
        <details>
          <summary>{text.showMessage}</summary>
          <CopyText text={told(message)} label={text.copyMessage} isLong />
        </details>
      )}
      <div class="actions">
        <button type="button" class="text" aria-label={text.takeBackOf(email)} aria-busy={taking.isBusy} onClick={take}>
          {text.takeBack}
        </button>
      </div>
    </li>
  );
}
