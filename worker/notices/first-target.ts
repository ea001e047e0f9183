import { recordDeed } from '../db/audit.ts';
import { noticeTargetsOf } from '../db/notice-targets.ts';
import type { Log } from '../log.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { addTarget, type TargetParts } from './change-target.ts';

/**
 * A team that has refreshes happen by themselves should hear when they do not: as long as nobody is told of anything, whoever makes a schedule
 * is, at their own address. They may stop it like every other. Best effort: a schedule is none the worse without.
 */
export async function tellMakerOfSchedule(
  parts: TargetParts & { readonly log: Log },
  caller: Caller,
  workspaceId: string,
): Promise<void> {
  const { db, post, log } = parts;
  if (caller.key !== null || post.email === 'off') return;
  try {
    if ((await noticeTargetsOf(db, workspaceId, null)).length > 0) return;
    const { row } = await addTarget(parts, { caller, workspaceId, isAdmin: false }, { kind: 'email' });
    await recordDeed(db, {
      workspaceId,
      actor: actorOf(caller),
      action: 'notice.changed',
      object: { kind: 'notice-target', id: row.id },
      details: { deed: 'added', kind: row.kind, because: 'first schedule' },
    });
  } catch (err) {
    log.warn({ err }, 'whoever made a schedule is not told of it');
  }
}
