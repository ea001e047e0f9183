import type { ShareLink } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { useLoaded } from '../../use-loaded.ts';
import { words } from '../../words.ts';
import { Header } from '../header.tsx';
import { Loading } from '../loading.tsx';
import { LinkLine } from '../sharing/link-line.tsx';

/** Every link of the team, so that one can be taken back without knowing of which report it is. */
export function LinksView() {
  const { api, go } = useApp();
  const links = useLoaded(() => api.links());
  const { links: text, team } = words;
  return (
    <main class="view">
      <Header title={team.places.links} onBack={() => go({ view: 'team' })} />
      <Loading of={links}>
        {(all) => (
          <>
            {all.length === 0 && <p class="empty">{text.noneAtAll}</p>}
            <Lines links={all.filter(({ state }) => state === 'live')} onChanged={links.again} />
            <Ended links={all.filter(({ state }) => state !== 'live')} onChanged={links.again} />
          </>
        )}
      </Loading>
    </main>
  );
}

type Props = { links: readonly ShareLink[]; onChanged: () => void };

function Lines({ links, onChanged }: Props) {
  return (
    <ul class="lines">
      {links.map((link) => (
        <LinkLine key={link.id} link={link} isNamed onChanged={onChanged} />
      ))}
    </ul>
  );
}

function Ended({ links, onChanged }: Props) {
  const { format } = useApp();
  if (links.length === 0) return null;
  return (
    <details>
      <summary>{words.links.ended(format.count(links.length))}</summary>
      <Lines links={links} onChanged={onChanged} />
    </details>
  );
}
