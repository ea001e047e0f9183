import { useState } from 'preact/hooks';
import type { ShareLink } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { agoOf } from '../../report-state.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { Confirm } from '../confirm.tsx';

type Props = {
  link: ShareLink;
  /** Where lists of all reports stand together. */
  isNamed?: boolean;
  onChanged: () => void;
};

/** A link: how long it works, when it was opened last, and the way to take it back. */
export function LinkLine({ link, isNamed = false, onChanged }: Props) {
  const { format } = useApp();
  const [isAsking, setAsking] = useState(false);
  const { name, state, expiresAt, lastOpenedAt, createdBy, audience, report } = link;
  const { links: text } = words;
  const opened = lastOpenedAt ? text.lastOpened(agoOf(lastOpenedAt, Date.now(), format)) : text.neverOpened;
  const end = state === 'live' ? text.until2(format.moment(expiresAt)) : text.states[state];
  return (
    <li>
      <p class="name">{name}</p>
      {isNamed && <p class="small">{text.of(audience, report)}</p>}
      <p class="small">{[end, opened, ...(isNamed ? [text.by(createdBy)] : [])].join(' · ')}</p>
      {isAsking && <Revoke link={link} onChanged={onChanged} onKeep={() => setAsking(false)} />}
      {!isAsking && state === 'live' && (
        <div class="actions">
          <button type="button" class="text" aria-label={text.revokeOf(name)} onClick={() => setAsking(true)}>
            {text.revoke}
          </button>
        </div>
      )}
    </li>
  );
}

function Revoke({ link: { id }, onChanged, onKeep }: Props & { onKeep: () => void }) {
  const { api } = useApp();
  const revoking = useTask();
  const { links: text } = words;
  const revoke = (): void =>
    revoking.start(async () => {
      await api.revokeLink(id);
      onChanged();
    });
  return (
    <Confirm
      question={text.revokeAsk}
      action={text.revoke}
      busy={text.revoking}
      task={revoking}
      onConfirm={revoke}
      onKeep={onKeep}
    />
  );
}
