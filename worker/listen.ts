import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { Hono } from 'hono';
import { ConfigError } from './config.ts';

/** Ports tried after the wanted one. */
const TRIES = 20;

export type Listening = { port: number; close(): Promise<void> };

/**
 * Serves an app over HTTP on the wanted port, or the next free one.
 *
 * @throws ConfigError when none of the ports near the wanted one is free.
 */
export async function listen(app: Pick<Hono, 'fetch'>, host: string, wanted: number): Promise<Listening> {
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port += 1) {
    const server = createAdaptorServer({ fetch: app.fetch });
    const bound = await bind(server as Server, host, port);
    if (bound !== null) return { port: bound, close: async () => await closeServer(server as Server) };
  }
  throw new ConfigError(`PORT: ${wanted} and the ${TRIES - 1} ports after it are all in use.`);
}

function bind(server: Server, host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(new ConfigError(`HOST ${host}, PORT ${port}: ${error.message}`, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Progress streams would keep the server open for as long as somebody watches.
    server.closeAllConnections();
  });
}
