import { ProviderList } from '../../shared/catalogue.ts';
import type { Deps } from '../deps.ts';
import { route, type Route } from './route.ts';

export function catalogueRoutes({ catalogue }: Pick<Deps, 'catalogue'>): Route[] {
  return [
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
