import { useState } from 'preact/hooks';
import type { Erasure, PersonFind, PersonQuery } from '../../../../shared/erasure.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { Confirm } from '../confirm.tsx';

type Props = {
  query: PersonQuery;
  finds: readonly PersonFind[];
  /** Whether these are all rows that were found. */
  isAll: boolean;
  onErased: (erasure: Erasure) => void;
};

/** Erases what was chosen, after asking. */
export function EraseButton({ query, finds, isAll, onErased }: Props) {
  const { api, format } = useApp();
  const [isAsking, setAsking] = useState(false);
  const erasing = useTask();
  const { person: text } = words;
  const count = format.count(finds.length);
  if (finds.length === 0) return null;
  const rows = finds.map(({ reportId, key }) => ({ reportId, key }));
  const erase = (): void =>
    erasing.start(async () => onErased(await api.erasePerson({ person: query, ...(!isAll && { rows }) })));
  if (!isAsking) {
    return (
      <button type="button" class="danger wide" onClick={() => setAsking(true)}>
        {text.eraseChosen(count)}
      </button>
    );
  }
  return (
    <Confirm
      question={text.eraseAsk(count)}
      action={text.erase}
      busy={text.erasing}
      task={erasing}
      onConfirm={erase}
      onKeep={() => setAsking(false)}
    />
  );
}
