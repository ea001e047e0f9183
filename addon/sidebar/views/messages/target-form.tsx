import { useState } from 'preact/hooks';
import type { NewNoticeTarget, NoticeTargetInput } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
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
    <form
      class="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
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
      <AppNotice problem={adding.problem} />
      <div class="actions">
        <button type="submit" class="primary" aria-busy={adding.isBusy}>
          {adding.isBusy ? text.adding : text.add}
        </button>
        <button type="button" class="text" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
