import { Me } from '../../shared/api.ts';
import { ProviderList } from '../../shared/catalogue.ts';
import type { Deps } from '../deps.ts';
import type { Access } from '../security/access.ts';
import { route, type Route } from './route.ts';

export function catalogueRoutes({ catalogue }: Deps, access: Access): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/me',
      who: 'signed-in',
      summary: 'Who is signed in, and their workspace (null until they link a spreadsheet or add a connection)',
      answer: { status: 200, schema: Me },
      handle: async ({ caller }) => ({ email: caller.email, workspaceId: await access.workspaceOf(caller) }),
    }),
    route({
      method: 'get',
      path: '/v1/providers',
      who: 'signed-in',
      summary: 'The ticketing systems: what they offer, and what their forms ask for',
      answer: { status: 200, schema: ProviderList },
      handle: () => ({ providers: catalogue }),
    }),
  ];
}
