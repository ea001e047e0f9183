import type { JSX } from 'preact';
import type { TeamPlace } from '../../app-context.ts';
import { LinksView } from './links-view.tsx';
import { PeopleView } from './people-view.tsx';
import { TeamMenu } from './team-menu.tsx';

const PLACES: Partial<Record<TeamPlace, () => JSX.Element>> = {
  people: PeopleView,
  links: LinksView,
};

/** What is about the team and not about one report. */
export function TeamView({ place }: { place: TeamPlace | undefined }) {
  const Place = (place && PLACES[place]) ?? TeamMenu;
  return <Place />;
}
