import { useState } from 'preact/hooks';
import type { NewNoticeTarget, NoticeTargetList } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { isAdmin } from '../../catalogue.ts';
import { useLoaded } from '../../use-loaded.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { CopyText } from '../copy-text.tsx';
import { Header } from '../header.tsx';
import { Loading } from '../loading.tsx';
import { TargetCard } from './target-card.tsx';
import { TargetForm } from './target-form.tsx';

/** Who is told when a refresh does not work; everybody adds themselves, admins others and chats. */
export function MessagesView() {
  const { api, go } = useApp();
  const targets = useLoaded(() => api.targets());
  const [made, setMade] = useState<NewNoticeTarget>();
  const { messages: text, team } = words;
  const onMade = (target: NewNoticeTarget): void => {
    setMade(target);
    targets.again();
  };
  return (
    <main class="view">
      <Header title={team.places.messages} onBack={() => go({ view: 'team' })} />
      <p>{text.about}</p>
      <Loading of={targets}>
        {(list) => (
          <>
            {list.email !== 'sent' && <p class="small warning">{text[list.email]}</p>}
            {list.targets.length === 0 && <p class="empty">{text.none}</p>}
            <ul class="cards">
              {list.targets.map((target) => (
                <TargetCard key={target.id} target={target} onChanged={targets.again} />
              ))}
            </ul>
            {made?.signingSecret != null && (
              <div class="receipt" role="status">
                <p>{text.secret}</p>
                <CopyText text={made.signingSecret} label={text.copySecret} />
              </div>
            )}
            <Adding list={list} onMade={onMade} />
          </>
        )}
      </Loading>
    </main>
  );
}

type AddingProps = { list: NoticeTargetList; onMade: (target: NewNoticeTarget) => void };

function Adding({ list: { targets, email }, onMade }: AddingProps) {
  const { api, catalogue, format } = useApp();
  const [isOpen, setOpen] = useState(false);
  const adding = useTask();
  const { messages: text } = words;
  const addMe = (): void =>
    adding.start(async () => onMade(await api.addTarget({ kind: 'email', timeZone: format.timeZone })));
  if (isOpen) {
    const onAdded = (target: NewNoticeTarget): void => {
      setOpen(false);
      onMade(target);
    };
    return (
      <div class="card">
        <TargetForm onAdded={onAdded} onCancel={() => setOpen(false)} />
      </div>
    );
  }
  return (
    <>
      <AppNotice problem={adding.problem} />
      {email !== 'off' && !targets.some(({ isOwn }) => isOwn) && (
        <button type="button" class="primary wide" aria-busy={adding.isBusy} onClick={addMe}>
          {adding.isBusy ? text.adding : text.addMe}
        </button>
      )}
      {isAdmin(catalogue) && (
        <button type="button" class="text wide" onClick={() => setOpen(true)}>
          {text.addOther}
        </button>
      )}
    </>
  );
}
