import { useState } from 'preact/hooks';
import type { NewShareLink } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { instantOf } from '../../local-time.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { BareInput } from '../bare-input.tsx';

type Props = { listId: string; onMade: (link: NewShareLink) => void; onCancel: () => void };

/** Makes a link to a list; its address is told once. */
export function LinkForm({ listId, onMade, onCancel }: Props) {
  const { api, format } = useApp();
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [error, setError] = useState<string>();
  const making = useTask();
  const { links: text, form } = words;
  const make = (): void => {
    setError(name.trim() ? undefined : form.missing(text.name));
    if (!name.trim()) return;
    const expiresAt = until ? instantOf(`${until}T23:59`, format.timeZone) : null;
    making.start(async () =>
      onMade(await api.makeLink(listId, { name: name.trim(), ...(expiresAt && { expiresAt }) })),
    );
  };
  return (
    <ActionForm action={text.make} busy={text.making} task={making} onSend={make} onCancel={onCancel}>
      <BareInput type="text" title={text.name} value={name} help={text.nameHelp} error={error} onValue={setName} />
      <BareInput type="date" title={text.until} value={until} help={text.untilHelp} onValue={setUntil} />
    </ActionForm>
  );
}
