import { JWT, OAuth2Client } from 'google-auth-library';
import { createRemoteJWKSet, importPKCS8, jwtVerify, SignJWT } from 'jose';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopes } from '../../../../sandbox/google/actor.ts';
import { ApiError } from '../../../../sandbox/google/api-error.ts';
import type { ServiceAccountKey } from '../../../../sandbox/google/identity.ts';
import { serveIdentity, type Served } from './serve.ts';

const owner = { email: 'owner@rehearsal.example', hd: 'rehearsal.example' };
const bearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
let google: Served;

beforeAll(async () => {
  google = await serveIdentity();
});

afterAll(() => google.close());

async function post(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${google.origin}/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, body: Object(await answer.json()) };
}

async function assertion(key: ServiceAccountKey, change: Record<string, unknown> = {}): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const claims = { iss: key.client_email, aud: key.token_uri, scope: scopes.drive, iat: nowS, exp: nowS + 3600 };
  return new SignJWT({ ...claims, ...change })
    .setProtectedHeader({ alg: 'RS256', kid: key.private_key_id })
    .sign(await importPKCS8(key.private_key, 'RS256'));
}

describe('an ID token', () => {
  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${google.origin}/oauth2/v3/certs`)), {
      issuer: 'https://accounts.google.com',
      audience: google.identity.audience,
    });

  it('is verified with the published keys and names the person', async () => {
    const { payload } = await verify(await google.identity.idToken(owner));
    expect(payload).toMatchObject({ ...owner, email_verified: true, aud: google.identity.audience });
    expect(payload.sub).toMatch(/^\d{21}$/);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it.each([
    ['for another audience', { audience: 'someone-else' }, /"aud"/],
    ['from another issuer', { issuer: 'https://evil.example' }, /"iss"/],
    ['that has expired', { expiresInS: -1 }, /"exp"/],
    ['signed with a key that is not published', { key: 'foreign' as const }, /no applicable key/],
  ])('%s is refused', async (_, overrides, message) => {
    const token = await google.identity.idToken(owner, overrides);
    await expect(verify(token)).rejects.toThrow(message);
  });

  it('can be made without a verified e-mail, or without any', async () => {
    const unverified = await verify(await google.identity.idToken(owner, { emailVerified: false }));
    const nameless = await verify(await google.identity.idToken(owner, { claims: { email: undefined } }));
    expect(unverified.payload['email_verified']).toBe(false);
    expect(nameless.payload['email']).toBeUndefined();
  });

  it('satisfies Google’s own client when it is given our keys', async () => {
    const answer = await fetch(`${google.origin}/oauth2/v1/certs`);
    const certs = z.record(z.string(), z.string()).parse(await answer.json());
    const token = await google.identity.idToken(owner);
    const client = new OAuth2Client();
    const ticket = await client.verifySignedJwtWithCertsAsync(token, certs, google.identity.audience, [
      'https://accounts.google.com',
    ]);
    expect(ticket.getPayload()?.email).toBe(owner.email);
  });
});

describe('the token endpoint', () => {
  it('trades a signed request of the writer for an access token', async () => {
    const key = google.identity.serviceAccountKey();
    const { status, body } = await post({ grant_type: bearerGrant, assertion: await assertion(key) });
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 3599, token_type: 'Bearer' });
    expect(google.identity.actorOf(`Bearer ${String(body['access_token'])}`)).toEqual({
      email: 'willcall-writer@willcall-rehearsal.iam.gserviceaccount.com',
      scopes: [scopes.drive],
      project: '482915736041',
    });
  });

  it('serves Google’s own client', async () => {
    const key = google.identity.serviceAccountKey();
    const client = new JWT({ email: key.client_email, key: key.private_key, scopes: [scopes.spreadsheets] });
    client.transporter.interceptors.request.add({
      resolved: async (request) => ({ ...request, url: new URL(key.token_uri) }),
    });
    const { token } = await client.getAccessToken();
    expect(google.identity.actorOf(`Bearer ${token}`).scopes).toEqual([scopes.spreadsheets]);
    const id = await client.fetchIdToken('https://worker.example');
    expect(JSON.parse(Buffer.from(id.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      aud: 'https://worker.example',
      email: key.client_email,
    });
  });

  it.each([
    ['a wrong audience', { aud: 'https://elsewhere.example/token' }, 'invalid_grant', /audience check/],
    ['a life of more than an hour', { exp: 4_000_000_000 }, 'invalid_grant', /short-lived token/],
    ['a past life', { iat: 1_000_000_000, exp: 1_000_003_600 }, 'invalid_grant', /short-lived token/],
    ['an unknown account', { iss: 'nobody@nowhere.example' }, 'invalid_grant', /account not found/],
    ['no scope', { scope: '' }, 'invalid_scope', /scope/],
  ])('refuses %s', async (_, change, error, description) => {
    const signed = await assertion(google.identity.serviceAccountKey(), change);
    const { status, body } = await post({ grant_type: bearerGrant, assertion: signed });
    expect(status).toBe(400);
    expect(body).toEqual({ error, error_description: expect.stringMatching(description) });
  });

  it('refuses a request signed with another account’s key', async () => {
    const writer = google.identity.serviceAccountKey();
    const other = google.identity.serviceAccountKey('second-writer');
    const signed = await assertion({ ...writer, private_key: other.private_key });
    const { body } = await post({ grant_type: bearerGrant, assertion: signed });
    expect(body).toEqual({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' });
  });

  it('refreshes what a person granted, until it is revoked', async () => {
    const token = google.identity.refreshToken(owner.email, [scopes.driveFile]);
    const first = await post({ grant_type: 'refresh_token', refresh_token: token });
    expect(first.body).toMatchObject({ scope: scopes.driveFile, expires_in: 3599, token_type: 'Bearer' });
    google.identity.revoke(token);
    const second = await post({ grant_type: 'refresh_token', refresh_token: token });
    expect(second).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    });
  });

  it.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{}, 'invalid_request'],
    [{ grant_type: bearerGrant, assertion: 'x.y.z' }, 'invalid_grant'],
  ])('answers %j with %s', async (form, error) => {
    const { status, body } = await post(Object.fromEntries(Object.entries(form)));
    expect([status, body['error']]).toEqual([400, error]);
  });
});

describe('a bearer', () => {
  it('says whose it is at userinfo and tokeninfo', async () => {
    const bearer = google.identity.accessToken(owner.email, [scopes.spreadsheets]);
    const headers = { Authorization: `Bearer ${bearer}` };
    const user = await (await fetch(`${google.origin}/oauth2/v3/userinfo`, { headers })).json();
    const token = await (await fetch(`${google.origin}/oauth2/v3/tokeninfo?access_token=${bearer}`)).json();
    expect(user).toMatchObject({ email: owner.email, email_verified: true });
    expect(token).toMatchObject({ email: owner.email, scope: scopes.spreadsheets });
  });

  it('that is missing, foreign or expired is answered with Google’s 401', () => {
    const expired = google.identity.accessToken(owner.email, [scopes.drive], { expiresInS: -1 });
    const refusals = [undefined, 'Bearer nonsense', 'Basic x', `Bearer ${expired}`, `${google.identity.token}`].map(
      refusalOf,
    );
    expect(refusals.map((error) => error.code)).toEqual([401, 401, 401, 401, 401]);
    expect(refusals[1]?.body().error).toMatchObject({
      status: 'UNAUTHENTICATED',
      message: expect.stringMatching(/^Request had invalid authentication credentials\. Expected OAuth 2 access token/),
      errors: [expect.objectContaining({ reason: 'authError' })],
    });
  });

  function refusalOf(header: string | undefined): ApiError {
    try {
      google.identity.actorOf(header);
    } catch (error) {
      if (error instanceof ApiError) return error;
    }
    throw new Error('The bearer was accepted.');
  }
});

it('keys and tokens survive a restart, readable for nobody else', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'willcall-identity-'));
  try {
    const first = await serveIdentity({ dataDir });
    const idToken = await first.identity.idToken(owner);
    const { token } = first.identity;
    first.close();
    const second = await serveIdentity({ dataDir });
    const certs = createRemoteJWKSet(new URL(`${second.origin}/oauth2/v3/certs`));
    expect((await jwtVerify(idToken, certs)).payload['email']).toBe(owner.email);
    expect(second.identity.token).toBe(token);
    expect(second.identity.actorOf(`Bearer ${token}`).scopes).toEqual([scopes.drive, scopes.spreadsheets]);
    expect(statSync(join(dataDir, 'identity.json')).mode & 0o777).toBe(0o600);
    second.close();
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
