import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Deleted } from '../../shared/api.ts';
import { KeyEntry, KeyLink, KeyLinkInput } from '../../shared/linking.ts';
import { closeKeyLink } from '../db/key-links.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { keyPage } from '../pages/enter-key.ts';
import type { Access } from '../security/access.ts';
import { askForKey, enterKey, lookAtKeyLink } from '../security/key-links.ts';
import { readBody, refuseQuery } from './input.ts';
import { ownAddress } from './own-address.ts';
import { route, type AppEnv, type Route } from './route.ts';

/** Where the page is that takes a key. */
const PAGE = '/enter';

/** Asking for the key of an account, and calling that back. */
export function keyLinkRoutes(deps: Deps, access: Access): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/connections/{id}/ask',
      who: 'admin',
      summary:
        'Make a link by which the owner of the key enters it without an account; works once, for 7 days. An earlier link for this connection works no more',
      answer: { status: 201, schema: KeyLink },
      handle: async ({ c, caller, id }) => {
        const connection = await access.connection(caller, id);
        return await askForKey(deps, caller, connection, ownAddress(c, deps.publicUrl, PAGE));
      },
    }),
    route({
      method: 'delete',
      path: '/v1/connections/{id}/ask',
      who: 'admin',
      summary: 'Call the link back by which the key of a connection was asked for',
      answer: { status: 200, schema: Deleted },
      handle: async ({ caller, id }) => {
        const connection = await access.connection(caller, id);
        if (await closeKeyLink(deps.db, connection)) return { deleted: true };
        throw new Failure('not-found', 'No link for the credentials of this ticketing account is open.');
      },
    }),
  ];
}

const limited = bodyLimit({
  maxSize: 50_000,
  onError: () => {
    throw new Failure('payload-too-large', 'The body is larger than 50 KB.');
  },
});

/** Open to everybody who has the link: its secret comes in the body, never in an address. */
export function keyEntryRoutes(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { html, policy } = keyPage();
  app.get(PAGE, (c) => {
    c.header('Content-Security-Policy', policy);
    c.header('Cache-Control', 'no-store');
    return c.html(html);
  });
  app.post(`${PAGE}/form`, limited, async (c) => {
    refuseQuery(c);
    c.header('Cache-Control', 'no-store');
    return c.json(await lookAtKeyLink(deps, await readBody(c, KeyLinkInput)));
  });
  app.post(`${PAGE}/key`, limited, async (c) => {
    refuseQuery(c);
    c.header('Cache-Control', 'no-store');
    await enterKey(deps, await readBody(c, KeyEntry));
    return c.json({ entered: true });
  });
  return app;
}
