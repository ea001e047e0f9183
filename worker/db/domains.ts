import { sql, type Insertable, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

export type DomainRow = Selectable<Tables['workspace_domains']>;

/** Oldest first. */
export async function domainsOf(db: Database, workspaceId: string): Promise<DomainRow[]> {
  return await db
    .selectFrom('workspace_domains')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** @returns undefined when it was approved before. */
export async function insertDomain(
  db: Database,
  values: Insertable<Tables['workspace_domains']>,
): Promise<DomainRow | undefined> {
  return await db
    .insertInto('workspace_domains')
    .values(values)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'domain']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** @returns the one that was deleted; undefined: there was none. */
export async function deleteDomain(db: Database, workspaceId: string, id: string): Promise<DomainRow | undefined> {
  return await db
    .deleteFrom('workspace_domains')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

type Person = { subject: string; domain: string | null; workspaceId: string | null };

/** Teams this person may join because of their domain: not their own, and none that removed them. */
export async function joinableWorkspaces(
  db: Database,
  { subject, domain, workspaceId }: Person,
): Promise<{ id: string; name: string; domain: string }[]> {
  if (domain === null) return [];
  return await db
    .selectFrom('workspace_domains')
    .innerJoin('workspaces', 'workspaces.id', 'workspace_domains.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'workspace_domains.domain'])
    .where('workspace_domains.domain', '=', domain)
    .where(sql<boolean>`workspaces.id is distinct from ${workspaceId}::uuid`)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('removed_members')
            .select('removed_members.id')
            .whereRef('removed_members.workspace_id', '=', 'workspaces.id')
            .where('removed_members.subject', '=', subject),
        ),
      ),
    )
    .orderBy('workspaces.created_at')
    .orderBy('workspaces.id')
    .execute();
}
