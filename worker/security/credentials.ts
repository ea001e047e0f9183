import { z } from 'zod';
import type { Sealer } from './sealing.ts';

const Credentials = z.record(z.string(), z.string());

/** Credential values by field id, such as `{ apiKey: "…" }`. */
export type Credentials = z.infer<typeof Credentials>;

/** The record that credentials belong to: a row of the table `connections`. */
export type CredentialsOwner = { id: string; workspace_id: string };

const contextOf = ({ id, workspace_id }: CredentialsOwner) => ({ kind: 'connection', id, workspaceId: workspace_id });

export function sealCredentials(sealer: Sealer, owner: CredentialsOwner, credentials: Credentials): Buffer {
  return sealer.seal(Buffer.from(JSON.stringify(credentials), 'utf8'), contextOf(owner));
}

/** @throws SealError when the row is not the one the credentials were sealed for. */
export function openCredentials(sealer: Sealer, owner: CredentialsOwner & { sealed: Buffer }): Credentials {
  return Credentials.parse(JSON.parse(sealer.open(owner.sealed, contextOf(owner)).toString('utf8')));
}
