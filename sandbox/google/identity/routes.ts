import { exportJWK, importSPKI, jwtVerify, type JWK } from 'jose';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Grant } from './access-token.ts';
import { checkAssertion } from './assertion.ts';
import { subjectOf } from './id-token.ts';
import type { Identity } from '../identity.ts';
import type { Secrets } from './keys.ts';

/** What the routes need of the identity they serve. */
export type IdentityCore = Pick<Identity, 'accessToken' | 'idToken' | 'audience'> & {
  secrets: () => Secrets;
  tokenUri: () => string;
  now: () => number;
  open: (kind: Grant['kind'], token: string) => Grant | undefined;
};

/** Seconds a token lives, as Google says it. */
const lifeS = 3599;

const Form = z.object({
  grant_type: z.string().optional(),
  assertion: z.string().optional(),
  refresh_token: z.string().optional(),
});

function refuse(c: Context, error: string, description: string): Response {
  return c.json({ error, error_description: description }, 400);
}

async function signedRequest(c: Context, core: IdentityCore, assertion: string): Promise<Response> {
  const checked = await checkAssertion(assertion, core.secrets().serviceAccounts, core.tokenUri(), core.now());
  if ('error' in checked) return c.json(checked, 400);
  const { account, scopes, targetAudience } = checked;
  if (targetAudience !== undefined) {
    const id_token = await core.idToken({ email: account.email, sub: account.clientId }, { audience: targetAudience });
    return c.json({ id_token });
  }
  const access_token = core.accessToken(account.email, scopes, { expiresInS: lifeS });
  return c.json({ access_token, expires_in: lifeS, token_type: 'Bearer' });
}

function refreshed(c: Context, core: IdentityCore, token: string): Response {
  const grant = core.open('refresh', token);
  if (!grant) return refuse(c, 'invalid_grant', 'Token has been expired or revoked.');
  const access_token = core.accessToken(grant.email, grant.scopes, { expiresInS: lifeS });
  return c.json({ access_token, expires_in: lifeS, scope: grant.scopes.join(' '), token_type: 'Bearer' });
}

async function issueToken(c: Context, core: IdentityCore): Promise<Response> {
  const isJson = c.req.header('content-type')?.includes('json') === true;
  const body: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
  const form = Form.safeParse(body).data ?? {};
  if (form.grant_type === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return signedRequest(c, core, form.assertion ?? '');
  }
  if (form.grant_type === 'refresh_token') return refreshed(c, core, form.refresh_token ?? '');
  if (form.grant_type === undefined) return refuse(c, 'invalid_request', 'Missing required parameter: grant_type');
  return refuse(c, 'unsupported_grant_type', `Invalid grant_type: ${form.grant_type}`);
}

async function publishedKey(core: IdentityCore): Promise<JWK> {
  const { kid, publicPem } = core.secrets().google;
  return { ...(await exportJWK(await importSPKI(publicPem, 'RS256'))), kid, alg: 'RS256', use: 'sig' };
}

function accessTokenInfo(core: IdentityCore, token: string): object | undefined {
  const grant = core.open('access', token);
  return (
    grant && {
      azp: core.audience,
      aud: core.audience,
      sub: subjectOf(grant.email),
      scope: grant.scopes.join(' '),
      exp: String(Math.floor((grant.expiresAt ?? core.now() + lifeS * 1000) / 1000)),
      expires_in: String(Math.floor(((grant.expiresAt ?? core.now() + lifeS * 1000) - core.now()) / 1000)),
      email: grant.email,
      email_verified: 'true',
      access_type: 'online',
    }
  );
}

async function idTokenInfo(core: IdentityCore, token: string): Promise<object | undefined> {
  const key = await importSPKI(core.secrets().google.publicPem, 'RS256');
  const verified = await jwtVerify(token, key, { currentDate: new Date(core.now()) }).catch(() => undefined);
  if (!verified) return undefined;
  const claims = Object.entries(verified.payload).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(claims), alg: 'RS256', kid: core.secrets().google.kid, typ: 'JWT' };
}

async function tokenInfo(c: Context, core: IdentityCore): Promise<Response> {
  const { access_token: access, id_token: id } = c.req.query();
  const header = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  const info = id === undefined ? accessTokenInfo(core, access ?? header ?? '') : await idTokenInfo(core, id);
  return info ? c.json(info) : refuse(c, 'invalid_token', 'Invalid Value');
}

function userInfo(c: Context, core: IdentityCore): Response {
  const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
  const grant = core.open('access', token);
  if (!grant) return c.json({ error: 'invalid_request', error_description: 'Invalid Credentials' }, 401);
  return c.json({ sub: subjectOf(grant.email), email: grant.email, email_verified: true });
}

/** Token endpoint, published keys, token and user information. */
export function identityRoutes(core: IdentityCore): Hono {
  return new Hono()
    .post('/token', (c) => issueToken(c, core))
    .get('/oauth2/v3/certs', async (c) => {
      c.header('Cache-Control', 'public, max-age=19800, must-revalidate, no-transform');
      return c.json({ keys: [await publishedKey(core)] });
    })
    .get('/oauth2/v1/certs', (c) => c.json({ [core.secrets().google.kid]: core.secrets().google.publicPem }))
    .on(['GET', 'POST'], ['/oauth2/v3/tokeninfo', '/tokeninfo'], (c) => tokenInfo(c, core))
    .get('/oauth2/v3/userinfo', (c) => userInfo(c, core));
}
