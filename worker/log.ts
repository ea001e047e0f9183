import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

/** The worker's structured log. */
export type Log = Logger;

/** Names of properties that never reach the log, wherever they lie; compared without case, "_" and "-". */
const SECRET_NAMES = new Set(
  `authorization cookie setcookie headers credentials password passphrase secret sealed
  apikey apisecret key token accesstoken refreshtoken idtoken privatekey proof value
  email phone phonenumber mobile name firstname lastname fullname surname address
  owner holder attendee buyer customer barcode qrcode ticket tickets record records
  row rows body query scope parameters detail where dataurl url databaseurl`.split(/\s+/),
);
/** Names that are secret as a thing, and harmless as a count. */
const COUNTS = new Set(['row', 'rows', 'record', 'records', 'ticket', 'tickets']);

const HIDDEN = '***';
const DEEPEST = 6;

const SECRETS_IN_TEXT: [RegExp, string][] = [
  [/\/\/[^/\s@]*@/g, '//***@'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, HIDDEN],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, HIDDEN],
  [/\?[^\s"')]+/g, '?***'],
  [/\+\d[\d ()-]{6,}\d/g, HIDDEN],
];

/** Text without e-mail addresses, phone numbers, tokens, passwords and queries inside addresses. */
export function scrub(text: string): string {
  return SECRETS_IN_TEXT.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}

type LoggedError = { type: string; code?: string; message: string; stack?: string; cause?: LoggedError };

/** Parsers quote what they could not read, and Postgres the value it refused. */
function messageOf(error: Error): string {
  return error instanceof SyntaxError ? HIDDEN : scrub(error.message).replace(/: ".*$/s, `: ${HIDDEN}`);
}

/** The stack begins with the message once more, so its first lines are cut off. */
function loggedError(error: Error, depth: number): LoggedError {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const stack = frames ? { stack: frames.join('\n') } : {};
  const cause = error.cause instanceof Error && depth < DEEPEST ? { cause: loggedError(error.cause, depth + 1) } : {};
  return { type: error.name, ...code, message: messageOf(error), ...stack, ...cause };
}

function cleanField(name: string, value: unknown, depth: number): unknown {
  const plain = name.toLowerCase().replace(/[_-]/g, '');
  if (!SECRET_NAMES.has(plain)) return clean(value, depth);
  return value == null || (COUNTS.has(plain) && typeof value === 'number') ? value : HIDDEN;
}

/** What may be logged of a value: errors lose the extra fields libraries hang on them, bytes and deep things are left out. */
function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (value instanceof Error) return loggedError(value, depth);
  if (depth >= DEEPEST || ArrayBuffer.isView(value)) return HIDDEN;
  if (Array.isArray(value)) return value.map((inner) => clean(inner, depth + 1));
  return cleanFields(value, depth + 1);
}

function cleanFields(object: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, cleanField(name, value, depth)]));
}

/** The hook of {@link createLog} sees what is logged, not what a child log carries along. */
function withCleanChildren(log: Log): Log {
  const pinoChild: unknown = Reflect.get(log, 'child');
  if (typeof pinoChild !== 'function') return log;
  return Object.assign(log, {
    child(this: Log, bindings: object): unknown {
      return Reflect.apply(pinoChild, this, [cleanFields(bindings)]);
    },
  });
}

/** Options of {@link createLog}. `destination` receives one JSON object a line; default: stdout. */
export type LogOptions = { level?: string; destination?: DestinationStream };

/**
 * Creates the log. Whatever is given to it, credentials, tokens, e-mail addresses, phone numbers, names and barcodes do not
 * come out: secret by property name at any depth, or scrubbed out of text. Bodies, queries and rows are never logged.
 */
export function createLog({ level = 'info', destination }: LogOptions = {}): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // errors are reduced before they get here; pino's own way would flatten them again
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(args, method) {
        const [first, ...rest] = args.map((arg: unknown) => (arg instanceof Error ? { err: clean(arg) } : clean(arg)));
        method.apply(this, [first, ...rest.map(String)]);
      },
    },
  };
  return withCleanChildren(destination ? pino(options, destination) : pino(options));
}
