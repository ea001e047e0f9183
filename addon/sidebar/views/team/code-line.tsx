import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import type { Code } from '../../desk-api.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { Confirm } from '../confirm.tsx';

type Props = { code: Code; onChanged: () => void };

/** A code: what it may do, how long it works, and the way to take it back. */
export function CodeLine({ code, onChanged }: Props) {
  const { api, format } = useApp();
  const [isAsking, setAsking] = useState(false);
  const revoking = useTask();
  const { id, name, scopes, state, expiresAt, lastUsedOn, createdBy } = code;
  const { codes: text } = words;
  const end = expiresAt === null ? text.noEnd : text.until(format.day(expiresAt));
  const used = lastUsedOn === null ? text.unused : text.used(format.day(`${lastUsedOn}T12:00:00Z`));
  const by = createdBy === null ? text.byFormer : text.by(createdBy);
  const revoke = (): void =>
    revoking.start(async () => {
      await api.revokeCode(id);
      onChanged();
    });
  return (
    <li>
      <p class="name">{name}</p>
      <p class="small">{scopes.map((one) => text.does[one]).join(', ')}</p>
      <p class="small">{[state === 'active' ? end : text.states[state], used, by].join(' · ')}</p>
      {isAsking && (
        <Confirm
          question={text.revokeAsk}
          action={text.revoke}
          busy={text.revoking}
          task={revoking}
          onConfirm={revoke}
          onKeep={() => setAsking(false)}
        />
      )}
      {!isAsking && state === 'active' && (
        <div class="actions">
          <button type="button" class="text" aria-label={text.revokeOf(name)} onClick={() => setAsking(true)}>
            {text.revoke}
          </button>
        </div>
      )}
    </li>
  );
}
