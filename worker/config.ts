import { z } from 'zod';
import { SheetsFacts } from './sheets/facts.ts';

const flag = z.stringbool().default(false);
const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string()));

const json = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  });

const Environment = z.object({
  /** Where the worker listens. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  /** The address users reach the worker at; outside rehearsal needed, and as publicUrlOf wants it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  WILLCALL_DIR: z.string().default('.willcall'),
  /** Replaces the embedded Postgres. */
  DATABASE_URL: z.string().optional(),
  /** Switches every queue from Postgres to Redis or Valkey. */
  REDIS_URL: z.string().optional(),
  /** 32 bytes, base64. Default: a 0600 file in WILLCALL_DIR. */
  WILLCALL_MASTER_KEY: z.string().optional(),
  /** Earlier master keys, each 32 bytes in base64: they still open what they sealed; see willcall rotate-keys. */
  WILLCALL_PREVIOUS_KEYS: list.optional(),
  /** OAuth client ids whose ID tokens are accepted. Present: real Google; absent: rehearsal. */
  GOOGLE_AUDIENCES: list.optional(),
  GOOGLE_ISSUERS: list.default(['https://accounts.google.com', 'accounts.google.com']),
  GOOGLE_KEYS_URL: z.url().default('https://www.googleapis.com/oauth2/v3/certs'),
  GOOGLE_SHEETS_ORIGIN: z.url().default('https://sheets.googleapis.com'),
  /** What willcall doctor --sheet found false, as JSON: {"pasteValuesKeepsText": false}; see docs/doctor.md. */
  GOOGLE_SHEETS_FACTS: json.pipe(SheetsFacts),
  /** Service-account key file of the writer; absent: the machine's own Google identity. */
  GOOGLE_WRITER_KEY_FILE: z.string().optional(),
  /** Service account the machine's identity acts as, in place of a key file. */
  GOOGLE_WRITER_IMPERSONATE: z
    .string()
    .trim()
    .regex(/^[^@\s/:]+@[^@\s/:]+\.gserviceaccount\.com$/, 'is no address of a service account (…gserviceaccount.com)')
    .optional(),
  GOOGLE_IAM_ORIGIN: z.url().default('https://iamcredentials.googleapis.com'),
  /** Pattern of origins that may call from a browser. */
  ALLOWED_ORIGINS: z.string().default(String.raw`^https://n-[a-z0-9-]+-script\.googleusercontent\.com$`),
  /** Base addresses that replace a provider's own, as JSON: {"tixngo": "http://127.0.0.1:8791/v3"}. */
  PROVIDER_ORIGINS: json.pipe(z.record(z.string(), z.url())),
  /** What a vendor does not publish, as JSON: {"tixngo": {"authScheme": "header"}}; see docs/providers. */
  PROVIDER_SETTINGS: json.pipe(z.record(z.string(), z.unknown())),
  /** Runs worked on at the same time by one process. */
  CONCURRENCY: z.coerce.number().int().min(1).max(100).default(4),
  /** Mail server for notices (smtp://user:password@host:587, smtps://…) and their sender; absent: no e-mail (a rehearsal: files). */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@<>]*<?[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+>?$/, 'is no sender such as "Willcall <willcall@example.org>"')
    .optional(),
  /** Called once a minute, so that something outside notices silence. */
  HEARTBEAT_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Origins on a private network that webhooks may call: http://chat.internal:8065. */
  WEBHOOK_ORIGINS: list.default([]),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Rehearsal: first of the ports of the stand-ins. */
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(8790),
  /** Rehearsal without its page. */
  NO_PLAYGROUND: flag,
});

/** Names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

/** The operator's settings, read once at start, frozen, and passed in. */
export type Config = Readonly<z.infer<typeof Environment>>;

/** A setting is missing or wrong: the operator must act; the process ends with this message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses the environment.
 *
 * @throws ConfigError naming every variable that is wrong.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(known);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These settings need a correction:\n  ${lines.join('\n  ')}`);
}
