import { useState } from 'preact/hooks';
import { KeyScope } from '../../../../shared/api-keys.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { BareInput } from '../bare-input.tsx';
import { FieldInput } from '../field-input.tsx';

type Props = { onMade: (secret: string) => void; onCancel: () => void };

const NEVER = 'never';

/** Makes a code; it is told once. */
export function CodeForm({ onMade, onCancel }: Props) {
  const { codes: text } = words;
  const form = useCodeForm(onMade);
  const choices = Object.entries(text.afterDays).map(([value, title]) => ({ value, title }));
  return (
    <ActionForm action={text.add} busy={text.making} task={form} onSend={form.make} onCancel={onCancel}>
      <BareInput
        type="text"
        title={text.name}
        value={form.name}
        help={text.nameHelp}
        error={form.errors.name}
        onValue={form.setName}
      />
      <fieldset>
        <legend>{text.may}</legend>
        {KeyScope.options.map((one) => (
          <label key={one} class="check">
            <input type="checkbox" checked={form.does.includes(one)} onChange={() => form.toggle(one)} />
            {text.does[one]}
          </label>
        ))}
        {form.errors.does && <p class="field-error">{form.errors.does}</p>}
      </fieldset>
      <FieldInput
        field={{ id: 'ends', title: text.ends, kind: 'choice', required: true, help: '', choices }}
        value={form.ends}
        onValue={form.setEnds}
      />
    </ActionForm>
  );
}

function useCodeForm(onMade: Props['onMade']) {
  const { api } = useApp();
  const [name, setName] = useState('');
  const [does, setDoes] = useState<KeyScope[]>(['read']);
  const [ends, setEnds] = useState('365');
  const [isChecked, setChecked] = useState(false);
  const making = useTask();
  const errors = {
    name: isChecked && !name.trim() ? words.form.missing(words.codes.name) : undefined,
    does: isChecked && does.length === 0 ? words.codes.chooseOne : undefined,
  };
  const make = (): void => {
    setChecked(true);
    if (!name.trim() || does.length === 0) return;
    const expiresInDays = ends === NEVER ? null : Number(ends);
    making.start(async () => onMade((await api.makeCode({ name: name.trim(), scopes: does, expiresInDays })).secret));
  };
  const toggle = (one: KeyScope): void =>
    setDoes(does.includes(one) ? does.filter((other) => other !== one) : [...does, one]);
  return { name, setName, does, toggle, ends, setEnds, errors, make, isBusy: making.isBusy, problem: making.problem };
}
