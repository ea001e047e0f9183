import { useState } from 'preact/hooks';
import type { Report } from '../../../../shared/api.ts';
import type { Audience } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { useLoaded } from '../../use-loaded.ts';
import { words } from '../../words.ts';
import { Header } from '../header.tsx';
import { Loading } from '../loading.tsx';
import { SharedListCard } from './shared-list-card.tsx';
import { SharedListForm } from './shared-list-form.tsx';

/** Who else sees the rows of a report: the lists made for others, and the links to them. */
export function SharingView({ report }: { report: Report }) {
  const { api, go } = useApp();
  const lists = useLoaded(() => api.sharedLists(report.id), report.id);
  const [editing, setEditing] = useState<Audience | 'new'>();
  const { sharing: text } = words;
  if (editing) {
    const saved = editing === 'new' ? undefined : editing;
    const onDone = (): void => {
      setEditing(undefined);
      lists.again();
    };
    return <SharedListForm report={report} list={saved} onDone={onDone} />;
  }
  return (
    <main class="view">
      <Header title={text.title} onBack={() => go({ view: 'home' })} />
      <p class="small">{report.name}</p>
      <p>{text.about}</p>
      <Loading of={lists}>
        {(all) => (
          <>
            {all.length === 0 && <p class="empty">{text.none}</p>}
            <ul class="cards">
              {all.map((list) => (
                <SharedListCard key={list.id} list={list} onChange={() => setEditing(list)} onGone={lists.again} />
              ))}
            </ul>
          </>
        )}
      </Loading>
      <button type="button" class="primary wide" onClick={() => setEditing('new')}>
        {text.add}
      </button>
    </main>
  );
}
