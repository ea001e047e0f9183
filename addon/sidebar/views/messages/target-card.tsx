import { useState } from 'preact/hooks';
import { ChosenKind, type NoticeTarget } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { agoOf } from '../../report-state.ts';
import { useTask } from '../../use-task.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { Confirm } from '../confirm.tsx';
import { TargetActions } from './target-actions.tsx';
import { TargetChange } from './target-change.tsx';

type Props = { target: NoticeTarget; onChanged: () => void };

type Mode = 'shown' | 'changing' | 'removing';

/** Somebody who is told, of what, and whether it arrives. */
export function TargetCard({ target, onChanged }: Props) {
  const [mode, setMode] = useState<Mode>('shown');
  const { format } = useApp();
  const { to, isOwn, name, state, trouble, lastSentAt } = target;
  const { messages: text } = words;
  const show = (): void => setMode('shown');
  const changed = (): void => {
    show();
    onChanged();
  };
  return (
    <li class="card">
      <h2>{isOwn ? `${to} (${text.you})` : to}</h2>
      {name !== to && <p class="small">{name}</p>}
      <Facts target={target} />
      {state !== 'active' && <p class="small warning">{text.states[state]}</p>}
      {trouble && (
        <p class="small warning">{text.trouble(format.since(trouble.since, Date.now()), told(trouble.sentence))}</p>
      )}
      {lastSentAt && <p class="small">{text.lastSent(agoOf(lastSentAt, Date.now(), format))}</p>}
      {mode === 'shown' && (
        <TargetActions
          target={target}
          onChanged={onChanged}
          onChange={() => setMode('changing')}
          onRemove={() => setMode('removing')}
        />
      )}
      {mode === 'changing' && <TargetChange target={target} onDone={changed} onCancel={show} />}
      {mode === 'removing' && <RemoveTarget target={target} onChanged={changed} onKeep={show} />}
    </li>
  );
}

function Facts({ target: { kinds, summaryAt } }: Pick<Props, 'target'>) {
  const { format } = useApp();
  const { count } = format;
  const { messages: text } = words;
  const most = ChosenKind.options.length;
  const told = kinds.length === most ? text.all : text.some(count(kinds.length), count(most));
  return <p class="small">{text.facts(told, summaryAt ? text.summary(format.clock(summaryAt)) : text.noSummary)}</p>;
}

function RemoveTarget({ target: { id, to }, onChanged, onKeep }: Props & { onKeep: () => void }) {
  const { api } = useApp();
  const removing = useTask();
  const { messages: text } = words;
  const remove = (): void =>
    removing.start(async () => {
      await api.removeTarget(id);
      onChanged();
    });
  return (
    <Confirm
      question={text.removeAsk(to)}
      action={text.remove}
      busy={text.removing}
      task={removing}
      onConfirm={remove}
      onKeep={onKeep}
    />
  );
}
