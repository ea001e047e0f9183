import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { NoticeTargetRow } from '../db/notice-targets.ts';
import type { Sealer } from '../security/sealing.ts';

const TargetSecret = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), address: z.string(), unsubscribe: z.string() }),
  z.object({ kind: z.literal('webhook'), url: z.string(), signingSecret: z.string() }),
]);

/** What of a target is sealed: where it is, what webhooks are signed with, and the word in the link that unsubscribes. */
export type TargetSecret = z.infer<typeof TargetSecret>;

type Owner = Pick<NoticeTargetRow, 'id' | 'workspace_id'>;

const contextOf = ({ id, workspace_id }: Owner) => ({ kind: 'notice-target', id, workspaceId: workspace_id });

export function sealTarget(sealer: Sealer, owner: Owner, secret: TargetSecret): Buffer {
  return sealer.seal(Buffer.from(JSON.stringify(secret), 'utf8'), contextOf(owner));
}

/** @throws SealError when the row is not the one it was sealed for. */
export function openTarget(sealer: Sealer, row: Owner & { sealed: Buffer }): TargetSecret {
  return TargetSecret.parse(JSON.parse(sealer.open(row.sealed, contextOf(row)).toString('utf8')));
}

/** A word nobody guesses: 256 bits. */
export const newWord = (): string => randomBytes(32).toString('base64url');

/** In the form https://www.standardwebhooks.com gives signing secrets. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const hashOfWord = (word: string): Buffer => createHash('sha256').update(word).digest();
