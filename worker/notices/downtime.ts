import {
  caughtUpAfter,
  hasUntoldDowntime,
  noteTold,
  secondsSince,
  silentlyLate,
  untoldDowntimes,
  workspacesWithSchedules,
  type CaughtUp,
  type DowntimeRow,
} from '../db/alive.ts';
import type { Database } from '../db/connection.ts';
import { raiseNotice } from '../db/notices.ts';

/** What is due is begun within seconds after a start; a message before that could not say what was made good. */
const SOONEST_SECONDS = 60;
/** What is not made good by then is told as that. */
const LATEST_SECONDS = 15 * 60;

/**
 * Tells the teams concerned that Willcall was away, when what was due then is made good (or after a quarter of an hour): one notice a
 * team, from when to when, and what was caught up.
 */
export async function tellDowntimes(db: Database): Promise<void> {
  // asked without a transaction: there hardly ever is one
  if (!(await hasUntoldDowntime(db))) return;
  await db.transaction().execute(async (transaction) => {
    for (const downtime of await untoldDowntimes(transaction)) await tell(transaction, downtime);
  });
}

async function tell(db: Database, downtime: DowntimeRow): Promise<void> {
  const seconds = await secondsSince(db, downtime);
  if (seconds < SOONEST_SECONDS) return;
  const runs = await caughtUpAfter(db, downtime);
  if (seconds < LATEST_SECONDS && runs.some(({ state }) => state === 'open')) return;
  const concerned = new Set([...runs.map(({ workspace_id }) => workspace_id), ...(await workspacesWithSchedules(db))]);
  for (const workspaceId of concerned) {
    const own = runs.filter(({ workspace_id }) => workspace_id === workspaceId);
    await raiseNotice(db, { workspaceId, reportId: null, kind: 'downtime', facts: factsOf(downtime, own) });
  }
  await noteTold(db, downtime);
}

function factsOf({ away_from, away_until }: DowntimeRow, runs: readonly CaughtUp[]) {
  return {
    from: away_from.toISOString(),
    until: away_until.toISOString(),
    caughtUp: runs.filter(({ state }) => state === 'done').map(({ name }) => name),
    waiting: runs.filter(({ state }) => state !== 'done').map(({ name }) => name),
  };
}

/** Tells of refreshes that were due and do not come, though nothing failed. What Willcall's own absence delayed is told with that. */
export async function tellMissed(db: Database, now: Date): Promise<void> {
  if (await hasUntoldDowntime(db)) return;
  for (const late of await silentlyLate(db, now)) await raiseNotice(db, { ...late, kind: 'missed' });
}
