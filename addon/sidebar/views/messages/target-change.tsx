import { useState } from 'preact/hooks';
import { ChosenKind, type NoticeTarget, type NoticeTargetChange } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { toggled } from '../../choice.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { BareInput } from '../bare-input.tsx';
import { FieldInput } from '../field-input.tsx';

type Props = { target: NoticeTarget; onDone: () => void; onCancel: () => void };

/** What somebody is told, of which reports, and when the summary comes. */
export function TargetChange({ target, onDone, onCancel }: Props) {
  const form = useTargetChange(target, onDone);
  const { messages: text } = words;
  return (
    <ActionForm
      action={words.save}
      busy={words.saving}
      task={form}
      onSend={form.save}
      onCancel={onCancel}
      more={
        target.state === 'active' && (
          <button type="button" onClick={form.pause}>
            {text.pause}
          </button>
        )
      }
    >
      <fieldset>
        <legend>{text.told}</legend>
        {ChosenKind.options.map((kind) => (
          <label key={kind} class="check">
            <input type="checkbox" checked={form.kinds.includes(kind)} onChange={() => form.toggle(kind)} />
            {text.things[kind]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{text.summaryTitle}</legend>
        <label class="check">
          <input type="checkbox" checked={form.isDaily} onChange={() => form.setDaily(!form.isDaily)} />
          {text.summaryOn}
        </label>
        <p class="small">{text.summaryHelp}</p>
        {form.isDaily && <BareInput type="time" title={text.summaryAt} value={form.at} onValue={form.setAt} />}
      </fieldset>
      <FieldInput
        field={{ id: 'reports', title: text.reports, kind: 'choice', required: true, help: '', choices: form.choices }}
        value={form.which}
        onValue={form.setWhich}
      />
    </ActionForm>
  );
}

const ALL = 'all';
const HERE = 'here';
const KEPT = 'kept';

function useTargetChange(target: NoticeTarget, onDone: () => void) {
  const { api, catalogue, format } = useApp();
  const [kinds, setKinds] = useState<ChosenKind[]>(target.kinds);
  const [isDaily, setDaily] = useState(target.summaryAt !== null);
  const [at, setAt] = useState(target.summaryAt ?? '08:00');
  const [which, setWhich] = useState(target.reports === null ? ALL : KEPT);
  const saving = useTask();
  const { messages: text } = words;
  const here = catalogue.reports.map(({ id }) => id);
  const choices = [
    { value: ALL, title: text.allReports },
    ...(here.length > 0 ? [{ value: HERE, title: text.someReports }] : []),
    ...(target.reports ? [{ value: KEPT, title: text.keptReports(format.count(target.reports.length)) }] : []),
  ];
  const send = (change: NoticeTargetChange): void =>
    saving.start(async () => {
      await api.changeTarget(target.id, change);
      onDone();
    });
  const reports = which === ALL ? { reports: null } : which === HERE ? { reports: here } : {};
  const save = (): void => {
    const timeZone = isDaily ? { timeZone: format.timeZone } : {};
    send({ kinds, summaryAt: isDaily ? at || '08:00' : null, ...reports, ...timeZone });
  };
  const toggle = (kind: ChosenKind): void => setKinds(toggled(kinds, kind));
  const pause = (): void => send({ state: 'off' });
  const { isBusy, problem } = saving;
  return { kinds, toggle, isDaily, setDaily, at, setAt, which, setWhich, choices, save, pause, isBusy, problem };
}
