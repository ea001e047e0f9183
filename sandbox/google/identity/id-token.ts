import { createHash } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import type { Secrets } from './keys.ts';

/** The person an ID token is about. */
export type IdTokenUser = {
  email: string;
  /** Google's number of the account; derived from the e-mail when absent. */
  sub?: string;
  /** Domain of a Workspace account. */
  hd?: string;
  name?: string;
};

/** What to make different from a good token, to see it refused. */
export type IdTokenOverrides = {
  audience?: string;
  issuer?: string;
  emailVerified?: boolean;
  /** Seconds from now; negative for a token that has expired. Default 3600. */
  expiresInS?: number;
  /** `foreign` signs with a key that is not published. */
  key?: 'google' | 'foreign';
  /** Further claims; `undefined` removes one. */
  claims?: Readonly<Record<string, unknown>>;
};

/** The stable 21-digit number of an account. */
export function subjectOf(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest();
  return `1${(digest.readBigUInt64BE() % 10n ** 20n).toString().padStart(20, '0')}`;
}

function claimsOf(user: IdTokenUser, audience: string, overrides: IdTokenOverrides): Record<string, unknown> {
  return {
    iss: overrides.issuer ?? 'https://accounts.google.com',
    azp: overrides.audience ?? audience,
    aud: overrides.audience ?? audience,
    sub: user.sub ?? subjectOf(user.email),
    email: user.email,
    email_verified: overrides.emailVerified ?? true,
    ...(user.hd === undefined ? {} : { hd: user.hd }),
    ...(user.name === undefined ? {} : { name: user.name }),
    ...overrides.claims,
  };
}

/** An ID token as `ScriptApp.getIdentityToken()` gives it: RS256, one hour. `nowMs` is milliseconds since 1970. */
export async function signIdToken(
  secrets: Secrets,
  user: IdTokenUser,
  audience: string,
  nowMs: number,
  overrides: IdTokenOverrides = {},
): Promise<string> {
  const { kid, privatePem } = overrides.key === 'foreign' ? secrets.foreign : secrets.google;
  const nowS = Math.floor(nowMs / 1000);
  const lifeS = overrides.expiresInS ?? 3600;
  return new SignJWT(claimsOf(user, audience, overrides))
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuedAt(lifeS > 0 ? nowS : nowS + lifeS - 3600)
    .setExpirationTime(nowS + lifeS)
    .sign(await importPKCS8(privatePem, 'RS256'));
}
