import { connect, createServer, type Socket } from 'node:net';
import type { WorkerGate } from './addon-set.ts';

export type RunningGate = WorkerGate & { readonly url: string; close(): Promise<void> };

/** Passes connections on to the worker, or cuts them, so that a page can see it go away. */
export async function openGate(workerUrl: string): Promise<RunningGate> {
  const { hostname, port } = new URL(workerUrl);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const note = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    note(near);
    if (!isOpen) return void near.destroy();
    const far = note(connect(Number(port), hostname));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    return undefined;
  });
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The way to the worker has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    isOpen: () => isOpen,
    setOpen(next) {
      isOpen = next;
      if (!next) cut();
    },
    async close() {
      const closed = new Promise((resolve) => void server.close(resolve));
      cut();
      await closed;
    },
  };
}
