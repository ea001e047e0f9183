import { useState } from 'preact/hooks';
import type { Audience } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { failureOf } from '../../problem.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { Confirm } from '../confirm.tsx';
import { ListLinks } from './list-links.tsx';

type Props = { list: Audience; onChange: () => void; onGone: () => void };

/** A list for others: what of it they see, where, and its links. */
export function SharedListCard({ list, onChange, onGone }: Props) {
  const [isAsking, setAsking] = useState(false);
  const { name, problem, destination } = list;
  const { sharing: text } = words;
  return (
    <li class="card">
      <h2>{name}</h2>
      <Where list={list} />
      <Facts list={list} />
      <AppNotice problem={problem ? failureOf(problem.code, problem.message) : undefined} />
      {destination === null && <ListLinks list={list} />}
      {isAsking ? (
        <StopSharing list={list} onGone={onGone} onKeep={() => setAsking(false)} />
      ) : (
        <div class="actions">
          <span class="spring" />
          <button type="button" class="text" aria-label={text.changeOf(name)} onClick={onChange}>
            {text.change}
          </button>
          <button type="button" class="text" aria-label={text.stopOf(name)} onClick={() => setAsking(true)}>
            {text.stop}
          </button>
        </div>
      )}
    </li>
  );
}

function Where({ list: { destination, publishedAt, rows } }: Pick<Props, 'list'>) {
  const { catalogue, format } = useApp();
  const { sharing: text } = words;
  if (!destination) return <p class="small">{text.behindLink}</p>;
  const sheet = catalogue.spreadsheets.find(({ id }) => id === destination.spreadsheet);
  const written = publishedAt
    ? text.written(format.since(publishedAt, Date.now()), format.count(rows ?? 0))
    : text.notWritten;
  return (
    <>
      <p class="small">{text.inSheet(sheet?.title ?? text.otherSheet, destination.tab)}</p>
      <p class="small">{written}</p>
    </>
  );
}

function Facts({ list: { columns, consentColumn } }: Pick<Props, 'list'>) {
  const { format, catalogue } = useApp();
  const { sharing: text } = words;
  const masked = columns.filter(({ mask }) => mask !== 'none').length;
  const all = catalogue.providers.flatMap(({ datasets }) => datasets).flatMap((dataset) => dataset.columns);
  const title = all.find(({ id }) => id === consentColumn)?.title ?? consentColumn;
  const facts = [
    text.facts(format.count(columns.length), format.count(masked)),
    ...(title === null ? [] : [text.onlyWith(title)]),
  ];
  return <p class="small">{facts.join('; ')}</p>;
}

function StopSharing({ list: { id, name }, onGone, onKeep }: Omit<Props, 'onChange'> & { onKeep: () => void }) {
  const { api } = useApp();
  const stopping = useTask();
  const { sharing: text } = words;
  const stop = (): void =>
    stopping.start(async () => {
      await api.stopSharingList(id);
      onGone();
    });
  return (
    <Confirm
      question={text.stopAsk(name)}
      action={text.stop}
      busy={text.stopping}
      keep={text.goOn}
      task={stopping}
      onConfirm={stop}
      onKeep={onKeep}
    />
  );
}
