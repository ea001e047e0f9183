import type { ServerResponse } from 'node:http';
import type { ProviderFault } from './provider-faults.ts';

type Truncated = Extract<ProviderFault, { kind: 'truncated' }>;

/** Closes the connection without a byte of an answer. */
export function dropConnection(outgoing: ServerResponse): void {
  outgoing.socket?.destroy();
}

/**
 * Sends the first half of `body` in a way that HTTP alone may or may not notice, then closes the connection. HTTP/2 has one way
 * only: the stream is broken off.
 */
export function sendHalf(outgoing: ServerResponse, body: string, date: string, framing: Truncated['framing']): void {
  const whole = Buffer.from(body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const headers = { 'Content-Type': 'application/json', Date: date };
  if (outgoing.req.httpVersionMajor > 1) {
    outgoing.writeHead(200, headers);
  } else if (framing === 'content-length') {
    outgoing.writeHead(200, { ...headers, 'Content-Length': whole.length });
  } else if (framing === 'chunked') {
    outgoing.writeHead(200, { ...headers, 'Transfer-Encoding': 'chunked' });
  } else {
    outgoing.shouldKeepAlive = false;
    outgoing.useChunkedEncodingByDefault = false;
    outgoing.writeHead(200, { ...headers, Connection: 'close' });
  }
  outgoing.write(half, () => (framing === 'close-delimited' ? outgoing.end() : outgoing.socket?.destroy()));
}
