import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Hono } from 'hono';
import { ConfigError } from './config.ts';

/** Ports tried after the wanted one. */
const TRIES = 20;

export type Listening = { port: number; close(): Promise<void> };

/**
 * Serves an app over HTTP on the wanted port, or (unless `only` that one will do) the next free one.
 *
 * @throws ConfigError when none of these ports is free.
 */
export async function listen(
  app: Pick<Hono, 'fetch'>,
  host: string,
  wanted: number,
  { only = false } = {},
): Promise<Listening> {
  for (let port = wanted; port < wanted + (only ? 1 : TRIES) && port <= 65_535; port += 1) {
    const server = createAdaptorServer({ fetch: app.fetch });
    const bound = await bind(server as Server, host, port);
    if (bound !== null) return { port: bound, close: async () => await closeServer(server as Server) };
  }
  if (only)
    throw new ConfigError(`PORT: ${wanted} is in use. End what uses it, or set PORT to another and lead people there.`);
  throw new ConfigError(`PORT: ${wanted} and the ${TRIES - 1} ports after it are all in use.`);
}

/** Where programs of this machine reach what listens there; on all addresses: by the loopback one. */
export function localUrlOf(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::' || host === '';
  const name = isEverywhere ? '127.0.0.1' : isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}`;
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
