import { Erasure, ErasureInput, ErasureList, PersonFound, PersonQuery } from '../../shared/erasure.ts';
import type { Deps } from '../deps.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { bodyRoute, route, type Route } from './route.ts';

function oneErasure({ erasures }: Pick<Deps, 'erasures'>, access: Access): Route[] {
  const asker = async (caller: Caller) => ({ workspaceId: await access.requireAdmin(caller), actor: actorOf(caller) });
  const answer = { status: 200, schema: Erasure } as const;
  return [
    route({
      method: 'get',
      path: '/v1/people/erasures/{id}',
      who: 'admin',
      summary: 'The receipt of an erasure: what became of each tab, and what Willcall cannot reach',
      answer,
      handle: async ({ caller, id }) => await erasures.find(await access.requireAdmin(caller), id),
    }),
    route({
      method: 'post',
      path: '/v1/people/erasures/{id}/retry',
      who: 'admin',
      summary: 'Try the tabs again that could not be cleared',
      answer,
      failures: ['conflict'],
      handle: async ({ caller, id }) => await erasures.retry(await asker(caller), id),
    }),
    route({
      method: 'delete',
      path: '/v1/people/erasures/{id}',
      who: 'admin',
      summary: 'Forget whom it was: the person is shown again from the next refresh on; the receipt stays',
      answer,
      failures: ['conflict'],
      handle: async ({ caller, id }) => await erasures.lift(await asker(caller), id),
    }),
  ];
}

/** People in the tabs of a team's reports: finding them, and erasing them. */
export function peopleRoutes(deps: Pick<Deps, 'erasures'>, access: Access): Route[] {
  const { erasures } = deps;
  const asker = async (caller: Caller) => ({ workspaceId: await access.requireAdmin(caller), actor: actorOf(caller) });
  return [
    bodyRoute(PersonQuery, {
      method: 'post',
      path: '/v1/people/search',
      who: 'admin',
      summary: "Where a person is in the team's tabs, with all that stands there: the answer to an access request",
      answer: { status: 200, schema: PersonFound },
      handle: async ({ caller, body }) => await erasures.search(await asker(caller), body),
    }),
    bodyRoute(ErasureInput, {
      method: 'post',
      path: '/v1/people/erasures',
      who: 'admin',
      summary:
        'Erase a person: their personal cells and the notes beside them go from all tabs, and later refreshes leave them blank. What takes longer than 20 s goes on after the answer',
      answer: { status: 202, schema: Erasure },
      handle: async ({ caller, body }) => await erasures.erase(await asker(caller), body),
    }),
    route({
      method: 'get',
      path: '/v1/people/erasures',
      who: 'admin',
      summary: 'Receipts of erasures and of what the retention of reports cleared, newest first',
      answer: { status: 200, schema: ErasureList },
      handle: async ({ caller }) => ({ erasures: await erasures.list(await access.requireAdmin(caller)) }),
    }),
    ...oneErasure(deps, access),
  ];
}
