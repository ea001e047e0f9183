import { useState } from 'preact/hooks';
import type { Workspace, WorkspaceReceipt } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { Confirm } from '../confirm.tsx';
import { FieldInput } from '../field-input.tsx';
import { DeletionReceipt } from './deletion-receipt.tsx';

type Mode = 'shown' | 'leaving' | 'deleting';

/** The ways out, at the very end. */
export function LeaveSection() {
  const { workspace } = useApp().catalogue.me;
  const [mode, setMode] = useState<Mode>('shown');
  const show = (): void => setMode('shown');
  const { people: text } = words;
  if (!workspace) return null;
  if (mode === 'leaving') return <Leave onStay={show} />;
  if (mode === 'deleting') return <DeleteTeam team={workspace} onKeep={show} />;
  return (
    <div class="ways-out">
      <button type="button" class="text" onClick={() => setMode('leaving')}>
        {text.leave}
      </button>
      {workspace.role === 'admin' && (
        <button type="button" class="text bad" onClick={() => setMode('deleting')}>
          {text.delete}
        </button>
      )}
    </div>
  );
}

function Leave({ onStay }: { onStay: () => void }) {
  const { api, reload, go } = useApp();
  const leaving = useTask();
  const { people: text } = words;
  const leave = (): void =>
    leaving.start(async () => {
      await api.leaveTeam();
      await reload();
      go({ view: 'home' });
    });
  return (
    <Confirm
      question={text.leaveAsk}
      action={text.leave}
      busy={text.leaving}
      keep={text.stay}
      task={leaving}
      onConfirm={leave}
      onKeep={onStay}
    />
  );
}

function DeleteTeam({ team, onKeep }: { team: Workspace; onKeep: () => void }) {
  const { api } = useApp();
  const [typed, setTyped] = useState('');
  const [receipt, setReceipt] = useState<WorkspaceReceipt>();
  const deleting = useTask();
  const { people: text } = words;
  if (receipt) return <DeletionReceipt receipt={receipt} />;
  const isMeant = typed.trim() === team.name.trim();
  const remove = (): void => {
    if (isMeant) deleting.start(async () => setReceipt(await api.deleteTeam(typed.trim())));
  };
  return (
    <div class="confirm" role="group" aria-label={text.delete}>
      <p>{text.deleteHelp}</p>
      <FieldInput
        field={{ id: 'name', title: text.deleteField, kind: 'text', required: true, help: text.deleteType(team.name) }}
        value={typed}
        onValue={setTyped}
        autoFocus
      />
      <AppNotice problem={deleting.problem} />
      <div class="actions">
        <button type="button" class="danger" aria-disabled={!isMeant} aria-busy={deleting.isBusy} onClick={remove}>
          {deleting.isBusy ? text.deleting : text.deleteForever}
        </button>
        <button type="button" onClick={onKeep}>
          {words.keep}
        </button>
      </div>
    </div>
  );
}
