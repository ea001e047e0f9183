import type { AddressInfo, Server } from 'node:net';

const TRIES = 50;

/**
 * Listens on 127.0.0.1 and answers the port. 0: any free port; else this port, or the next free one when it is taken.
 *
 * @throws Error when fifty ports in a row are taken, or the port cannot be used at all.
 */
export async function listenNear(server: Server, port: number): Promise<number> {
  for (let candidate = port; candidate < port + TRIES && candidate <= 65_535; candidate += 1) {
    if (await listens(server, candidate)) return portOf(server.address());
  }
  throw new Error(`No free port from ${port} on; name another one.`);
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
