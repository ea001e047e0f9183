import { Failure } from '../failure.ts';
import type { Access } from './access.ts';
import type { Caller } from './identity.ts';
import { requireKeyScope, type Scoped } from './key-scopes.ts';

/**
 * Who may ask: everybody who signed in; whoever may see the thing that is named (members of its team, and people who proved that they can
 * edit its spreadsheet: the handler finds out); members of a team; its admins.
 */
export type Who = 'signed-in' | 'viewer' | 'member' | 'admin';

/** What a route asks of its callers. `founds`: whoever has no team yet makes one by it. */
export type Gated = Scoped & { readonly path: string; readonly who: Who; readonly founds?: boolean };

/** Lets a caller through to a route, or throws Failure `forbidden` or `not-found`. `id`: the one in the path, or "". */
export type Gate = (caller: Caller, route: Gated, id: string) => Promise<void>;

const notMember = () =>
  new Failure('forbidden', 'Only the team that made this report can do this. Ask them, or to be invited to the team.');

/**
 * The one place that decides by role and by scopes of API keys who may ask a route. It tells nothing about ids: a stranger gets the same
 * answer for what is there and what is not. Which things a caller may ask about is up to access.ts.
 */
export function createGate(access: Access): Gate {
  const sees = async (caller: Caller, path: string, id: string): Promise<boolean> => {
    if (path.startsWith('/v1/reports/')) return await access.seesReport(caller, id);
    return path.startsWith('/v1/runs/') && (await access.seesRun(caller, id));
  };
  return async (caller, route, id) => {
    requireKeyScope(caller, route);
    const { who, path, founds = false } = route;
    if (who === 'signed-in' || who === 'viewer') return;
    const membership = await access.membership(caller);
    if (membership === null) {
      if (founds) return;
      if (id === '') throw new Failure('forbidden', 'This is for members of a team, and you belong to none yet.');
      throw (await sees(caller, path, id)) ? notMember() : new Failure('not-found', 'There is nothing with this id.');
    }
    if (who === 'admin' && membership.role !== 'admin') {
      throw new Failure('forbidden', 'Only an admin of your team can do this. Ask one of them.');
    }
  };
}
