import { Agent, fetch, type Response } from 'undici';
import { guardedLookup } from './address-guard.ts';
import { parseExactly } from './json.ts';
import type { Provider, ProviderRequest, Query } from './provider.ts';
import { kindOfStatus, ProviderError } from './provider-error.ts';
import { retryAfterMs } from './retry-after.ts';

export type Http = {
  /** One read, no retry. Body parsed exactly, `date` from the provider's own clock (ours when it tells none). */
  read(target: Target, signal: AbortSignal): Promise<HttpAnswer>;
  close(): Promise<void>;
};

export type HttpAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly date: Date;
  readonly header: (name: string) => string | null;
};

export type Target = ProviderRequest & {
  /** Base address; the request goes below it. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Statuses that are fine besides 2xx. */
  readonly accepted?: readonly number[];
  /** See `Provider`. */
  readonly failure?: Provider['failure'];
};

export type HttpOptions = {
  /** Base addresses the operator set on purpose: these may be local. All others must be public and https. */
  readonly trusted: readonly string[];
  readonly now: () => Date;
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
};

const DEADLINE_MS = 30_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** The one place HTTP leaves for a provider: allow-listed base, no redirects, a deadline, a byte cap after inflating. */
export function createHttp(options: HttpOptions): Http {
  const settings = { allowH2: true, maxHeaderSize: 32 * 1024, connections: 16 };
  const guarded = new Agent({ ...settings, connect: { lookup: guardedLookup, timeout: 10_000 } });
  const trusted = new Agent({ ...settings, connect: { timeout: 10_000 } });
  return {
    async read(target, signal) {
      const isTrusted = options.trusted.includes(target.baseUrl);
      const url = addressOf(target, isTrusted);
      const what = nameOf(target);
      const deadline = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
      const both = AbortSignal.any([signal, deadline]);
      const dispatcher = isTrusted ? trusted : guarded;
      const headers = { accept: 'application/json', ...target.headers };
      const form = target.form && { method: 'POST', body: new URLSearchParams([...entriesOf(target.form)]) };
      return await translated(what, signal, async () => {
        const response = await fetch(url, { ...form, dispatcher, headers, redirect: 'manual', signal: both });
        const text = await readCapped(response, options.maxBytes ?? MAX_BYTES, what);
        const body = interpret(target, response, text, options.now());
        const header = (name: string) => response.headers.get(name);
        return { status: response.status, body, date: dateOf(response, options.now()), header };
      });
    },
    async close() {
      await Promise.all([guarded.close(), trusted.close()]);
    },
  };
}

function addressOf({ baseUrl, path, query, addresses = {} }: Target, isTrusted: boolean): URL {
  const base = baseUrl.replace(/\/$/, '');
  const url = new URL(base + path);
  if (!isTrusted && (url.protocol !== 'https:' || url.username !== '' || url.port !== '')) {
    throw new ProviderError('bad-request', 'only https addresses of the provider are asked');
  }
  for (const [name, value] of entriesOf(query)) url.searchParams.append(name, value);
  for (const [name, resource] of Object.entries(addresses)) url.searchParams.set(name, base + resource);
  return url;
}

function* entriesOf(query: Query): Generator<[string, string]> {
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'string' ? [value] : value) yield [name, one];
  }
}

async function readCapped(response: Response, maxBytes: number, what: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ProviderError('unexpected-shape', `${what}: more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Method and path of a request, for messages. */
export const nameOf = ({ path, form }: ProviderRequest): string => `${form ? 'POST' : 'GET'} ${path}`;

function interpret(target: Target, { status, headers }: Response, text: string, now: Date): unknown {
  const what = nameOf(target);
  const byStatus = target.accepted?.includes(status) ? null : kindOfStatus(status);
  const body = parsed(text);
  const answered = target.failure?.(target.path, status, body ?? null);
  const kind = answered?.kind ?? byStatus;
  if (kind !== null) {
    const wait = retryAfterMs(headers.get('retry-after'), now);
    throw new ProviderError(kind, `${what}: ${status}`, { status, retryAfterMs: wait, said: answered?.message });
  }
  // A half body or an error page sent with 200: worth another try, never half-used.
  if (body === undefined) throw new ProviderError('unavailable', `${what}: the answer is no JSON`);
  return body;
}

/** Undefined: it is no JSON. */
function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

function dateOf(response: Response, now: Date): Date {
  const time = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(time) ? now : new Date(time);
}

/** Whatever broke below HTTP becomes `unavailable`; the caller's own abort stays what it is. */
async function translated<T>(what: string, signal: AbortSignal, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause;
    signal.throwIfAborted();
    const name = cause instanceof Error ? cause.name : 'failure';
    throw new ProviderError(
      'unavailable',
      `${what}: ${name === 'TimeoutError' ? 'no answer in time' : 'no connection'}`,
      {
        cause,
      },
    );
  }
}
