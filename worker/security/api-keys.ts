import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Database } from '../db/connection.ts';
import { liveApiKey, noteApiKeyUse, type PresentedKey } from '../db/api-keys.ts';
import { Failure } from '../failure.ts';
import type { Identity } from './identity.ts';

/** `wck_`, the key's id as 32 hex digits, and 32 random bytes as base64url. */
const PRESENTED = /^Bearer wck_([0-9a-f]{32})_([\w-]{43})$/i;
const LOOKS_LIKE_ONE = /^Bearer wck_/i;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A new key: `text` is what its owner is shown once, `hash` is what is kept. */
export function newApiKey(): { id: string; text: string; hash: Buffer } {
  const id = randomUUID();
  const secret = randomBytes(32).toString('base64url');
  return { id, text: `wck_${id.replaceAll('-', '')}_${secret}`, hash: hashOf(secret) };
}

const uuidOf = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-').toLowerCase();

const refused = (why: string) => new Failure('unauthorized', 'Nobody is signed in.', { cause: new Error(why) });

async function presented(db: Database, header: string, now: Date): Promise<PresentedKey> {
  const [, hex, secret] = PRESENTED.exec(header) ?? [];
  if (hex === undefined || secret === undefined) throw refused('this is no API key as we make them');
  const row = await liveApiKey(db, uuidOf(hex), now);
  // compared in any case, so that the time it takes tells nothing about ids
  const isRight = timingSafeEqual(row?.secret_hash ?? Buffer.alloc(32), hashOf(secret));
  if (row && isRight) return row;
  throw refused('the API key is wrong, revoked or expired');
}

/** Takes API keys beside Google's tokens: whoever presents one acts for the key's workspace, with the key's scopes. */
export function withApiKeys(identity: Identity, { db, now }: { db: Database; now: () => Date }): Identity {
  return {
    async verify(header) {
      if (header === undefined || !LOOKS_LIKE_ONE.test(header)) return await identity.verify(header);
      const { id, name, scopes, workspace_id: workspaceId, last_used_on: lastDay } = await presented(db, header, now());
      const today = now().toISOString().slice(0, 10);
      if (lastDay !== today) await noteApiKeyUse(db, id, today);
      return { subject: `key:${id}`, email: '', domain: null, key: { id, name, workspaceId, scopes } };
    },
  };
}
