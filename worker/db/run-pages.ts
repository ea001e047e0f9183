import type { Kysely } from 'kysely';
import { withRetry } from './connection.ts';
import { writeProgress, type Lease } from './run-lease.ts';
import type { Tables } from './tables.ts';

export type StagedPage = { workspaceId: string; number: number; records: number; sealed: Buffer };
type Counts = { pages: number; rows: number; total: number | null; phase: 'reading' | 'catching-up' };

/**
 * Stages a page and the progress it makes in one transaction, under the lease.
 *
 * @throws LeaseLost when somebody else goes on with the run; then nothing is staged.
 */
export async function stagePage(db: Kysely<Tables>, lease: Lease, page: StagedPage, counts: Counts): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await writeProgress(transaction, lease, { ...counts });
    await transaction
      .updateTable('runs')
      .set({ crashes: 0 })
      .where('id', '=', lease.runId)
      .where('crashes', '>', 0)
      .execute();
    const { workspaceId, ...rest } = page;
    // it is there when the answer to an earlier try was lost: under this epoch only we can have staged it
    await transaction
      .insertInto('run_pages')
      .values({ workspace_id: workspaceId, run_id: lease.runId, ...rest })
      .onConflict((conflict) => conflict.columns(['run_id', 'number']).doNothing())
      .execute();
  });
}

function pageAfter(db: Kysely<Tables>, runId: string, number: number) {
  return db
    .selectFrom('run_pages')
    .select(['number', 'sealed'])
    .where('run_id', '=', runId)
    .where('number', '>', number)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

/** The staged pages of a run, oldest first, one at a time. */
export async function* stagedPages(
  db: Kysely<Tables>,
  runId: string,
): AsyncGenerator<{ number: number; sealed: Buffer }> {
  for (let after = 0; ;) {
    const page = await withRetry(() => pageAfter(db, runId, after));
    if (!page) return;
    yield page;
    after = page.number;
  }
}
