import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Failure } from '../failure.ts';

/** What an API key allows. `manage` is what members may do; what only admins may do no key does. */
export type KeyScope = 'read' | 'refresh' | 'manage';

/** An API key of one workspace. */
export type KeyGrant = {
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly scopes: readonly KeyScope[];
};

/**
 * Who is asking. A person: `subject` is Google's lasting id of them, the address may change, `domain` is the Google Workspace domain they
 * belong to (null: none, such as gmail.com; never taken from the address). Or an API key: `key` says which.
 */
export type Caller = {
  readonly subject: string;
  readonly email: string;
  readonly domain: string | null;
  readonly key: KeyGrant | null;
};

/** Tells who is calling. */
export type Identity = {
  /**
   * @param header the `Authorization` header.
   * @throws Failure `unauthorized`, its cause says why (for the log only), or `unavailable` when the keys cannot be read.
   */
  verify(header: string | undefined): Promise<Caller>;
};

/** Who signs (issuers), for whom (audiences: OAuth client ids), where the public keys are. */
export type IdentityOptions = {
  issuers: readonly string[];
  audiences: readonly string[];
  keysUrl: string;
  now?: () => Date;
};

const Claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().min(3).max(320),
  email_verified: z.literal(true),
  // the domain Google hosts this account for; an address alone says nothing about that
  hd: z.string().min(1).max(253).optional(),
});

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
/** Longer than any ID token of Google; a bound on the work for strangers. */
const LONGEST_HEADER = 8_192;
const CLOCK_TOLERANCE_SECONDS = 30;

const refused = (cause: unknown) => new Failure('unauthorized', 'Google did not confirm who is asking.', { cause });

function tokenOf(header: string | undefined): string {
  if (header === undefined) throw refused(new Error('no Authorization header'));
  const match = header.length <= LONGEST_HEADER ? BEARER.exec(header) : null;
  if (match?.[1] === undefined) throw refused(new Error('the Authorization header holds no ID token'));
  return match[1];
}

/** Not the token's fault: the published keys could not be fetched. */
function isOutage(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return error instanceof errors.JOSEError ? error.code === 'ERR_JOSE_GENERIC' : true;
}

/** Verifies Google's ID tokens. Keys are fetched when first needed and kept; unknown key ids fetch again at most every 30 s. */
export function createIdentity({ issuers, audiences, keysUrl, now = () => new Date() }: IdentityOptions): Identity {
  if (audiences.length === 0) throw new RangeError('an audience is needed: without one every token of Google would do');
  const keys = createRemoteJWKSet(new URL(keysUrl), { cooldownDuration: 30_000 });
  const rules = {
    issuer: [...issuers],
    audience: [...audiences],
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'iat', 'sub'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
  return {
    async verify(header) {
      const token = tokenOf(header);
      const verified = await jwtVerify(token, keys, { ...rules, currentDate: now() }).catch((cause: unknown) => {
        if (!isOutage(cause)) throw refused(cause);
        throw new Failure('unavailable', "Google's keys cannot be read at the moment.", {
          cause,
        });
      });
      const claims = Claims.safeParse(verified.payload);
      if (!claims.success) throw refused(new Error('the ID token names no verified e-mail address'));
      const { sub, email, hd } = claims.data;
      return { subject: sub, email, domain: hd?.toLowerCase() ?? null, key: null };
    },
  };
}
