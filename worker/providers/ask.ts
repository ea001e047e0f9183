import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from './fetch-page.ts';
import { nameOf } from './http.ts';
import type { ProviderRequest } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { createSender, type SenderOptions } from './send.ts';

const ATTEMPTS = 5;
/** An answer of another shape may be a proxy's page; one that stays so is for a person to look at. */
const SHAPE_ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
/** Longer waits give the place in the queue back and are slept there. */
const LONGEST_WAIT_HERE_MS = 20_000;
/** A provider that keeps saying "wait" for one page gets no more of our patience than this at a time. */
const PATIENCE_MS = 60_000;

export type AskOptions = SenderOptions & {
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const sleepFor = async (ms: number, signal: AbortSignal) => {
  await delay(ms, undefined, { signal });
};

/**
 * Asks a provider with these credentials. The only place that retries: what is unavailable a few times with growing waits, being
 * told to wait does not count as a try.
 *
 * @throws ProviderError when it is no use trying again here (`retryAfterMs` says when it may be).
 */
export function createAsk(options: AskOptions): Ask {
  const { provider, signal, sleep = sleepFor } = options;
  const send = createSender(options);
  const once = async <T>(request: ProviderRequest, interpret: (body: unknown) => T) => {
    const { body, date, header } = await send(request);
    const value = understood(request, body, interpret);
    const pause = Math.min(provider.pace?.(header, date) ?? 0, LONGEST_WAIT_HERE_MS);
    if (pause > 0) await sleep(pause, signal);
    return { value, date };
  };
  return async (request, interpret) => {
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(request, interpret);
      } catch (error) {
        const wait = waitAfter(error, attempt);
        waited += wait ?? 0;
        if (wait === null || waited > PATIENCE_MS) throw error;
        // Being told to wait is no failed try.
        if (isToldToWait(error)) attempt -= 1;
        await sleep(wait, signal);
      }
    }
  };
}

const isToldToWait = (error: unknown) => error instanceof ProviderError && error.kind === 'rate-limited';

/** An answer with 200 that is not what was asked for. */
class Misunderstood extends ProviderError {
  constructor(request: ProviderRequest, cause: unknown) {
    super('unexpected-shape', `${nameOf(request)}: the answer has another shape`, { cause });
  }
}

function understood<T>(request: ProviderRequest, body: unknown, interpret: (body: unknown) => T): T {
  try {
    return interpret(body);
  } catch (cause) {
    throw new Misunderstood(request, cause);
  }
}

/** Milliseconds until the next try here, or null when there is none. */
function waitAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof ProviderError)) return null;
  const wait = wantedWait(error, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const tries = error instanceof Misunderstood ? SHAPE_ATTEMPTS : ATTEMPTS;
  if (wait === null || wait > LONGEST_WAIT_HERE_MS) return null;
  return error.kind === 'rate-limited' || attempt < tries ? wait : null;
}

function wantedWait(error: ProviderError, backoff: number): number | null {
  if (error instanceof Misunderstood) return backoff;
  if (error.kind === 'unavailable') return Math.max(error.retryAfterMs ?? 0, backoff * (0.75 + Math.random() / 2));
  // A little more than told: our clock and theirs differ.
  return error.kind === 'rate-limited' ? (error.retryAfterMs ?? 5_000 + Math.random() * 5_000) + 50 : null;
}

/**
 * Asks once whether the credentials are accepted.
 *
 * @throws ProviderError of kind `auth` when they are refused, `unavailable` when the provider does not answer.
 */
export async function checkCredentials(options: Omit<AskOptions, 'sleep'> & { now: Date }): Promise<void> {
  const { accepted, ...request } = options.provider.check(options.now);
  await createSender(options)(request, accepted);
}
