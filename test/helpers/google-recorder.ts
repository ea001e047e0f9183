import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request that arrived for Google's Sheets API. */
export type Recorded = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

export type GoogleRecorder = {
  readonly origin: string;
  /** In the order they arrived. */
  readonly requests: Recorded[];
  close(): Promise<void>;
};

async function textOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.isBuffer(part) ? part : Buffer.from(String(part)));
  return Buffer.concat(parts);
}

function forward(target: string, asked: IncomingMessage, body: Buffer, answer: ServerResponse): void {
  const options = { method: asked.method ?? 'GET', headers: { ...asked.headers, host: new URL(target).host } };
  const onward = request(new URL(asked.url ?? '/', target), options, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  onward.end(body);
}

/** Stands in front of the local Google, writes every request down and lets it through. `target`: asked at each request. */
export async function startGoogleRecorder(target: () => string): Promise<GoogleRecorder> {
  const requests: Recorded[] = [];
  const server = createServer((asked, answer) => {
    void textOf(asked).then((body) => {
      const url = new URL(asked.url ?? '/', 'http://127.0.0.1');
      const sent: unknown = body.length === 0 ? null : JSON.parse(body.toString('utf8'));
      requests.push({ method: asked.method ?? '', path: url.pathname, query: url.searchParams, body: sent });
      forward(target(), asked, body, answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
