import { Erasure, type ErasurePlace, type PersonField, type PersonQuery } from '../../shared/erasure.ts';
import type { ErasureWithPlaces, PlaceRow } from '../db/erasures.ts';
import { ELSEWHERE } from './search.ts';

/** By what a person was looked for. */
export function fieldOf(query: PersonQuery): PersonField {
  if ('email' in query) return 'email';
  if ('phone' in query) return 'phone';
  return 'name' in query ? 'name' : 'order';
}

const STAYS =
  'What is not personal stays in the rows, such as ticket type and price, and so does what tells rows apart: counts stay right.';

/** A receipt as the API shows it. */
export function toErasure(row: ErasureWithPlaces): Erasure {
  const places = row.places.flatMap(({ results }): readonly ErasurePlace[] => Erasure.shape.places.parse(results));
  return {
    id: row.id,
    kind: row.kind,
    by: row.sought,
    state: stateOf(row),
    places: [...places],
    rows: places.reduce((sum, { rows, kind }) => sum + (kind === 'changes' ? 0 : rows), 0),
    remembered: row.remembered,
    unreachable: [STAYS, ...ELSEWHERE],
    requestedBy: row.requested_by_name,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function stateOf({ lifted_at, places }: ErasureWithPlaces): Erasure['state'] {
  if (lifted_at !== null) return 'lifted';
  // one that is tried again tomorrow is not being worked on
  const hasFailed = ({ state, results }: PlaceRow) =>
    state === 'failed' || (state === 'waiting' && results.some((one) => one.state === 'failed'));
  if (places.some((place) => place.state === 'waiting' && !hasFailed(place))) return 'working';
  return places.some(hasFailed) ? 'incomplete' : 'done';
}
