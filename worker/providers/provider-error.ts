/**
 * A provider could not be read, sorted by who can act: the organizer (`auth`, `not-found`, `bad-request`), nobody but time
 * (`rate-limited`, `unavailable`), the operator (`misdirected`: this machine cannot speak to the provider's), or us
 * (`unexpected-shape`).
 */
export type ProviderErrorKind =
  'auth' | 'not-found' | 'bad-request' | 'rate-limited' | 'unavailable' | 'misdirected' | 'unexpected-shape';

/** What was being read, in the organizer's words: the system's title, the account's name, and the scope ("Event "gala""). */
export type Subject = { readonly system: string; readonly account: string; readonly scope: string };

type Details = {
  cause?: unknown;
  retryAfterMs?: number | undefined;
  subject?: Subject | undefined;
  status?: number | undefined;
  said?: string | undefined;
};

/** Message: what we did and what came back ("GET /orders: 429"); never credentials, queries or bodies. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly kind: ProviderErrorKind;
  /** Milliseconds the provider asked us to wait, when it did. */
  readonly retryAfterMs: number | undefined;
  readonly subject: Subject | undefined;
  /** HTTP status of the answer, if there was one. */
  readonly status: number | undefined;
  /** The provider's own words, for the organizer; never logged. */
  readonly said: string | undefined;

  constructor(kind: ProviderErrorKind, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs;
    this.subject = details.subject;
    this.status = details.status;
    this.said = details.said;
  }

  /** The same, with what was being read. */
  about(subject: Subject): ProviderError {
    const { retryAfterMs, status, said } = this;
    return new ProviderError(this.kind, this.message, { cause: this, retryAfterMs, status, said, subject });
  }
}

const KINDS: Readonly<Record<number, ProviderErrorKind>> = {
  401: 'auth',
  403: 'auth',
  404: 'not-found',
  408: 'unavailable',
  410: 'not-found',
  421: 'misdirected',
  429: 'rate-limited',
};

/** The kind an HTTP status stands for, or null when it is a success. */
export function kindOfStatus(status: number): ProviderErrorKind | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 500) return 'unavailable';
  return KINDS[status] ?? (status >= 400 ? 'bad-request' : 'unexpected-shape');
}
