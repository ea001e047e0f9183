import { useState } from 'preact/hooks';
import type { Connection } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { isAdmin, reportsOf } from '../catalogue.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AccountForm } from './account-form.tsx';
import { AccountUses } from './account-uses.tsx';
import { AccountWaits } from './account-waits.tsx';
import { Confirm } from './confirm.tsx';
import { Notice } from './notice.tsx';

type Mode = 'shown' | 'replacing' | 'removing';

/** A ticketing account, the reports it serves, and what can be done with it. */
export function AccountCard({ account }: { account: Connection }) {
  const { catalogue } = useApp();
  const [mode, setMode] = useState<Mode>('shown');
  const show = (): void => setMode('shown');
  const system = catalogue.providers.find(({ id }) => id === account.provider)?.title ?? account.provider;
  return (
    <li class="card">
      <h2>{account.label}</h2>
      {system !== account.label && <p class="small">{system}</p>}
      {mode === 'shown' && <AccountWaits account={account} />}
      {mode === 'shown' && <AccountUses account={account} />}
      {mode === 'shown' && isAdmin(catalogue) && <AccountActions account={account} onMode={setMode} />}
      {mode === 'replacing' && <AccountForm account={account} onSaved={show} onCancel={show} />}
      {mode === 'removing' && <RemoveAccount account={account} onKeep={show} />}
    </li>
  );
}

type ActionsProps = { account: Connection; onMode: (mode: Mode) => void };

function AccountActions({ account: { id, label }, onMode }: ActionsProps) {
  const { api } = useApp();
  const testing = useTask();
  const [works, setWorks] = useState(false);
  const { account: text } = words;
  const test = (): void => {
    setWorks(false);
    testing.start(async () => setWorks((await api.testAccount(id)).ok));
  };
  return (
    <>
      <div role="status">{works && <p class="state good">{text.works}</p>}</div>
      <Notice problem={testing.problem} />
      <div class="actions">
        <button type="button" class="soft" aria-label={text.testOf(label)} aria-busy={testing.isBusy} onClick={test}>
          {testing.isBusy ? text.testing : text.test}
        </button>
        <span class="spring" />
        <button type="button" class="text" aria-label={text.replaceOf(label)} onClick={() => onMode('replacing')}>
          {text.replace}
        </button>
        <button type="button" class="text" aria-label={text.removeOf(label)} onClick={() => onMode('removing')}>
          {text.remove}
        </button>
      </div>
    </>
  );
}

function RemoveAccount({ account: { id }, onKeep }: { account: Connection; onKeep: () => void }) {
  const { api, reload, catalogue, format } = useApp();
  const removing = useTask();
  const { account: text } = words;
  const remove = (): void =>
    removing.start(async () => {
      await api.deleteAccount(id);
      await reload();
    });
  const uses = catalogue.uses[id] ?? 0;
  const here = reportsOf(catalogue, id);
  const elsewhere = uses - here.length;
  const isRunning = removing.problem?.code === 'conflict';
  const problem = isRunning ? { title: text.running, next: text.runningNext } : removing.problem;
  return (
    <Confirm
      question={uses > 0 ? text.removeAskUsed(format.count(uses)) : text.removeAsk}
      action={text.remove}
      busy={text.removing}
      task={{ ...removing, problem }}
      onConfirm={remove}
      onKeep={onKeep}
    >
      {uses > 0 && (
        <ul class="small dots">
          {here.map(({ id: report, name }) => (
            <li key={report}>{name}</li>
          ))}
          {elsewhere > 0 && <li>{text.elsewhere(format.count(elsewhere))}</li>}
        </ul>
      )}
    </Confirm>
  );
}
