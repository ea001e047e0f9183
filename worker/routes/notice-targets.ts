import { Deleted } from '../../shared/api.ts';
import {
  NewNoticeTarget,
  NoticeDelivery,
  NoticeDeliveryList,
  NoticeList,
  NoticeTarget,
  NoticeTargetChange,
  NoticeTargetInput,
  NoticeTargetList,
} from '../../shared/notices.ts';
import { recordDeed } from '../db/audit.ts';
import { takeMail } from '../db/mail-allowance.ts';
import { deliveriesOf, secondsSinceTest } from '../db/notice-deliveries.ts';
import {
  deleteNoticeTarget,
  findNoticeTarget,
  noticeTargetsOf,
  updateNoticeTarget,
  type NoticeTargetRow,
} from '../db/notice-targets.ts';
import { noticesOfWorkspace } from '../db/told-notices.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { addTarget, subscriptionColumns, type TargetParts } from '../notices/change-target.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { toDelivery, toNotice, toTarget } from './notice-view.ts';
import { bodyRoute, route, type Route } from './route.ts';

/** Between two tests of one target. */
const TEST_SECONDS = 20;

type Parts = { readonly deps: Deps; readonly access: Access };

const targetParts = ({ db, sealer, post, now }: Deps): TargetParts => ({ db, sealer, post, now });

/** Whose targets the caller may see and change: an admin those of the team, others their own. */
async function reachOf({ access }: Parts, caller: Caller) {
  const workspaceId = await access.requireMember(caller);
  const isAdmin = caller.key === null && (await access.role(caller)) === 'admin';
  return { workspaceId, isAdmin };
}

/** @throws Failure `not-found`, also when it is somebody else's */
async function targetOf(parts: Parts, caller: Caller, id: string): Promise<NoticeTargetRow> {
  const { workspaceId, isAdmin } = await reachOf(parts, caller);
  const row = await findNoticeTarget(parts.deps.db, workspaceId, id);
  if (!row || (!isAdmin && row.subject !== caller.subject)) {
    throw new Failure('not-found', 'There is no such place for messages.');
  }
  return row;
}

async function writeDown({ deps }: Parts, caller: Caller, row: NoticeTargetRow, deed: string): Promise<void> {
  await recordDeed(deps.db, {
    workspaceId: row.workspace_id,
    actor: actorOf(caller),
    action: 'notice.changed',
    object: { kind: 'notice-target', id: row.id },
    details: { deed, kind: row.kind },
  });
}

async function list(parts: Parts, caller: Caller): Promise<NoticeTargetList> {
  const { workspaceId, isAdmin } = await reachOf(parts, caller);
  const rows = await noticeTargetsOf(parts.deps.db, workspaceId, isAdmin ? null : caller.subject);
  return { targets: rows.map((row) => toTarget(parts.deps.sealer, row, caller)), email: parts.deps.post.email };
}

async function add(parts: Parts, caller: Caller, input: NoticeTargetInput): Promise<NewNoticeTarget> {
  const reach = await reachOf(parts, caller);
  const { row, secret } = await addTarget(targetParts(parts.deps), { caller, ...reach }, input);
  await writeDown(parts, caller, row, 'added');
  const signingSecret = secret.kind === 'webhook' ? secret.signingSecret : null;
  return { ...toTarget(parts.deps.sealer, row, caller), signingSecret };
}

async function change(parts: Parts, caller: Caller, id: string, body: NoticeTargetChange): Promise<NoticeTarget> {
  const row = await targetOf(parts, caller, id);
  const { db } = parts.deps;
  if (body.state === 'active' && row.state === 'unsubscribed' && row.subject !== caller.subject) {
    throw new Failure(
      'conflict',
      'Whoever reads this mailbox asked for no more messages. They can add their address again themselves.',
    );
  }
  const columns = await subscriptionColumns(targetParts(parts.deps), row.workspace_id, body, row);
  const changed = await updateNoticeTarget(db, row, { ...columns, ...(body.state && { state: body.state }) });
  if (!changed) throw new Failure('not-found', 'There is no such place for messages.');
  await writeDown(parts, caller, row, 'changed');
  return toTarget(parts.deps.sealer, changed, caller);
}

async function remove(parts: Parts, caller: Caller, id: string) {
  const row = await targetOf(parts, caller, id);
  await deleteNoticeTarget(parts.deps.db, row);
  await writeDown(parts, caller, row, 'removed');
  return { deleted: true };
}

async function test(parts: Parts, caller: Caller, id: string): Promise<NoticeDelivery> {
  const { db, post } = parts.deps;
  const row = await targetOf(parts, caller, id);
  if (row.state === 'unsubscribed') {
    throw new Failure('conflict', 'Whoever reads this mailbox asked for no more messages.');
  }
  const seconds = await secondsSinceTest(db, id);
  if (seconds !== null && seconds < TEST_SECONDS) {
    throw new Failure(
      'rate-limited',
      `A test was sent a moment ago. Look there first, and try again in ${TEST_SECONDS} s.`,
    );
  }
  await refuseTooMany(parts, caller);
  return toDelivery(await post.sendTest(row));
}

/** Places can be deleted and added again, so that is no measure. */
async function refuseTooMany({ deps }: Parts, { subject }: Caller): Promise<void> {
  const retryAfterMs = await takeMail(deps.db, subject);
  if (retryAfterMs === 0) return;
  const minutes = Math.ceil(retryAfterMs / 60_000);
  throw new Failure('rate-limited', `You sent many messages lately. Try again in ${minutes} min.`, {
    cause: { retryAfterMs },
  });
}

/** What is sent, and what people were told. */
function toldRoutes(parts: Parts): Route[] {
  const { deps, access } = parts;
  return [
    route({
      method: 'post',
      path: '/v1/notice-targets/{id}/test',
      who: 'member',
      summary: 'Send a test there at once; the answer says what became of it',
      answer: { status: 200, schema: NoticeDelivery },
      failures: ['conflict', 'rate-limited'],
      handle: ({ caller, id }) => test(parts, caller, id),
    }),
    route({
      method: 'get',
      path: '/v1/notice-targets/{id}/deliveries',
      who: 'member',
      summary: 'The last messages to a place, newest first: whether they arrived',
      answer: { status: 200, schema: NoticeDeliveryList },
      handle: async ({ caller, id }) => {
        const row = await targetOf(parts, caller, id);
        return { deliveries: (await deliveriesOf(deps.db, row.id)).map(toDelivery) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/notices',
      who: 'member',
      summary:
        'What there was to tell of the reports of the workspace lately, newest first; times in sentences are UTC',
      answer: { status: 200, schema: NoticeList },
      handle: async ({ caller }) => {
        const rows = await noticesOfWorkspace(deps.db, await access.requireMember(caller));
        return { notices: rows.map((row) => toNotice(row, deps.now())) };
      },
    }),
  ];
}

/** Where people are told, and what. Members see to their own address, admins to all. */
export function noticeRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/notice-targets',
      who: 'member',
      summary: 'Where messages go: an admin sees all of the team, others their own',
      answer: { status: 200, schema: NoticeTargetList },
      handle: ({ caller }) => list(parts, caller),
    }),
    bodyRoute(NoticeTargetInput, {
      method: 'post',
      path: '/v1/notice-targets',
      who: 'member',
      summary: "Have messages sent to one's own address; for admins also to others and to webhooks",
      answer: { status: 201, schema: NewNoticeTarget },
      failures: ['conflict'],
      handle: ({ caller, body }) => add(parts, caller, body),
    }),
    route({
      method: 'get',
      path: '/v1/notice-targets/{id}',
      who: 'member',
      summary: 'One place messages go to',
      answer: { status: 200, schema: NoticeTarget },
      handle: async ({ caller, id }) => toTarget(deps.sealer, await targetOf(parts, caller, id), caller),
    }),
    bodyRoute(NoticeTargetChange, {
      method: 'patch',
      path: '/v1/notice-targets/{id}',
      who: 'member',
      summary: 'Change what is told there, or switch it off and on',
      answer: { status: 200, schema: NoticeTarget },
      failures: ['conflict'],
      handle: ({ caller, id, body }) => change(parts, caller, id, body),
    }),
    route({
      method: 'delete',
      path: '/v1/notice-targets/{id}',
      who: 'member',
      summary: 'Send no more messages there',
      answer: { status: 200, schema: Deleted },
      handle: ({ caller, id }) => remove(parts, caller, id),
    }),
    ...toldRoutes(parts),
  ];
}
