import { useState } from 'preact/hooks';
import type { Connection, ConnectionInput } from '../../../shared/api.ts';
import type { CredentialInfo, ProviderInfo } from '../../../shared/catalogue.ts';
import { addAccount, replaceCredentials } from '../account-save.ts';
import { useApp } from '../app-context.ts';
import { missingFields } from '../catalogue.ts';
import type { Problem } from '../problem.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AskOwner } from './ask-owner.tsx';
import { FieldInput } from './field-input.tsx';
import { FieldList } from './field-list.tsx';
import { Notice } from './notice.tsx';

type Props = {
  /** The account whose credentials are replaced; a new one without it. */
  account?: Connection;
  onSaved: (account: Connection) => void;
  onCancel?: () => void;
};

/** Adds a ticketing account or replaces its credentials; they are tried before the form closes. */
export function AccountForm({ account, onSaved, onCancel }: Props) {
  const form = useAccountForm(account, onSaved);
  const { account: text } = words;
  return (
    <form
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
      <Notice problem={form.problem} />
      <div class="actions">
        <button type="submit" class="primary" aria-busy={form.isBusy}>
          {form.isBusy ? text.testing : text.save}
        </button>
        {onCancel && (
          <button type="button" class="text" onClick={onCancel}>
            {words.cancel}
          </button>
        )}
      </div>
      {!account && form.provider && (
        <AskOwner provider={form.provider} label={form.values[LABEL] ?? ''} onAsked={form.asked} />
      )}
    </form>
  );
}

const LABEL = 'label';

/** The ticketing system's own questions, and the name of the account last because it has a good default. */
function fieldsOf(provider: ProviderInfo | undefined): CredentialInfo[] {
  if (!provider) return [];
  return [...provider.credentials, { id: LABEL, title: words.account.label, kind: 'text', required: true, help: '' }];
}

function useAccountForm(account: Connection | undefined, onSaved: (account: Connection) => void) {
  const { catalogue, api, onAccount } = useApp();
  const initial = catalogue.providers.find(({ id }) => !account || id === account.provider);
  const [provider, setProvider] = useState(initial);
  const [values, setValues] = useState<Record<string, string>>({ [LABEL]: account?.label ?? initial?.title ?? '' });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<Problem>();
  const task = useTask();
  const fields = fieldsOf(provider);
  const choose = (next: ProviderInfo): void => {
    setProvider(next);
    setValues({ [LABEL]: next.title });
    setErrors({});
  };
  const send = async (input: ConnectionInput): Promise<void> => {
    const saved = account ? await replaceCredentials(api, account, input) : await addAccount(api, input);
    if (!saved) return setRefusal(refusalOf(account !== undefined));
    onAccount(saved);
    onSaved(saved);
  };
  const save = (): void => {
    const missing = missingFields(fields, values);
    setErrors(Object.fromEntries(missing.map(({ id, title }) => [id, words.form.missing(title)])));
    setRefusal(undefined);
    if (provider && missing.length === 0) task.start(() => send(inputOf(provider, values)));
  };
  const set = (id: string, value: string): void => setValues({ ...values, [id]: value });
  const asked = (made: Connection): void => {
    onAccount(made);
    onSaved(made);
  };
  return {
    asked,
    provider,
    choose,
    fields,
    values,
    set,
    errors,
    save,
    isBusy: task.isBusy,
    problem: refusal ?? task.problem,
  };
}

function inputOf(provider: ProviderInfo, { [LABEL]: label = '', ...given }: Record<string, string>): ConnectionInput {
  const credentials = Object.entries(given).map(([id, value]): [string, string] => [id, value.trim()]);
  return {
    provider: provider.id,
    label: label.trim(),
    credentials: Object.fromEntries(credentials.filter(([, value]) => value !== '')),
  };
}

function refusalOf(isReplaced: boolean): Problem {
  const { refused, refusedReplaced, refusedNext } = words.account;
  return { title: isReplaced ? refusedReplaced : refused, next: refusedNext };
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
