import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

/** Puts what somebody made under one's own name. */
export function TakeOver({ id, from }: { id: string; from: string }) {
  const { api, format } = useApp();
  const taking = useTask();
  const [count, setCount] = useState<number>();
  const { people: text } = words;
  const take = (): void => taking.start(async () => setCount((await api.takeOver(id)).belongings.length));
  if (count !== undefined) return <p role="status">{text.tookOver(format.count(count))}</p>;
  return (
    <>
      <AppNotice problem={taking.problem} />
      <div class="actions">
        <button type="button" class="soft" aria-label={text.takeOverOf(from)} aria-busy={taking.isBusy} onClick={take}>
          {taking.isBusy ? text.takingOver : text.takeOver}
        </button>
      </div>
    </>
  );
}
