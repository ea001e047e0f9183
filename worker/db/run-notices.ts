import type { Kysely } from 'kysely';
import type { NoticeKind } from '../../shared/notices.ts';
import { raiseNotice } from './notices.ts';
import { settleTroubles } from './report-troubles.ts';
import type { RunOutcome } from './run-end.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
type Of = { readonly workspaceId: string; readonly reportId: string };
type Done = Extract<RunOutcome, { status: 'done' }>;
type Undone = Extract<RunOutcome, { code: unknown }>;

/**
 * Raises what people are to be told of a run that ends, in the transaction that ends it: the one place that does. Reports without a tab
 * are somebody's download, and that person is waiting for it.
 */
export async function raiseRunNotices(db: Db, of: Of, outcome: RunOutcome): Promise<void> {
  if (outcome.status === 'cancelled') return;
  if (outcome.status === 'done') await raiseDone(db, of, outcome);
  else if (await hasTab(db, of.reportId)) await raiseUndone(db, of, outcome);
}

async function hasTab(db: Db, reportId: string): Promise<boolean> {
  const report = await db.selectFrom('reports').select('tab').where('id', '=', reportId).executeTakeFirst();
  return typeof report?.tab === 'string';
}

async function raiseUndone(db: Db, of: Of, { status, code, message }: Undone): Promise<void> {
  const kind = code === 'spreadsheet-not-shared' ? 'not-shared' : status === 'held' ? 'held' : 'failed';
  await raiseNotice(db, { ...of, kind, facts: { code, message, status } });
}

async function raiseDone(db: Db, of: Of, { published, certificate, rows }: Done): Promise<void> {
  if (!published?.isWritten) return;
  const missing = certificate.sources.find(({ status }) => status === 'stale');
  const hold = published.hold?.hold;
  if (hold?.decision === 'open') await raiseNotice(db, { ...of, kind: 'held', facts: { message: hold.sentence } });
  // somebody decided to keep it so: they know
  if (hold?.decision === 'rejected') await settleTroubles(db, of.reportId, ['held']);
  if (missing?.error) {
    const { code, message } = missing.error;
    await raiseNotice(db, {
      ...of,
      kind: 'failed',
      facts: { code, message, status: 'part', account: missing.account },
    });
  }
  const still = { isHeld: hold?.decision === 'open', isPart: missing !== undefined };
  const settled = await settleTroubles(db, of.reportId, wellAgain(still));
  if (published.generation === 1) {
    await raiseNotice(db, { ...of, kind: 'first-run', facts: { rows, complete: certificate.complete } });
  } else if (settled && !still.isPart && !still.isHeld) {
    const facts = { since: settled.since.toISOString(), was: settled.kinds };
    await raiseNotice(db, { ...of, kind: 'recovered', facts });
  }
}

/** What a run that wrote the tab shows to be over. */
function wellAgain({ isHeld, isPart }: { isHeld: boolean; isPart: boolean }): NoticeKind[] {
  return ['missed', 'not-shared', ...(isHeld ? [] : ['held' as const]), ...(isPart ? [] : ['failed' as const])];
}
