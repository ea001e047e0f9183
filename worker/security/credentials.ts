import { z } from 'zod';
import { Failure } from '../failure.ts';
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

/**
 * @throws Failure `provider-key-missing` while they are still to be entered; SealError when the row is not the one the credentials were
 * sealed for.
 */
export function openCredentials(
  sealer: Sealer,
  owner: CredentialsOwner & { sealed: Buffer | null; label?: string },
): Credentials {
  if (owner.sealed === null) {
    const account = owner.label === undefined ? 'this ticketing account' : `the ticketing account "${owner.label}"`;
    throw new Failure('provider-key-missing', `The credentials of ${account} are still to be entered.`);
  }
  return Credentials.parse(JSON.parse(sealer.open(owner.sealed, contextOf(owner)).toString('utf8')));
}
