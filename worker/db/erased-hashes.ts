import type { Kysely } from 'kysely';
import { erasedName, type ErasedPeople } from '../erasure/erased-people.ts';
import type { Tables } from './tables.ts';

/** Whom a workspace erased and has not lifted since. */
export async function erasedPeople(db: Kysely<Tables>, workspaceId: string): Promise<ErasedPeople> {
  const rows = await db
    .selectFrom('erased_hashes')
    .innerJoin('erasures', 'erasures.id', 'erased_hashes.erasure_id')
    .select(['erased_hashes.kind', 'hash', 'part'])
    .where('erased_hashes.workspace_id', '=', workspaceId)
    .where('erasures.lifted_at', 'is', null)
    .execute();
  const people = new Map<string, (typeof rows)[number]['part']>();
  for (const { kind, hash, part } of rows) {
    const name = erasedName(kind, hash);
    const known = people.get(name);
    people.set(name, known === undefined || known === part ? part : 'whole');
  }
  return people;
}

/** Id of the newest erasure of a person; null: nobody was erased. */
export async function lastErased(db: Kysely<Tables>, workspaceId: string): Promise<string | null> {
  const newest = await db
    .selectFrom('erasures')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'person')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.id ?? null;
}
