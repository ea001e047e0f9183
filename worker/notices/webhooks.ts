import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import { guardedLookup, isForbiddenAddress } from '../providers/address-guard.ts';
import { retryAfterMs } from '../providers/retry-after.ts';
import { Undelivered } from './undelivered.ts';

/** `id` is the same in every try: whoever gets it twice can tell. `body` is JSON text. */
export type WebhookMessage = {
  readonly id: string;
  readonly url: string;
  readonly signingSecret: string;
  readonly body: string;
};

export type Webhooks = {
  /** A sentence on why this address is not called, or null. */
  misfitOf(url: string): string | null;
  /** @throws Undelivered */
  send(message: WebhookMessage): Promise<void>;
  close(): Promise<void>;
};

/** `trusted`: origins the operator lets webhooks call although they are on a private network or not https. */
export type WebhookOptions = { trusted: readonly string[]; now: () => Date; deadlineMs?: number };

const DEADLINE_MS = 10_000;

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function signatureOf(signingSecret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(signingSecret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** Posts messages: https and public addresses only, checked when connecting; no redirects; answers are not read. */
export function createWebhooks({ trusted, now, deadlineMs = DEADLINE_MS }: WebhookOptions): Webhooks {
  const guarded = new Agent({ connect: { lookup: guardedLookup, timeout: 5_000 } });
  const open = new Agent({ connect: { timeout: 5_000 } });
  const isTrusted = (url: string) => URL.canParse(url) && trusted.includes(new URL(url).origin);
  const misfitOf = (url: string) => (isTrusted(url) ? null : misfit(url));
  return {
    misfitOf,
    async send({ id, url, signingSecret, body }) {
      const problem = misfitOf(url);
      if (problem !== null) throw new Undelivered(problem, false);
      const seconds = Math.floor(now().getTime() / 1000);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Willcall',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(signingSecret, id, seconds, body),
      };
      const dispatcher = isTrusted(url) ? open : guarded;
      const signal = AbortSignal.timeout(deadlineMs);
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers,
        dispatcher,
        signal,
        redirect: 'manual',
      }).catch((cause: unknown) => {
        throw new Undelivered('The address of the webhook does not answer.', true, { cause });
      });
      await response.body?.cancel();
      judge(response, now());
    },
    async close() {
      await Promise.all([guarded.close(), open.close()]);
    },
  };
}

/** Names are looked up when connecting; an address written as a number never is, so it is judged here. */
function misfit(url: string): string | null {
  if (!URL.canParse(url)) return 'This is no address of a webhook: it begins with https://.';
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol !== 'https:') return 'A webhook needs an address that begins with https://.';
  if (username !== '' || password !== '') return 'The address of a webhook cannot hold a name and a password.';
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const isLocal = /(^|\.)(localhost|local|internal)\.?$/i.test(host);
  if (isLocal || (family !== 0 && isForbiddenAddress({ address: host, family }))) {
    return 'This address is on a private network: Willcall only calls public ones.';
  }
  return null;
}

/** Statuses after which trying again can help. */
const PASSING = [408, 421, 425, 429];

function judge({ status, headers }: Response, now: Date): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new Undelivered(`The webhook answers with another address (${status}); give that one instead.`, false);
  const passes = status >= 500 || PASSING.includes(status);
  const sentence = passes
    ? `The webhook has trouble (${status}).`
    : `The webhook refused the message (${status}); check its address.`;
  throw new Undelivered(sentence, passes, { retryAfterMs: retryAfterMs(headers.get('retry-after'), now) });
}
