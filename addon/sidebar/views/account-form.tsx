import { useEffect, useRef } from 'preact/hooks';
import type { Connection } from '../../../shared/api.ts';
import type { ProviderInfo } from '../../../shared/catalogue.ts';
import { useApp } from '../app-context.ts';
import { ACCOUNT_NAME, useAccountForm } from '../use-account-form.ts';
import { words } from '../words.ts';
import { AskOwner } from './ask-owner.tsx';
import { FieldInput } from './field-input.tsx';
import { FieldList } from './field-list.tsx';
import { Notice } from './notice.tsx';

type Props = {
  /** The account whose credentials are replaced; a new one without it. */
  account?: Connection;
  onSaved: (account: Connection) => void;
  onCancel?: (() => void) | undefined;
  /** Its buttons stay in sight at the lower edge. */
  isAtFoot?: boolean;
};

/** Adds a ticketing account or replaces its credentials; they are tried before the form closes. */
export function AccountForm({ account, onSaved, onCancel, isAtFoot = false }: Props) {
  const form = useAccountForm(account, onSaved);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.stops > 0) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [form.stops]);
  const { account: text } = words;
  return (
    <form
      ref={place}
      class="account-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      {!account && <SystemChoice chosen={form.provider} onChoose={form.choose} />}
      <FieldList
        key={form.provider?.id ?? ''}
        fields={form.fields}
        values={form.values}
        errors={form.errors}
        onValue={form.set}
        autoFocus
      />
      <p class="small">{text.kept}</p>
      {!account && form.provider && (
        <AskOwner provider={form.provider} label={form.values[ACCOUNT_NAME] ?? ''} onAsked={form.asked} />
      )}
      <AccountEnd form={form} onCancel={onCancel} isAtFoot={isAtFoot} />
    </form>
  );
}

type EndProps = Pick<Props, 'onCancel' | 'isAtFoot'> & { form: ReturnType<typeof useAccountForm> };

function AccountEnd({ form: { problem, isBusy }, onCancel, isAtFoot = false }: EndProps) {
  const { account: text } = words;
  return (
    <div class={isAtFoot ? 'footer' : 'account-end'}>
      <Notice problem={problem} />
      <div class="actions">
        {onCancel && (
          <button type="button" class={isAtFoot ? '' : 'text'} onClick={onCancel}>
            {words.cancel}
          </button>
        )}
        <button type="submit" class={isAtFoot ? 'primary grow' : 'primary'} aria-busy={isBusy}>
          {isBusy ? text.testing : text.save}
        </button>
      </div>
    </div>
  );
}

type SystemProps = { chosen: ProviderInfo | undefined; onChoose: (provider: ProviderInfo) => void };

function SystemChoice({ chosen, onChoose }: SystemProps) {
  const { providers } = useApp().catalogue;
  const choices = providers.map(({ id, title }) => ({ value: id, title }));
  if (choices.length < 2) return <p class="system">{chosen?.title}</p>;
  return (
    <FieldInput
      field={{ id: 'provider', title: words.account.system, kind: 'choice', required: true, help: '', choices }}
      value={chosen?.id ?? ''}
      onValue={(value) => {
        const next = providers.find(({ id }) => id === value);
        if (next) onChoose(next);
      }}
    />
  );
}
