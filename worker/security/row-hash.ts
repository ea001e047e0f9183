import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../db/connection.ts';
import { hashKeyOf } from '../db/hash-keys.ts';
import type { Sealer } from './sealing.ts';

/** A stand-in for an id that is itself a secret: stable within a workspace, useless outside, no way back. 32 hexadecimal digits. */
export type RowHash = (secret: string) => string;

const DIGITS = 32;

/** @throws SealError when the workspace's key was sealed with another master key. */
export async function rowHashOf(db: Database, sealer: Sealer, workspaceId: string): Promise<RowHash> {
  return rowHash(await hashKey(db, sealer, workspaceId));
}

/** The workspace's own secret, 32 bytes. @throws SealError when it was sealed with another master key. */
export async function hashKey(db: Database, sealer: Sealer, workspaceId: string): Promise<Buffer> {
  const context = { kind: 'hash-key', id: workspaceId, workspaceId };
  const sealed = await hashKeyOf(db, workspaceId, sealer.seal(randomBytes(32), context));
  return sealer.open(sealed, context);
}

/** The same with a key of one's own. */
export const rowHash =
  (key: Buffer): RowHash =>
  (secret) =>
    createHmac('sha256', key).update(secret).digest('hex').slice(0, DIGITS);
