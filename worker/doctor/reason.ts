import { ConfigError } from '../config.ts';
import { scrub } from '../log.ts';

/** What the usual codes of failed connections mean. */
const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ENOTFOUND: 'the name is not known (ENOTFOUND)',
  EAI_AGAIN: 'the name server does not answer (EAI_AGAIN)',
  ECONNRESET: 'the connection was dropped (ECONNRESET)',
  EHOSTUNREACH: 'there is no way to that host (EHOSTUNREACH)',
  ENETUNREACH: 'there is no way to that network (ENETUNREACH)',
  ETIMEDOUT: 'no answer in time (ETIMEDOUT)',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
};

/** Why something failed, in a few words without secrets. */
export function reasonOf(error: unknown): string {
  const inner = innermost(error);
  if (inner instanceof ConfigError) return inner.message;
  const code = codeOf(inner);
  const known = CODES[code];
  if (known !== undefined) return known;
  const message =
    inner instanceof Error ? scrub(inner.message).replaceAll(/\s+/g, ' ').slice(0, 200) : 'unknown reason';
  return code === '' || message.includes(code) ? message : `${message} (${code})`;
}

/** Code of a failed connection, such as ECONNREFUSED; '' when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What failed underneath: fetch and pools wrap the connection's own error. */
export function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  const hasCause = error instanceof Error && error.cause instanceof Error && !(error instanceof ConfigError);
  return hasCause ? innermost(error.cause) : error;
}
