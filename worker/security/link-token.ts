import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 32;
const FORM = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** What opens a share link: 256 bits that nobody guesses. */
export const newLinkToken = (): string => randomBytes(BYTES).toString('base64url');

/** What is kept of it. It needs no salt: there is nothing to guess. */
export const hashOfLinkToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether it is the token this hash is of. */
export const isLinkToken = (token: string, hash: Buffer): boolean => timingSafeEqual(hashOfLinkToken(token), hash);

/** Reads `<id>.<token>`, as it stands behind the # of a link's address; null when it has another form. */
export function readLinkSecret(text: string): { readonly id: string; readonly token: string } | null {
  const [, id, token] = FORM.exec(text) ?? [];
  return id === undefined || token === undefined ? null : { id, token };
}
