import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createSilentServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { Agent, fetch } from 'undici';
import type { Fetch } from '../../../worker/doctor/fetch.ts';
import type { Certificate } from '../../helpers/certificate.ts';

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A web server on loopback for as long as the test runs. @returns its address. */
export async function serve(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(answer))}`;
}

/** The same over TLS. */
export async function serveSecurely(identity: Certificate, answer: RequestListener): Promise<string> {
  return `https://127.0.0.1:${await listening(createSecureServer(identity, answer))}`;
}

/** host:port of something that takes connections and never says a word. `isLeft`: whether nobody is connected any more. */
export async function serveSilence(): Promise<{ place: string; isLeft: () => boolean }> {
  const held = new Set<Socket>();
  const port = await listening(createSilentServer((socket) => void held.add(socket.resume())));
  onTestFinished(() => held.forEach((socket) => socket.destroy()));
  return { place: `127.0.0.1:${port}`, isLeft: () => [...held].every(({ readyState }) => readyState !== 'open') };
}

/** An address where nothing listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** Asks as the doctor does, trusting one more authority. */
export function fetchTrusting(ca: string): Fetch {
  const dispatcher = new Agent({ connect: { ca } });
  onTestFinished(() => dispatcher.close());
  return async (url, init) => await fetch(url, { ...init, dispatcher });
}

export const plainFetch: Fetch = async (url, init) => await globalThis.fetch(url, init);

/** A signal that fires in ten seconds: no look in a test takes as long. */
export const soon = () => AbortSignal.timeout(10_000);
