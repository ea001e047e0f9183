import { sql, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

export type SpreadsheetRow = Selectable<Tables['spreadsheets']>;

/** A spreadsheet as one person may know it: with the time until which their proof holds. */
export type KnownSpreadsheet = SpreadsheetRow & { proved_until: Date | null };

export async function spreadsheetByGoogleId(db: Database, googleId: string): Promise<SpreadsheetRow | undefined> {
  return await db.selectFrom('spreadsheets').selectAll().where('google_id', '=', googleId).executeTakeFirst();
}

/** Registers a spreadsheet nobody has proved yet, or answers the row that is there. */
export async function registerSpreadsheet(
  db: Database,
  values: { workspace_id: string; google_id: string; writer_email: string },
): Promise<SpreadsheetRow> {
  await db
    .insertInto('spreadsheets')
    .values(values)
    .onConflict((conflict) => conflict.column('google_id').doNothing())
    .execute();
  return await db
    .selectFrom('spreadsheets')
    .selectAll()
    .where('google_id', '=', values.google_id)
    .executeTakeFirstOrThrow();
}

type Person = { subject: string; workspaceId: string | null };

/**
 * Spreadsheets a person may know of: proved ones of their workspace, and those they have been asked to prove or have proved.
 * One that nobody has proved belongs to no workspace yet: knowing an id is not enough to see it.
 */
function known(db: Database, { subject, workspaceId }: Person) {
  return db
    .selectFrom('spreadsheets')
    .leftJoin('proofs', (join) =>
      join.onRef('proofs.spreadsheet_id', '=', 'spreadsheets.id').on('proofs.subject', '=', subject),
    )
    .selectAll('spreadsheets')
    .select('proofs.proved_until')
    .where((where) =>
      where.or([
        where('proofs.subject', 'is not', null),
        ...(workspaceId === null
          ? []
          : [where.and([where('spreadsheets.workspace_id', '=', workspaceId), where('linked_at', 'is not', null)])]),
      ]),
    );
}

export async function knownSpreadsheets(db: Database, person: Person): Promise<KnownSpreadsheet[]> {
  return await known(db, person).orderBy('spreadsheets.created_at').orderBy('spreadsheets.id').execute();
}

export async function knownSpreadsheet(
  db: Database,
  person: Person,
  id: string,
): Promise<KnownSpreadsheet | undefined> {
  return await known(db, person).where('spreadsheets.id', '=', id).executeTakeFirst();
}

type Look = { title: string; timeZone: string };

/** The first proof decides whose workspace it is; proofs asked for before that move with it. */
export async function claimSpreadsheet(db: Database, id: string, workspaceId: string, at: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const claimed = await transaction
      .updateTable('spreadsheets')
      .set({ workspace_id: workspaceId, linked_at: at })
      .where('id', '=', id)
      .where('linked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!claimed) return;
    await transaction
      .updateTable('proofs')
      .set({ workspace_id: workspaceId })
      .where('spreadsheet_id', '=', id)
      .execute();
  });
}

export async function noteSpreadsheetLook(db: Database, id: string, { title, timeZone }: Look): Promise<void> {
  await db.updateTable('spreadsheets').set({ title, time_zone: timeZone }).where('id', '=', id).execute();
}

export async function changeSpreadsheet(db: Database, id: string, change: { status_tab: boolean }): Promise<void> {
  await db.updateTable('spreadsheets').set(change).where('id', '=', id).execute();
}

/** The Google address that writes to it. */
export async function assignWriter(db: Database, id: string, writerEmail: string): Promise<void> {
  await db.updateTable('spreadsheets').set({ writer_email: writerEmail }).where('id', '=', id).execute();
}

/** With its proofs, reports, their runs and their staged rows. Nothing in the spreadsheet itself. */
export async function deleteSpreadsheet(db: Database, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('spreadsheets').where('id', '=', id).where('workspace_id', '=', workspaceId).execute();
}

/** Reports that use a connection or write to a spreadsheet, themselves or with a list for other eyes, and how many of them are running. */
export async function countUses(
  db: Database,
  column: 'connection_id' | 'spreadsheet_id',
  id: string,
): Promise<{ reports: number; running: number }> {
  return await db
    .selectFrom('reports')
    .leftJoin('runs', (join) =>
      join.onRef('runs.report_id', '=', 'reports.id').on('runs.status', 'in', ['queued', 'running']),
    )
    .select([sql<number>`count(distinct reports.id)`.as('reports'), sql<number>`count(runs.id)`.as('running')])
    .where((where) =>
      column === 'spreadsheet_id'
        ? where.or([
            where('reports.spreadsheet_id', '=', id),
            where(
              'reports.id',
              'in',
              where.selectFrom('audiences').select('report_id').where('spreadsheet_id', '=', id),
            ),
          ])
        : where(
            'reports.id',
            'in',
            where.selectFrom('report_sources').select('report_id').where('connection_id', '=', id),
          ),
    )
    .executeTakeFirstOrThrow();
}

/** A spreadsheet that is linked to this workspace. */
export async function linkedSpreadsheet(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<SpreadsheetRow | undefined> {
  return await db
    .selectFrom('spreadsheets')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .where('linked_at', 'is not', null)
    .executeTakeFirst();
}

/** A spreadsheet of this workspace. */
export async function spreadsheetOfWorkspace(db: Database, workspaceId: string, id: string): Promise<SpreadsheetRow> {
  return await db
    .selectFrom('spreadsheets')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
}

/** The spreadsheets a workspace has linked, oldest first. */
export async function linkedSpreadsheets(db: Database, workspaceId: string): Promise<SpreadsheetRow[]> {
  return await db
    .selectFrom('spreadsheets')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('linked_at', 'is not', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
