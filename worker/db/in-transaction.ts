import type { Database } from './connection.ts';

/** Does `work` in one transaction: the one that is going on, if there is one. */
export async function inTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db.isTransaction ? await work(db) : await db.transaction().execute(work);
}
