import type { Kysely } from 'kysely';
import type { AuditAction } from '../../shared/audit.ts';
import { keepableJson } from '../keepable.ts';
import type { Tables } from './tables.ts';

/** Who did it: a person by Google's id and e-mail address, an API key or share link by id and name, the operator, or Willcall itself. */
export type Actor = {
  readonly kind: Tables['audit_log']['actor_kind'];
  readonly id: string;
  readonly name: string;
};

/** Willcall itself: schedules, retention. */
export const WILLCALL: Actor = { kind: 'willcall', id: 'willcall', name: 'Willcall' };

/** What was done to what. `details`: ids, counts and names people gave to things; never a guest's data, never a secret. */
export type Deed = {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly object: { readonly kind: string; readonly id: string | null };
  readonly details?: Readonly<Record<string, unknown>>;
};

/** Writes it down, in the transaction of what is done where there is one: what is not written down is not done. */
export async function recordDeed(db: Kysely<Tables>, deed: Deed): Promise<void> {
  const { workspaceId, actor, action, object, details = {} } = deed;
  await db
    .insertInto('audit_log')
    .values({
      workspace_id: workspaceId,
      actor_kind: actor.kind,
      actor: actor.id,
      actor_name: actor.name,
      action,
      object_kind: object.kind,
      object_id: object.id,
      details: keepableJson(details),
    })
    .execute();
}
