import { useState } from 'preact/hooks';
import type { SentInvitation, Role } from '../../../../shared/people.ts';
import { InvitationInput } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { CopyText } from '../copy-text.tsx';
import { FieldInput } from '../field-input.tsx';
import { Section } from '../section.tsx';

const ROLES: readonly Role[] = ['member', 'admin'];

/** Invites somebody by e-mail address and gives the text to forward. */
export function InviteForm({ onInvited }: { onInvited: () => Promise<void> }) {
  const form = useInvite(onInvited);
  const { people: text } = words;
  const choices = ROLES.map((value) => ({ value, title: text.roles[value] }));
  return (
    <Section title={text.invite}>
      <ActionForm action={text.send} busy={text.sending} task={form} onSend={form.send}>
        <FieldInput
          field={{ id: 'email', title: text.email, kind: 'text', required: true, help: text.emailHelp }}
          value={form.email}
          error={form.error}
          onValue={form.setEmail}
        />
        <FieldInput
          field={{
            id: 'role',
            title: text.role,
            kind: 'choice',
            required: true,
            help: text.roleHelp[form.role],
            choices,
          }}
          value={form.role}
          onValue={(value) => form.setRole(value === 'admin' ? 'admin' : 'member')}
        />
      </ActionForm>
      {form.made && (
        <div class="receipt" role="status">
          <p>{text.invited(form.made.email, form.made.mailed)}</p>
          <CopyText text={told(form.made.message)} label={text.copyMessage} isLong />
        </div>
      )}
    </Section>
  );
}

function useInvite(onInvited: () => Promise<void>) {
  const { api } = useApp();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [error, setError] = useState<string>();
  const [made, setMade] = useState<SentInvitation>();
  const sending = useTask();
  const send = (): void => {
    const input = InvitationInput.safeParse({ email, role });
    setError(input.success ? undefined : words.people.emailWrong);
    if (!input.success) return;
    sending.start(async () => {
      setMade(await api.invite(input.data));
      setEmail('');
      await onInvited();
    });
  };
  return { email, setEmail, role, setRole, error, made, send, isBusy: sending.isBusy, problem: sending.problem };
}
