import { createDesk, DESK_ROUTES, type DeskState } from './fake-desk.ts';
import { SCHEDULE_ROUTES } from './fake-schedules.ts';
import { createSharing, SHARING_ROUTES, type SharingState } from './fake-sharing.ts';
import { createTeam, TEAM_ROUTES, type TeamState } from './fake-team.ts';
import type { State } from './fake-worker-state.ts';

/** What a fake worker knows of people and of what they share. */
export type PeopleState = { team: TeamState; sharing: SharingState; desk: DeskState };

export const createPeople = (): PeopleState => ({ team: createTeam(), sharing: createSharing(), desk: createDesk() });

/** A route with what it works on. */
export type Bound = (id: string, body: unknown, path: string) => unknown;

/** Routes by "METHOD path-with-:id", each with the state it works on. */
export function bound<S>(
  routes: Record<string, (state: S, id: string, body: unknown, path: string) => unknown>,
  state: S,
): Record<string, Bound> {
  const entries = Object.entries(routes).map(([name, handle]): [string, Bound] => [
    name,
    (id, body, path) => handle(state, id, body, path),
  ]);
  return Object.fromEntries(entries);
}

export function peopleRoutes(state: State, { team, sharing, desk }: PeopleState): Record<string, Bound> {
  return {
    ...bound(SCHEDULE_ROUTES, state),
    ...bound(TEAM_ROUTES, team),
    ...bound(SHARING_ROUTES, sharing),
    ...bound(DESK_ROUTES, desk),
  };
}
