import type { CopiedList, OldEvent } from '../../../../shared/copies.ts';
import { useState } from 'preact/hooks';
import { listed, words } from '../../words.ts';
import { FieldInput } from '../field-input.tsx';

type Props = {
  event: OldEvent;
  /** The reports to set up. */
  lists: readonly CopiedList[];
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
};

/** Chooses the event that takes the place of an old one. */
export function NewEvent({ event, lists, value, error, onValue }: Props) {
  const { copy: text } = words;
  const [round, setRound] = useState(0);
  const name = event.name ?? event.id;
  const field = {
    id: event.field,
    title: text.instead(name),
    kind: 'text' as const,
    required: true,
    help: text.usedBy(listed(lists.filter(({ reportId }) => event.lists.includes(reportId)).map((one) => one.name))),
    suggests: 'events' as const,
  };
  const again = (): void => {
    onValue(event.id);
    // the field keeps what is typed in it to itself, so it begins anew
    setRound(round + 1);
  };
  return (
    <div class="new-event">
      <FieldInput
        key={round}
        field={field}
        value={value}
        accountId={event.connectionId}
        error={error}
        onValue={onValue}
      />
      {value !== event.id && (
        <button type="button" class="text" aria-label={text.sameOf(name)} onClick={again}>
          {text.same}
        </button>
      )}
    </div>
  );
}
