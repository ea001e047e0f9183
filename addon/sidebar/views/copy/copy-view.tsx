import { useEffect, useState } from 'preact/hooks';
import type { SpreadsheetCopy } from '../../../../shared/copies.ts';
import { useApp } from '../../app-context.ts';
import {
  EMPTY_COPY,
  eventKey,
  openEvents,
  toCopyInput,
  wantedEvents,
  wantedLists,
  withEvent,
  type CopyDraft,
} from '../../copy-draft.ts';
import { forgetCopy, useCopy } from '../../use-copy.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { Header } from '../header.tsx';
import { Notice } from '../notice.tsx';
import { CopiedLists } from './copied-lists.tsx';
import { originOf } from './copy-banner.tsx';
import { NewEvent } from './new-event.tsx';

/** Sets up the reports that came along with a copied spreadsheet, for other events. */
export function CopyView() {
  const { go } = useApp();
  const { copy, putOff } = useCopy();
  useEffect(() => {
    if (copy === null) go({ view: 'home' });
  }, [copy]);
  const leave = (): void => {
    putOff();
    go({ view: 'home' });
  };
  return (
    <main class="view">
      <Header
        title={words.copy.title(copy ? originOf(copy) : words.copy.another)}
        onBack={() => go({ view: 'home' })}
      />
      {copy ? (
        <SetUp copy={copy} onLeave={leave} />
      ) : (
        <p class="busy" role="status">
          {words.loading}
        </p>
      )}
    </main>
  );
}

type Props = { copy: SpreadsheetCopy; onLeave: () => void };

function SetUp({ copy, onLeave }: Props) {
  const { format } = useApp();
  const { copy: text } = words;
  const [draft, onDraft] = useState<CopyDraft>(EMPTY_COPY);
  const [isTried, setTried] = useState(false);
  const { task, send } = useSetUp(copy, draft);
  const lists = wantedLists(copy, draft);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    const isReady = lists.length > 0 && openEvents(copy, draft).length === 0;
    if (isReady) send();
    else requestAnimationFrame(() => document.querySelector<HTMLElement>('.new-event [aria-invalid=true]')?.focus());
  };
  return (
    <form class="copy-form" noValidate onSubmit={submit}>
      {copy.by === 'keys' && <p>{text.seems(originOf(copy))}</p>}
      <p>{text.cameAlong(format.count(copy.lists.length))}</p>
      <NewEvents {...{ copy, draft, onDraft, isTried }} />
      <CopiedLists copy={copy} draft={draft} onDraft={onDraft} />
      {isTried && lists.length === 0 && <p class="field-error">{text.noReports}</p>}
      <ul class="offers small">
        {text.happens.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Notice problem={task.problem} />
      <button type="submit" class="primary wide" aria-busy={task.isBusy}>
        {task.isBusy ? text.busy : text.setUp(format.count(lists.length))}
      </button>
      <button type="button" class="text" onClick={onLeave}>
        {text.notNow}
      </button>
    </form>
  );
}

type EventsProps = Omit<Props, 'onLeave'> & {
  draft: CopyDraft;
  onDraft: (draft: CopyDraft) => void;
  isTried: boolean;
};

function NewEvents({ copy, draft, onDraft, isTried }: EventsProps) {
  const { format } = useApp();
  const { copy: text } = words;
  const events = wantedEvents(copy, draft);
  const open = new Set(openEvents(copy, draft).map(eventKey));
  if (events.length === 0) return copy.events.length === 0 ? <p class="small">{text.noEvents}</p> : null;
  return (
    <section class="new-events">
      <h2>{text.events(format.count(events.length))}</h2>
      {events.map((event) => (
        <NewEvent
          key={eventKey(event)}
          event={event}
          lists={wantedLists(copy, draft)}
          value={draft.chosen.get(eventKey(event)) ?? ''}
          error={isTried && open.has(eventKey(event)) ? text.missing : undefined}
          onValue={(value) => onDraft(withEvent(draft, event, value))}
        />
      ))}
    </section>
  );
}

/** Sets them up, begins their first refreshes, and shows them. */
function useSetUp(copy: SpreadsheetCopy, draft: CopyDraft) {
  const { api, catalogue, reload, refreshing, go } = useApp();
  const task = useTask();
  const id = catalogue.spreadsheet?.id ?? '';
  const send = (): void =>
    task.start(async () => {
      const reports = await api.setUpCopy(id, toCopyInput(copy, draft));
      forgetCopy(api);
      await reload();
      refreshing.refreshAll(reports);
      go({ view: 'home' });
    });
  return { task, send };
}
