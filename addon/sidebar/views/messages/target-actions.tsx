import { useState } from 'preact/hooks';
import type { NoticeDelivery, NoticeTarget } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

type Props = { target: NoticeTarget; onChanged: () => void; onChange: () => void; onRemove: () => void };

/** Try it, change it, stop it. */
export function TargetActions({ target: { id, to, state }, onChanged, onChange, onRemove }: Props) {
  const { api } = useApp();
  const working = useTask();
  const [tried, setTried] = useState<NoticeDelivery>();
  const { messages: text } = words;
  const test = (): void => {
    setTried(undefined);
    working.start(async () => setTried(await api.tryTarget(id)));
  };
  const goOn = (): void =>
    working.start(async () => {
      await api.changeTarget(id, { state: 'active' });
      onChanged();
    });
  return (
    <>
      {tried && (
        <p class={tried.state === 'failed' ? 'small warning' : 'small'} role="status">
          {triedSays(tried)}
        </p>
      )}
      <AppNotice problem={working.problem} />
      <div class="actions">
        <button
          type="button"
          class="soft"
          aria-label={state === 'active' ? text.testOf(to) : undefined}
          aria-busy={working.isBusy}
          onClick={state === 'active' ? test : goOn}
        >
          {working.isBusy ? text.testing : state === 'active' ? text.test : text.goOn}
        </button>
        <span class="spring" />
        <button type="button" class="text" aria-label={text.changeOf(to)} onClick={onChange}>
          {text.change}
        </button>
        <button type="button" class="text" aria-label={text.removeOf(to)} onClick={onRemove}>
          {text.remove}
        </button>
      </div>
    </>
  );
}

function triedSays({ state, error }: NoticeDelivery): string {
  const { messages: text } = words;
  if (state === 'sent') return text.tested;
  return error === null ? text.testWaiting : text.testFailed(told(error));
}
