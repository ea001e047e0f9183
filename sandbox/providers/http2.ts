import { createAdaptorServer } from '@hono/node-server';
import { createServer, type ServerHttp2Session } from 'node:http2';
import { listenNear } from './listen.ts';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** Serves the same application on 127.0.0.1 to clients that begin with HTTP/2, without TLS. */
export async function listenHttp2(fetch: Fetch): Promise<{ readonly address: string; close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch, createServer });
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session: ServerHttp2Session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  const port = await listenNear(server, 0);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      sessions.forEach((session) => session.destroy());
    });
  return { address: `http://127.0.0.1:${port}`, close };
}
