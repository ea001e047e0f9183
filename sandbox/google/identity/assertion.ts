import { decodeJwt, errors, importSPKI, jwtVerify } from 'jose';
import { z } from 'zod';
import type { ServiceAccount } from './keys.ts';

/** The token endpoint's refusal; answered with status 400 as RFC 6749 has it. */
export type GrantError = { error: string; error_description: string };

const Claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number(),
  exp: z.number(),
  scope: z.string().optional(),
  target_audience: z.string().optional(),
});

/** A service account's request that was signed with its key. */
export type Assertion = { account: ServiceAccount; scopes: string[]; targetAudience?: string };

const clockSkewS = 300;
const longestLifeS = 3600;

function refusal(description: string): GrantError {
  return { error: 'invalid_grant', error_description: description };
}

/** Google's own addresses are right too: its Node client signs for them whatever the key file says. */
function isAudience(aud: string | string[], tokenUri: string): boolean {
  const right = [
    tokenUri,
    tokenUri.replace('127.0.0.1', 'localhost'),
    'https://oauth2.googleapis.com/token',
    'https://www.googleapis.com/oauth2/v4/token',
    'https://accounts.google.com/o/oauth2/token',
  ];
  return [aud].flat().some((audience) => right.includes(audience));
}

function isTimely({ iat, exp }: z.infer<typeof Claims>, nowS: number): boolean {
  return iat <= nowS + clockSkewS && exp > nowS - clockSkewS && exp - iat <= longestLifeS && exp > iat;
}

function claimsOf(token: string): z.infer<typeof Claims> | undefined {
  try {
    return Claims.safeParse(decodeJwt(token)).data;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

async function isSignedBy(account: ServiceAccount, token: string, nowS: number): Promise<boolean> {
  const key = await importSPKI(account.key.publicPem, 'RS256');
  try {
    await jwtVerify(token, key, {
      algorithms: ['RS256'],
      currentDate: new Date(nowS * 1000),
      clockTolerance: clockSkewS,
    });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}

/** Checks a signed request for a token: account, time, signature, audience, in Google's words when one is wrong. */
export async function checkAssertion(
  token: string,
  accounts: readonly ServiceAccount[],
  tokenUri: string,
  nowMs: number,
): Promise<Assertion | GrantError> {
  const nowS = Math.floor(nowMs / 1000);
  const claims = claimsOf(token);
  if (!claims) return refusal('Invalid JWT: the assertion is not a signed JWT with iss, aud, iat and exp.');
  const account = accounts.find(({ email }) => email === claims.iss);
  if (!account) return refusal('Invalid grant: account not found');
  if (!isTimely(claims, nowS)) {
    return refusal(
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
  if (!(await isSignedBy(account, token, nowS))) return refusal('Invalid JWT Signature.');
  if (!isAudience(claims.aud, tokenUri)) {
    return refusal(`Invalid JWT: Failed audience check. The right audience is ${tokenUri}`);
  }
  const scopes = claims.scope?.split(' ').filter((scope) => scope !== '') ?? [];
  if (claims.target_audience !== undefined) return { account, scopes, targetAudience: claims.target_audience };
  if (scopes.length > 0) return { account, scopes };
  return { error: 'invalid_scope', error_description: 'Invalid OAuth scope or ID token audience provided.' };
}
