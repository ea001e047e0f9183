import { Failure } from '../failure.ts';
import { keepableJson } from '../keepable.ts';
import type { Database } from './connection.ts';
import { settleTroubles } from './report-troubles.ts';
import { whileIdle } from './reports.ts';
import { openRun, type RunRow } from './runs.ts';
import type { StoredHold } from './tables.ts';

type Key = { readonly id: string; readonly workspace_id: string };

/**
 * What is held back stays as it is, until more of it is.
 *
 * @throws Failure `conflict` when a run is open, or nothing is held back.
 */
export async function rejectHold(db: Database, key: Key): Promise<void> {
  await whileHeld(db, key, async (transaction, stored) => {
    const hold = { ...stored, hold: { ...stored.hold, decision: 'rejected' } };
    await transaction
      .updateTable('reports')
      .set({ hold: keepableJson(hold) })
      .where('id', '=', key.id)
      .execute();
    // more of it is told again
    await settleTroubles(transaction, key.id, ['held']);
  });
}

/** Queues a run that does what is held back. @throws Failure `conflict` when a run is open, or nothing is held back. */
export async function queueAcceptance(db: Database, key: Key, requestedBy: string): Promise<RunRow> {
  const run = { workspaceId: key.workspace_id, reportId: key.id, requestedBy, order: { accept: true } } as const;
  return await whileHeld(db, key, async (transaction) => await openRun(transaction, run));
}

/** Does `work` while no run can begin: what is decided on is what was shown. */
async function whileHeld<T>(db: Database, key: Key, work: (db: Database, hold: StoredHold) => Promise<T>): Promise<T> {
  const done = await whileIdle(db, key, async (transaction) => {
    const { hold } = await transaction
      .selectFrom('reports')
      .select('hold')
      .where('id', '=', key.id)
      .executeTakeFirstOrThrow();
    if (hold) return { result: await work(transaction, hold) };
    throw new Failure('conflict', 'Nothing is held back in this report any more.');
  });
  if (done) return done.result;
  throw new Failure('conflict', 'This report is being refreshed: wait for that, then decide on what it holds back.');
}
