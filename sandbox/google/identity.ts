import type { Hono } from 'hono';
import { type Actor, scopes as knownScopes } from './actor.ts';
import { ApiError } from './api-error.ts';
import { openToken, sealToken } from './identity/access-token.ts';
import { type IdTokenOverrides, type IdTokenUser, signIdToken } from './identity/id-token.ts';
import { loadSecrets, newServiceAccount, saveSecrets, type ServiceAccount } from './identity/keys.ts';
import { identityRoutes } from './identity/routes.ts';

export type { IdTokenOverrides, IdTokenUser };

/** A service account's key file, as the Cloud console hands it out. */
export type ServiceAccountKey = {
  type: 'service_account';
  project_id: string;
  private_key_id: string;
  private_key: string;
  client_email: string;
  client_id: string;
  auth_uri: string;
  token_uri: string;
  auth_provider_x509_cert_url: string;
  universe_domain: 'googleapis.com';
};

export type IdentityOptions = {
  /** Folder that keeps the keys, so that issued tokens survive a restart; in memory when absent. */
  dataDir?: string | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Where the routes are served, `http://127.0.0.1:PORT`; asked when it is needed. */
  origin: () => string;
};

/** Accounts, keys and tokens of the local Google. */
export type Identity = {
  /** `/token`, `/oauth2/v3/certs`, `/oauth2/v3/tokeninfo`, `/oauth2/v3/userinfo`. */
  readonly app: Hono;
  /** OAuth client id that ID tokens are issued for. */
  readonly audience: string;
  /** Long-lived bearer of the writer with the scopes `drive` and `spreadsheets`. */
  readonly token: string;
  /** Key file of a service account, `willcall-writer` by default; an account that is new is made and kept. */
  serviceAccountKey(name?: string): ServiceAccountKey;
  idToken(user: IdTokenUser, overrides?: IdTokenOverrides): Promise<string>;
  /** A bearer for any account, also a person; one hour by default, `Infinity` for ever. */
  accessToken(email: string, scopes: readonly string[], options?: { expiresInS?: number }): string;
  /** What a person's consent leaves with an application, to be traded at `/token`. */
  refreshToken(email: string, scopes: readonly string[]): string;
  /** Makes a token invalid until the next start. */
  revoke(token: string): void;
  /** Who calls, from the `Authorization` header. Throws Google's 401 (`ApiError`). */
  actorOf(authorization: string | undefined): Actor;
};

const clientId = '482915736041-willcallrehearsal.apps.googleusercontent.com';
const userProject = '482915736041';

function unauthenticated(header: string | undefined): ApiError {
  const expected =
    'Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  const place = { domain: 'global', location: 'Authorization', locationType: 'header' };
  return header === undefined
    ? new ApiError(
        401,
        `Request is missing required authentication credential. ${expected}`,
        [],
        [{ message: 'Login Required.', ...place, reason: 'required' }],
      )
    : new ApiError(
        401,
        `Request had invalid authentication credentials. ${expected}`,
        [],
        [{ message: 'Invalid Credentials', ...place, reason: 'authError' }],
      );
}

function keyFile(account: ServiceAccount, origin: string): ServiceAccountKey {
  return {
    type: 'service_account',
    project_id: account.projectId,
    private_key_id: account.key.kid,
    private_key: account.key.privatePem,
    client_email: account.email,
    client_id: account.clientId,
    auth_uri: `${origin}/o/oauth2/auth`,
    token_uri: `${origin}/token`,
    auth_provider_x509_cert_url: `${origin}/oauth2/v1/certs`,
    universe_domain: 'googleapis.com',
  };
}

/** The accounts of the local Google. With a `dataDir`, keys and issued tokens stay valid from one start to the next. */
export function createIdentity({ dataDir, now, origin }: IdentityOptions): Identity {
  const secrets = loadSecrets(dataDir);
  const revoked = new Set<string>();
  const seal = (kind: 'access' | 'refresh', email: string, scopes: readonly string[], expiresAt: number | null) => {
    const project = secrets.serviceAccounts.find((account) => account.email === email)?.projectNumber ?? userProject;
    return sealToken(
      { kind, email: email.toLowerCase(), scopes: [...scopes], project, expiresAt },
      secrets.tokenSecret,
    );
  };
  const open = (kind: 'access' | 'refresh', token: string) =>
    revoked.has(token) ? undefined : openToken(kind, token, secrets.tokenSecret, now());
  const accountNamed = (name: string) => {
    const known = secrets.serviceAccounts.find((account) => account.email.startsWith(`${name}@`));
    if (known) return known;
    const made = newServiceAccount(name);
    secrets.serviceAccounts.push(made);
    if (dataDir !== undefined) saveSecrets(dataDir, secrets);
    return made;
  };
  const core = {
    audience: clientId,
    idToken: (user: IdTokenUser, overrides: IdTokenOverrides = {}) =>
      signIdToken(secrets, user, clientId, now(), overrides),
    accessToken: (email: string, scopes: readonly string[], { expiresInS = 3599 } = {}) =>
      seal('access', email, scopes, Number.isFinite(expiresInS) ? now() + expiresInS * 1000 : null),
  };
  return {
    ...core,
    app: identityRoutes({ ...core, secrets: () => secrets, tokenUri: () => `${origin()}/token`, now, open }),
    token: core.accessToken(accountNamed('willcall-writer').email, [knownScopes.drive, knownScopes.spreadsheets], {
      expiresInS: Infinity,
    }),
    serviceAccountKey: (name = 'willcall-writer') => keyFile(accountNamed(name), origin()),
    refreshToken: (email, scopes) => seal('refresh', email, scopes, null),
    revoke: (token) => void revoked.add(token),
    actorOf(authorization) {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      const grant = token === undefined ? undefined : open('access', token);
      if (!grant) throw unauthenticated(authorization);
      return { email: grant.email, scopes: grant.scopes, project: grant.project };
    },
  };
}
