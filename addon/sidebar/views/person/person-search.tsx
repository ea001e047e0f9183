import { useState } from 'preact/hooks';
import { PersonField, PersonQuery, type PersonFound } from '../../../../shared/erasure.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { FieldInput } from '../field-input.tsx';

type Props = { onFound: (answer: { query: PersonQuery; found: PersonFound }) => void };

/** Whom to look for, by one of four things people know of themselves. */
export function PersonSearch({ onFound }: Props) {
  const { api } = useApp();
  const [field, setField] = useState<PersonField>('email');
  const [value, setValue] = useState('');
  const [error, setError] = useState<string>();
  const searching = useTask();
  const { person: text } = words;
  const choices = PersonField.options.map((one) => ({ value: one, title: text.fields[one] }));
  const look = (): void => {
    const query = PersonQuery.safeParse({ [field]: value });
    setError(query.success ? undefined : text.wrong(text.values[field]));
    if (query.success) {
      searching.start(async () => onFound({ query: query.data, found: await api.findPerson(query.data) }));
    }
  };
  return (
    <ActionForm action={text.search} busy={text.searching} task={searching} onSend={look}>
      <FieldInput
        field={{ id: 'by', title: text.by, kind: 'choice', required: true, help: '', choices }}
        value={field}
        onValue={(next) => setField(PersonField.options.find((one) => one === next) ?? 'email')}
      />
      <FieldInput
        field={{ id: 'value', title: text.values[field], kind: 'text', required: true, help: text.help[field] }}
        value={value}
        error={error}
        onValue={setValue}
      />
    </ActionForm>
  );
}
