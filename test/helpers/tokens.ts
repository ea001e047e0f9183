import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Somebody who signs ID tokens as Google does, with published keys on loopback. */
export type TokenIssuer = {
  issuer: string;
  audience: string;
  keysUrl: string;
  /** A token for `claims`; give `expiresIn` in seconds from now (default an hour). */
  sign(
    claims: Record<string, unknown>,
    options?: { expiresIn?: number; kid?: string; algorithm?: 'RS256' | 'HS256' },
  ): Promise<string>;
  /** The header of a person with this subject. */
  headerOf(subject: string): Promise<string>;
  /** How often the keys were fetched. */
  fetches(): number;
  close(): Promise<void>;
};

const ISSUER = 'https://accounts.google.com';
const AUDIENCE = 'addon.apps.googleusercontent.com';

async function serve(answer: () => string) {
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.setHeader('content-type', 'application/json').end(answer());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/certs`, fetches: () => fetches, close };
}

/** Makes a key pair and publishes its public half. */
export async function tokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  const server = await serve(() => JSON.stringify({ keys: [jwk] }));
  const sign: TokenIssuer['sign'] = (claims, { expiresIn = 3600, kid = 'first', algorithm = 'RS256' } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const complete = { iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + expiresIn, ...claims };
    const key = algorithm === 'RS256' ? privateKey : new TextEncoder().encode('s'.repeat(64));
    return new SignJWT(complete).setProtectedHeader({ alg: algorithm, kid }).sign(key);
  };
  const headers = new Map<string, Promise<string>>();
  const headerOf = (subject: string) => {
    const person = { sub: subject, email: `${subject}@example.org`, email_verified: true };
    const header = headers.get(subject) ?? sign(person).then((token) => `Bearer ${token}`);
    headers.set(subject, header);
    return header;
  };
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    keysUrl: server.url,
    sign,
    headerOf,
    fetches: server.fetches,
    close: server.close,
  };
}
