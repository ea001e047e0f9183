import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Changes one member of an answer; `undefined` takes it away. */
export type Change = (name: string, value: unknown, path: string) => unknown;

export type OtherVersion = {
  version: string;
  change: Change;
  /** Routes, such as "GET /v1/me", that this version does not have. */
  without: Set<string>;
};

/** By ids of the catalogue, not by names of ours. */
const BY_ID = /\.(?:scope|filters|details)$/;

/** Every member of every thing in an answer, changed; things get members nobody knows when `adds`. */
export function changedAll(body: unknown, change: Change, adds: boolean, path = ''): unknown {
  if (Array.isArray(body)) return body.map((item: unknown) => changedAll(item, change, adds, `${path}[]`));
  if (typeof body !== 'object' || body === null) return body;
  const members = Object.entries(body)
    .map(([name, value]): [string, unknown] => [
      name,
      change(name, changedAll(value, change, adds, `${path}.${name}`), `${path}.${name}`),
    ])
    .filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(members),
    ...(adds && !BY_ID.test(path) ? { newInThisVersion: { of: ['something'] } } : {}),
  };
}

/** Stands before a worker and answers as one of another version. */
export async function startOtherVersion(target: string, other: OtherVersion, adds = false) {
  const server = createServer((request, answer) => void forward(request, answer));
  async function forward(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const method = request.method ?? 'GET';
    const body = await buffer(request);
    const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
    const real = await fetch(target + path, { method, headers, ...(body.length > 0 ? { body } : {}) });
    const cors = Object.fromEntries([...real.headers].filter(([name]) => name.startsWith('access-control-')));
    const told = {
      ...cors,
      'willcall-version': other.version,
      'access-control-expose-headers': 'Willcall-Version',
      'content-type': real.headers.get('content-type') ?? 'application/json',
    };
    if (method === 'OPTIONS') return void answer.writeHead(204, told).end();
    if (other.without.has(`${method} ${path}`)) {
      const missing = { code: 'not-found', message: 'There is nothing at this address.', requestId: 'r' };
      return void answer.writeHead(404, told).end(JSON.stringify(missing));
    }
    const text = JSON.stringify(changedAll(await real.json(), other.change, adds));
    answer.writeHead(real.status, told).end(text);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
