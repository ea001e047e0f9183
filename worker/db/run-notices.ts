import type { Kysely } from 'kysely';
import type { Hold } from '../../shared/changes.ts';
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

async function raiseDone(db: Db, of: Of, done: Done): Promise<void> {
  if (!done.published?.isWritten) return;
  const isHeld = await raiseHold(db, of, done.published.hold?.hold ?? null);
  const isPart = await raisePart(db, of, done.certificate);
  const settled = await settleTroubles(db, of.reportId, wellAgain({ isHeld, isPart }));
  if (done.published.generation === 1) {
    const facts = { rows: done.rows, complete: done.certificate.complete };
    await raiseNotice(db, { ...of, kind: 'first-run', facts });
  } else if (settled && !isPart && !isHeld) {
    const facts = { since: settled.since.toISOString(), was: settled.kinds };
    await raiseNotice(db, { ...of, kind: 'recovered', facts });
  }
}

/** @returns whether somebody is to decide. */
async function raiseHold(db: Db, of: Of, hold: Hold | null): Promise<boolean> {
  const isOpen = hold?.decision === 'open';
  if (isOpen) await raiseNotice(db, { ...of, kind: 'held', facts: { message: hold.sentence } });
  // somebody decided to keep it so: they know
  else if (hold) await settleTroubles(db, of.reportId, ['held']);
  return isOpen;
}

/** @returns whether some of the accounts could not be read. */
async function raisePart(db: Db, of: Of, { sources }: Done['certificate']): Promise<boolean> {
  const missing = sources.find(({ status }) => status === 'stale');
  if (missing?.error) {
    const facts = { ...missing.error, status: 'part', account: missing.account };
    await raiseNotice(db, { ...of, kind: 'failed', facts });
  }
  return missing !== undefined;
}

/** What a run that wrote the tab shows to be over. */
function wellAgain({ isHeld, isPart }: { isHeld: boolean; isPart: boolean }): NoticeKind[] {
  return ['missed', 'not-shared', ...(isHeld ? [] : ['held' as const]), ...(isPart ? [] : ['failed' as const])];
}
