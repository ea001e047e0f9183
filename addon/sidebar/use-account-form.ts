import { useState } from 'preact/hooks';
import type { Connection, ConnectionInput } from '../../shared/api.ts';
import type { CredentialInfo, ProviderInfo } from '../../shared/catalogue.ts';
import { addAccount, replaceCredentials } from './account-save.ts';
import { useApp } from './app-context.ts';
import { missingFields } from './catalogue.ts';
import type { Problem } from './problem.ts';
import { useTask } from './use-task.ts';
import { words } from './words.ts';

/** The id of the account's name among the fields. */
export const ACCOUNT_NAME = 'label';

/** The ticketing system's own questions, and the name of the account last because it has a good default. */
function fieldsOf(provider: ProviderInfo | undefined): CredentialInfo[] {
  if (!provider) return [];
  return [
    ...provider.credentials,
    { id: ACCOUNT_NAME, title: words.account.label, kind: 'text', required: true, help: '' },
  ];
}

/** The form of a new ticketing account, or of one whose credentials are replaced. */
export function useAccountForm(account: Connection | undefined, onSaved: (account: Connection) => void) {
  const { catalogue, api, onAccount } = useApp();
  const initial = catalogue.providers.find(({ id }) => !account || id === account.provider);
  const [provider, setProvider] = useState(initial);
  const nameFor = (system: ProviderInfo | undefined): string => freeName(system?.title ?? '', catalogue.accounts);
  const [values, setValues] = useState<Record<string, string>>({ [ACCOUNT_NAME]: account?.label ?? nameFor(initial) });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<Problem>();
  const [stops, setStops] = useState(0);
  const task = useTask();
  const fields = fieldsOf(provider);
  const choose = (next: ProviderInfo): void => {
    setProvider(next);
    setValues({ [ACCOUNT_NAME]: nameFor(next) });
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
    setStops(stops + 1);
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
    /** How often somebody wanted to save. */
    stops,
    isBusy: task.isBusy,
    problem: refusal ?? task.problem,
  };
}

function inputOf(
  provider: ProviderInfo,
  { [ACCOUNT_NAME]: label = '', ...given }: Record<string, string>,
): ConnectionInput {
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

/** "Oveit", or "Oveit 2" where there is one of that name. */
function freeName(title: string, accounts: readonly Connection[]): string {
  const taken = new Set(accounts.map(({ label }) => label));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(name)) return name;
  }
}
