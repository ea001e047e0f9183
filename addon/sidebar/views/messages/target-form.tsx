import { useState } from 'preact/hooks';
import type { NewNoticeTarget, NoticeTargetInput } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { FieldInput } from '../field-input.tsx';

type Props = { onAdded: (target: NewNoticeTarget) => void; onCancel: () => void };

/** Adds an address or a chat. */
export function TargetForm({ onAdded, onCancel }: Props) {
  const { api, format } = useApp();
  const [kind, setKind] = useState<NoticeTargetInput['kind']>('email');
  const [to, setTo] = useState('');
  const [error, setError] = useState<string>();
  const adding = useTask();
  const { messages: text, form } = words;
  const isEmail = kind === 'email';
  const title = isEmail ? text.address : text.url;
  const choices = (['email', 'webhook'] as const).map((value) => ({ value, title: text.kinds[value] }));
  const add = (): void => {
    const where = to.trim();
    setError(where ? undefined : form.missing(title));
    if (!where) return;
    const { timeZone } = format;
    const input: NoticeTargetInput = isEmail
      ? { kind: 'email', address: where, timeZone }
      : { kind: 'webhook', url: where, timeZone };
    adding.start(async () => onAdded(await api.addTarget(input)));
  };
  return (
    <ActionForm action={text.add} busy={text.adding} task={adding} onSend={add} onCancel={onCancel}>
      <FieldInput
        field={{ id: 'kind', title: text.kind, kind: 'choice', required: true, help: '', choices }}
        value={kind}
        onValue={(value) => setKind(value === 'webhook' ? 'webhook' : 'email')}
      />
      <FieldInput
        field={{ id: 'to', title, kind: 'text', required: true, help: isEmail ? '' : text.urlHelp }}
        value={to}
        error={error}
        onValue={setTo}
      />
    </ActionForm>
  );
}
