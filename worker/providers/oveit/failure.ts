import { z } from 'zod';
import type { AnsweredError } from '../provider.ts';
import type { ProviderErrorKind } from '../provider-error.ts';

const Refusal = z.looseObject({ error: z.unknown() });

/** Each call can be refused for one reason we can name; the others for any. The text changes with the language, so it tells nothing. */
const KINDS: Readonly<Record<string, ProviderErrorKind>> = {
  '/seller/login': 'auth',
  '/events/tickets': 'not-found',
  '/events/attendees': 'not-found',
  '/tickets/scan': 'not-found',
};

/** Refusals come with 200, and whatever stands beside `error` does not count. */
export function failure(path: string, status: number, body: unknown): AnsweredError | null {
  const { error } = Refusal.safeParse(body).data ?? {};
  if (error === undefined || error === null || error === false) return null;
  const kind = status === 403 ? 'auth' : status === 200 ? (KINDS[path] ?? 'bad-request') : null;
  return kind && { kind, message: typeof error === 'string' ? error : JSON.stringify(error) };
}
