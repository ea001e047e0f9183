import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const Grant = z.object({
  kind: z.enum(['access', 'refresh']),
  email: z.string(),
  scopes: z.array(z.string()),
  project: z.string(),
  /** Milliseconds since 1970; `null` for a token that does not expire. */
  expiresAt: z.number().nullable(),
});

/** What a token stands for. */
export type Grant = z.infer<typeof Grant>;

const prefixes = { access: 'ya29.c.', refresh: '1//0' } as const;

function signature(payload: string, secret: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64')).update(payload).digest('base64url');
}

/** An opaque bearer for a grant. It carries its own content, so it stays valid across restarts. */
export function sealToken(grant: Grant, secret: string): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString('base64url');
  return `${prefixes[grant.kind]}${payload}.${signature(payload, secret)}`;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The grant behind a token of this kind; `undefined` when it was not issued here or has expired. */
export function openToken(kind: Grant['kind'], token: string, secret: string, now: number): Grant | undefined {
  if (!token.startsWith(prefixes[kind])) return undefined;
  const [payload = '', sign = ''] = token.slice(prefixes[kind].length).split('.');
  if (!isSame(sign, signature(payload, secret))) return undefined;
  const grant = Grant.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const isLive = grant.expiresAt === null || grant.expiresAt > now;
  return grant.kind === kind && isLive ? grant : undefined;
}
