import { pino, type DestinationStream, type Logger } from 'pino';

/** The worker's structured log. */
export type Log = Logger;

/** Names of properties that never reach the log, however deep they lie (up to three levels below the logged object). */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'credentials',
  'password',
  'passphrase',
  'apiKey',
  'api_key',
  'key',
  'token',
  'secret',
  'sealed',
  'email',
  'phone',
  'name',
  'firstName',
  'lastName',
  'first_name',
  'last_name',
  'holder',
  'owner',
  'attendee',
  'buyer',
  'barcode',
  'scope',
  'proof',
  'body',
  'query',
  'rows',
  'parameters',
  'detail',
  'where',
];

const REDACTED = SECRET_NAMES.flatMap((name) => ['', '*.', '*.*.', '*.*.*.'].map((prefix) => `${prefix}${name}`));
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const BEARER = /(bearer|basic)\s+[\w.~+/=-]+/gi;
const ADDRESS_SECRETS = /\/\/[^/\s@]*@/g;

/** Text with e-mail addresses, bearer tokens and passwords inside addresses replaced. */
export function scrub(text: string): string {
  return text.replace(ADDRESS_SECRETS, '//***@').replace(BEARER, '$1 ***').replace(EMAIL, '***');
}

type LoggedError = { type: string; code?: string; message: string; stack?: string; cause?: LoggedError };

/** An error as it may be logged: kind, code, message and stack, scrubbed; never the extra fields libraries hang on errors. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is not an error was thrown' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = error.stack === undefined ? {} : { stack: scrub(error.stack) };
  const cause = error.cause === undefined || depth > 3 ? {} : { cause: loggedError(error.cause, depth + 1) };
  return { type: error.constructor.name, ...code, message: scrub(error.message), ...stack, ...cause };
}

/** Options of {@link createLog}. `destination` receives one JSON object a line; default: stdout. */
export type LogOptions = { level?: string; destination?: DestinationStream };

/**
 * Creates the log. Credentials, tokens, e-mail addresses, phone numbers, names and barcodes are removed by property name;
 * errors are reduced to kind, code, message and stack, with addresses and tokens scrubbed out of the text.
 */
export function createLog({ level = 'info', destination }: LogOptions = {}): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '***' },
    serializers: { err: (error: unknown) => loggedError(error), error: (error: unknown) => loggedError(error) },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
