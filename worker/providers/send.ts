import type { Http, HttpAnswer } from './http.ts';
import type { Credentials, Provider, ProviderRequest, Session } from './provider.ts';
import { ProviderError } from './provider-error.ts';

export type SenderOptions = {
  readonly http: Http;
  readonly provider: Provider;
  readonly credentials: Credentials;
  /** Replaces the provider's own base address (rehearsal, tests, a vendor's test environment). */
  readonly baseUrl?: string | undefined;
  readonly signal: AbortSignal;
};

type Headers = Readonly<Record<string, string>>;

/** Sends one request with the credentials; statuses in `accepted` are fine besides 2xx. */
export type Sender = (request: ProviderRequest, accepted?: readonly number[]) => Promise<HttpAnswer>;

/**
 * Sends requests to a provider as these credentials allow. With a session it logs in before the first request, and once more when
 * a request is refused with 403: the session may have run out.
 */
export function createSender(options: SenderOptions): Sender {
  const { http, provider, credentials, signal } = options;
  const baseUrl = options.baseUrl ?? provider.baseUrl(credentials);
  const { failure } = provider;
  const send = async (request: ProviderRequest, extra: Headers, accepted: readonly number[] = []) => {
    const headers = { ...provider.headers(credentials), ...extra };
    return await http.read({ ...request, baseUrl, headers, accepted, ...(failure && { failure }) }, signal);
  };
  if (!provider.session) return async (request, accepted) => await send(request, {}, accepted);
  const session = sessionOf(provider.session, async ({ request }) => (await send(request(credentials), {})).body);
  return async (request, accepted) => {
    const headers = await session.headers();
    try {
      return await send(request, headers, accepted);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.status !== 403) throw error;
      session.end(headers);
      return await aboutUs(async () => await send(request, await session.headers(), accepted));
    }
  };
}

/** A fresh session that is refused too is a fact about the account, whatever was asked for: no status that says otherwise. */
async function aboutUs<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ProviderError) || error.status !== 403) throw error;
    throw new ProviderError('auth', error.message, { cause: error, said: error.said });
  }
}

/** One log-in for all requests that are under way at once. */
function sessionOf(session: Session, logIn: (session: Session) => Promise<unknown>) {
  let open: Promise<Headers> | null = null;
  let last: Headers | null = null;
  const begin = async () => {
    const body = await logIn(session);
    last = headersOf(session, body);
    return last;
  };
  return {
    async headers(): Promise<Headers> {
      open ??= begin();
      const mine = open;
      return await mine.catch((error: unknown) => {
        if (open === mine) open = null;
        throw error;
      });
    },
    /** Ends the session these headers are of; another one that was begun meanwhile stays. */
    end(headers: Headers): void {
      if (headers !== last) return;
      open = null;
      last = null;
    },
  };
}

function headersOf(session: Session, body: unknown): Headers {
  try {
    return session.headers(body);
  } catch (cause) {
    throw new ProviderError('unexpected-shape', 'logging in: the answer has another shape', { cause });
  }
}
