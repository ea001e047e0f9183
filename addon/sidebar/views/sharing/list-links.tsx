import { useState } from 'preact/hooks';
import type { Audience, NewShareLink } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { isAdmin } from '../../catalogue.ts';
import { useLoaded } from '../../use-loaded.ts';
import { words } from '../../words.ts';
import { CopyText } from '../copy-text.tsx';
import { Loading } from '../loading.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkLine } from './link-line.tsx';

/** The links to a list; admins make and take them back. */
export function ListLinks({ list }: { list: Audience }) {
  const { catalogue, format } = useApp();
  if (isAdmin(catalogue)) return <AdminLinks list={list} />;
  const { links: text } = words;
  return (
    <p class="small">
      {text.live(format.count(list.liveLinks))} {text.onlyAdmins}
    </p>
  );
}

function AdminLinks({ list: { id, name } }: { list: Audience }) {
  const { api } = useApp();
  const links = useLoaded(() => api.linksOf(id), id);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewShareLink>();
  const { links: text } = words;
  const onMade = (link: NewShareLink): void => {
    setMaking(false);
    setMade(link);
    links.again();
  };
  return (
    <>
      {made && (
        <div class="receipt" role="status">
          <p>{text.made}</p>
          <CopyText text={made.address} label={text.copy} />
        </div>
      )}
      <Loading of={links}>
        {(all) => {
          const live = all.filter(({ state }) => state === 'live');
          return (
            <>
              {live.length === 0 && <p class="small">{text.none}</p>}
              <ul class="lines">
                {live.map((link) => (
                  <LinkLine key={link.id} link={link} onChanged={links.again} />
                ))}
              </ul>
            </>
          );
        }}
      </Loading>
      {isMaking ? (
        <LinkForm listId={id} onMade={onMade} onCancel={() => setMaking(false)} />
      ) : (
        <div class="actions">
          <button type="button" class="soft" aria-label={text.makeOf(name)} onClick={() => setMaking(true)}>
            {text.make}
          </button>
        </div>
      )}
    </>
  );
}
