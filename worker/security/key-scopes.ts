import type { KeyScope } from '../../shared/api-keys.ts';
import { Failure } from '../failure.ts';
import type { Caller } from './identity.ts';

/** What a route says about itself that decides what a key needs. `key`: where the rule below does not fit. */
export type Scoped = { readonly method: string; readonly who: string; readonly key?: KeyScope | 'none' };

/**
 * What a key needs for a route; `none`: no key will do. Reading is `read`, everything else `manage`; what only admins do, and what
 * people do for themselves (signed in, of no team yet), is for people.
 */
export function keyScopeOf({ method, who, key }: Scoped): KeyScope | 'none' {
  if (key) return key;
  if (who === 'admin') return 'none';
  if (method === 'get') return 'read';
  return who === 'signed-in' ? 'none' : 'manage';
}

/** @throws Failure `forbidden` when the caller is a key that may not do this. */
export function requireKeyScope({ key }: Caller, route: Scoped): void {
  if (!key) return;
  const scope = keyScopeOf(route);
  if (scope === 'none') throw new Failure('forbidden', 'API keys cannot do this: somebody of the team must.');
  if (key.scopes.includes(scope)) return;
  throw new Failure('forbidden', `This API key lacks the scope "${scope}".`);
}
