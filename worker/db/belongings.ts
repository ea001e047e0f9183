import { sql } from 'kysely';
import type { Belonging } from '../../shared/people.ts';
import type { Database } from './connection.ts';

/**
 * Tables of things that somebody made or entered, in their column `created_by`. `live`: what of it
 * counts. Every table with such a column is named here.
 */
type Made = {
  readonly table: string;
  readonly kind: string;
  readonly name: string;
  readonly live?: string;
  /** Column with the maker's address. */
  readonly address?: string;
};

const MADE: readonly Made[] = [
  { table: 'connections', kind: 'connection', name: 'label' },
  { table: 'reports', kind: 'report', name: 'name' },
  { table: 'api_keys', kind: 'key', name: 'name', live: 'revoked_at is null' },
  { table: 'share_links', kind: 'link', name: 'name', live: 'revoked_at is null', address: 'created_by_email' },
  { table: 'audiences', kind: 'audience', name: 'name' },
  { table: 'notice_targets', kind: 'notice-target', name: 'name', live: 'subject is null' },
];

/** Rows that say who did something and go with it: nothing to hand over. */
export const RECORDS_OF_MAKERS: readonly string[] = ['invitations', 'workspace_domains', 'schedules'];

export const TABLES_OF_BELONGINGS: readonly string[] = MADE.map(({ table }) => table);

type Owner = { readonly workspaceId: string; readonly subject: string };

const theirs = ({ live }: Made, { workspaceId, subject }: Owner) =>
  sql`workspace_id = ${workspaceId} and created_by = ${subject} and ${sql.raw(live ?? 'true')}`;

/** What this person made in the workspace: accounts first, then reports, keys, links and so on, oldest first. */
export async function belongingsOf(db: Database, owner: Owner): Promise<Belonging[]> {
  const all: Belonging[] = [];
  for (const made of MADE) {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, ${sql.ref(made.name)} as name from ${sql.table(made.table)}
      where ${theirs(made, owner)} order by created_at, id`.execute(db);
    all.push(...rows.map(({ id, name }) => ({ kind: made.kind, id, name })));
  }
  return all;
}

/** Puts all of it under somebody else's name. */
export async function handOver(db: Database, owner: Owner, to: { subject: string; email: string }): Promise<void> {
  for (const made of MADE) {
    const address = made.address ? sql`, ${sql.ref(made.address)} = ${to.email}` : sql``;
    const set = sql`set created_by = ${to.subject}${address}`;
    await sql`update ${sql.table(made.table)} ${set} where ${theirs(made, owner)}`.execute(db);
  }
}

/** Spreadsheets a person had proved, of this workspace. */
export async function provedBy(
  db: Database,
  { workspaceId, subject }: Owner,
): Promise<{ id: string; title: string | null }[]> {
  return await db
    .selectFrom('proofs')
    .innerJoin('spreadsheets', 'spreadsheets.id', 'proofs.spreadsheet_id')
    .select(['spreadsheets.id', 'spreadsheets.title'])
    .where('proofs.workspace_id', '=', workspaceId)
    .where('proofs.subject', '=', subject)
    .where('proofs.proved_until', 'is not', null)
    .orderBy('spreadsheets.created_at')
    .orderBy('spreadsheets.id')
    .execute();
}

/** Schedules of reports this person made: they go on. */
export async function countSchedules(db: Database, { workspaceId, subject }: Owner): Promise<number> {
  const { count } = await db
    .selectFrom('schedules')
    .innerJoin('reports', 'reports.id', 'schedules.report_id')
    .select(sql<number>`count(*)`.as('count'))
    .where('schedules.workspace_id', '=', workspaceId)
    .where((where) =>
      where.or([where('schedules.created_by', '=', subject), where('reports.created_by', '=', subject)]),
    )
    .executeTakeFirstOrThrow();
  return count;
}
