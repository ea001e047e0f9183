import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { once } from 'node:events';
import { createIdentity, type Identity } from '../../../../sandbox/google/identity.ts';

/** An identity on a real port of its own. */
export type Served = { identity: Identity; origin: string; close: () => void };

function originOf(server: ServerType): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** Serves an app on any free port of the loopback. */
export async function listen(app: Hono): Promise<{ origin: string; close: () => void }> {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  if (!server.listening) await once(server, 'listening');
  return { origin: originOf(server), close: () => void server.close() };
}

/** Starts the accounts of a local Google; `now` can be a stopped clock. */
export async function serveIdentity(options: { dataDir?: string; now?: () => number } = {}): Promise<Served> {
  let origin = '';
  const now = options.now ?? Date.now;
  const identity = createIdentity({ dataDir: options.dataDir, now, origin: () => origin });
  const server = await listen(identity.app);
  origin = server.origin;
  return { identity, ...server };
}
