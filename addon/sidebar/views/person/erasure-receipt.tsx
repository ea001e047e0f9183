import { useEffect, useState } from 'preact/hooks';
import type { Erasure } from '../../../../shared/erasure.ts';
import { useApp } from '../../app-context.ts';
import { receiptText } from '../../person-text.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { CopyText } from '../copy-text.tsx';

/** How often an erasure that goes on is looked at. */
const LOOK_MS = 1_500;

/** What was erased where, what waits, and what nobody but people can erase. */
export function ErasureReceipt({ erasure: first, isOpen = false }: { erasure: Erasure; isOpen?: boolean }) {
  const { format } = useApp();
  const { erasure, retrying, retry } = useErasure(first);
  const { state, kind, createdAt, rows, places } = erasure;
  const { person: text } = words;
  const tone = { working: 'quiet', done: 'good', incomplete: 'warning', lifted: 'quiet' }[state];
  return (
    <div class="card" role="group" aria-label={text.receipt}>
      <p class="name">{text.kinds[kind]}</p>
      <p class={`state ${tone}`} role="status">
        {text.states[state]}
      </p>
      <p class="small">
        {format.moment(createdAt)} · {text.counts(format.count(rows), format.count(places.length))}
      </p>
      <details open={isOpen}>
        <summary>{text.receipt}</summary>
        <CopyText text={receiptText(erasure, format)} label={text.copyReceipt} isLong />
      </details>
      <AppNotice problem={retrying.problem} />
      {state === 'incomplete' && (
        <div class="actions">
          <button type="button" aria-busy={retrying.isBusy} onClick={retry}>
            {retrying.isBusy ? text.retrying : text.retry}
          </button>
        </div>
      )}
    </div>
  );
}

function useErasure(first: Erasure) {
  const { api } = useApp();
  const [erasure, setErasure] = useState(first);
  const retrying = useTask();
  const { id, state } = erasure;
  useEffect(() => {
    if (state !== 'working') return;
    let isThere = true;
    const look = async (): Promise<void> => {
      const next = await api.erasure(id);
      if (isThere) setErasure(next);
    };
    // the next look tells what one that failed did not
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_MS);
    return () => {
      isThere = false;
      clearInterval(timer);
    };
  }, [api, id, state]);
  const retry = (): void => retrying.start(async () => setErasure(await api.retryErasure(id)));
  return { erasure, retrying, retry };
}
