import type { JSX } from 'preact';
import type { TeamPlace } from '../../app-context.ts';
import { PeopleView } from './people-view.tsx';
import { TeamMenu } from './team-menu.tsx';

const PLACES: Partial<Record<TeamPlace, () => JSX.Element>> = {
  people: PeopleView,
};

/** What is about the team and not about one report. */
export function TeamView({ place }: { place: TeamPlace | undefined }) {
  const Place = (place && PLACES[place]) ?? TeamMenu;
  return <Place />;
}
