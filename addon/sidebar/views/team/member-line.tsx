import { useState } from 'preact/hooks';
import type { Member, Removal, Role } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { isAdmin } from '../../catalogue.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { Confirm } from '../confirm.tsx';

type Props = {
  member: Member;
  /** A team keeps one. */
  isLastAdmin: boolean;
  onChanged: () => Promise<void>;
  onRemoved: (removal: Removal) => void;
};

/** Somebody in the team, and for admins what they may do about it. */
export function MemberLine(props: Props) {
  const { format, catalogue } = useApp();
  const [isAsking, setAsking] = useState(false);
  const { email, role, joinedAt, isYou } = props.member;
  const { people: text } = words;
  const facts = [text.roles[role], ...(isYou ? [text.you] : []), text.since(format.day(joinedAt))];
  return (
    <li>
      <p class="name">{email}</p>
      <p class="small">{facts.join(' · ')}</p>
      {isAsking && <RemoveMember {...props} onKeep={() => setAsking(false)} />}
      {!isAsking && !props.isLastAdmin && isAdmin(catalogue) && (
        <MemberActions {...props} onRemove={() => setAsking(true)} />
      )}
    </li>
  );
}

function MemberActions({ member, onChanged, onRemove }: Props & { onRemove: () => void }) {
  const { api, reload } = useApp();
  const changing = useTask();
  const { id, email, role, isYou } = member;
  const { people: text } = words;
  const change = (next: Role): void =>
    changing.start(async () => {
      await api.changeRole(id, next);
      await onChanged();
      if (isYou) await reload();
    });
  const isAdminNow = role === 'admin';
  return (
    <>
      <AppNotice problem={changing.problem} />
      <div class="actions">
        <button
          type="button"
          class="text"
          aria-label={isAdminNow ? text.makeMemberOf(email) : text.makeAdminOf(email)}
          aria-busy={changing.isBusy}
          onClick={() => change(isAdminNow ? 'member' : 'admin')}
        >
          {isAdminNow ? text.makeMember : text.makeAdmin}
        </button>
        {!isYou && (
          <button type="button" class="text" aria-label={text.removeOf(email)} onClick={onRemove}>
            {text.remove}
          </button>
        )}
      </div>
    </>
  );
}

function RemoveMember({ member: { id, email }, onRemoved, onKeep }: Props & { onKeep: () => void }) {
  const { api } = useApp();
  const removing = useTask();
  const { people: text } = words;
  return (
    <Confirm
      question={text.removeAsk(email)}
      action={text.remove}
      busy={text.removing}
      task={removing}
      onConfirm={() => removing.start(async () => onRemoved(await api.removeMember(id)))}
      onKeep={onKeep}
    />
  );
}
