import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry, AuditPage } from '../../../../shared/audit.ts';
import { useApp } from '../../app-context.ts';
import { deedOf, detailsOf } from '../../deed-words.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { FieldInput } from '../field-input.tsx';
import { Header } from '../header.tsx';

/** Who did what, newest first. */
export function HistoryView() {
  const { go } = useApp();
  const [kind, setKind] = useState('');
  const { entries, isMore, reading, more } = useHistory(kind);
  const { history: text, team } = words;
  const choices = [
    { value: '', title: text.all },
    ...Object.entries(text.kinds).map(([value, title]) => ({ value, title })),
  ];
  return (
    <main class="view">
      <Header title={team.places.history} onBack={() => go({ view: 'team' })} />
      <FieldInput
        field={{ id: 'kind', title: text.show, kind: 'choice', required: true, help: '', choices }}
        value={kind}
        onValue={setKind}
      />
      <ol class="lines">
        {entries?.map((entry) => (
          <EntryLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {entries?.length === 0 && <p class="empty">{text.none}</p>}
      {!entries && reading.isBusy && <p class="busy">{words.loading}</p>}
      <AppNotice problem={reading.problem} />
      {(isMore || reading.problem) && (
        <button type="button" class="wide" aria-busy={reading.isBusy} onClick={more}>
          {reading.problem ? words.tryAgain : reading.isBusy ? text.loading : text.more}
        </button>
      )}
    </main>
  );
}

function EntryLine({ entry }: { entry: AuditEntry }) {
  const { format } = useApp();
  const { actor, at } = entry;
  const details = detailsOf(entry);
  return (
    <li>
      <p>{deedOf(entry)}</p>
      {details && <p class="small">{details}</p>}
      <p class="small">
        {format.since(at, Date.now())} · {actor.name || words.history.somebody[actor.kind]}
      </p>
    </li>
  );
}

function useHistory(kind: string) {
  const { api } = useApp();
  const [page, setPage] = useState<AuditPage>();
  const reading = useTask();
  const read = (from: AuditPage | undefined): void =>
    reading.start(async () => {
      const next = await api.history(kind, from?.next ?? null);
      setPage({ entries: [...(from?.entries ?? []), ...next.entries], next: next.next });
    });
  useEffect(() => {
    setPage(undefined);
    read(undefined);
  }, [kind]);
  return { entries: page?.entries, isMore: page?.next != null, reading, more: () => read(page) };
}
