import { useApp } from '../../app-context.ts';
import type { TeamPlace } from '../../route.ts';
import { isAdmin } from '../../catalogue.ts';
import { words } from '../../words.ts';
import { Header } from '../header.tsx';
import { NavList } from '../nav-list.tsx';
import { TeamName } from './team-name.tsx';
import { Welcome } from './welcome.tsx';

const EVERYBODYS: readonly TeamPlace[] = ['people', 'messages'];
const ADMINS: readonly TeamPlace[] = ['links', 'person', 'codes', 'history'];

/** Where everything about the team is. */
export function TeamMenu() {
  const { catalogue, go } = useApp();
  const { workspace } = catalogue.me;
  const { team: text } = words;
  const places = [...EVERYBODYS, ...(isAdmin(catalogue) ? ADMINS : [])];
  return (
    <main class="view">
      <Header title={text.title} onBack={() => go({ view: 'home' })} />
      <Welcome />
      {workspace ? (
        <>
          <TeamName team={workspace} />
          <NavList
            label={text.title}
            items={places.map((place) => ({
              id: place,
              title: text.places[place],
              note: text.notes[place],
              onGo: () => go({ view: 'team', place }),
            }))}
          />
        </>
      ) : (
        <p class="empty">{text.none}</p>
      )}
    </main>
  );
}
