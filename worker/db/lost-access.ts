import type { Unshared } from '../../shared/linking.ts';
import type { Database } from './connection.ts';

/** Notes that the writer cannot write into a linked spreadsheet (any more); the first time and reason stay until it can again. */
export async function markUnshared(db: Database, googleId: string, why: Unshared['why'], at: Date): Promise<void> {
  await db
    .updateTable('spreadsheets')
    .set({ unshared_since: at, unshared_why: why })
    .where('google_id', '=', googleId)
    .where('linked_at', 'is not', null)
    .where('unshared_since', 'is', null)
    .execute();
}

/** The writer can write into it (again). */
export async function clearUnshared(db: Database, googleId: string): Promise<void> {
  await db
    .updateTable('spreadsheets')
    .set({ unshared_since: null, unshared_why: null })
    .where('google_id', '=', googleId)
    .where('unshared_since', 'is not', null)
    .execute();
}
