import type { JSX } from 'preact';
import type { TeamPlace } from '../../route.ts';
import { MessagesView } from '../messages/messages-view.tsx';
import { PersonView } from '../person/person-view.tsx';
import { CodesView } from './codes-view.tsx';
import { HistoryView } from './history-view.tsx';
import { LinksView } from './links-view.tsx';
import { PeopleView } from './people-view.tsx';
import { TeamMenu } from './team-menu.tsx';

const PLACES: Partial<Record<TeamPlace, () => JSX.Element>> = {
  people: PeopleView,
  messages: MessagesView,
  links: LinksView,
  person: PersonView,
  codes: CodesView,
  history: HistoryView,
};

/** What is about the team and not about one report. */
export function TeamView({ place }: { place: TeamPlace | undefined }) {
  const Place = (place && PLACES[place]) ?? TeamMenu;
  return <Place />;
}
