import { randomUUID } from 'node:crypto';
import { isTimeZone } from '../../shared/dates.ts';
import { ChosenKind, type NoticeTargetChange, type NoticeTargetInput } from '../../shared/notices.ts';
import type { Database } from '../db/connection.ts';
import { membersOf } from '../db/members.ts';
import { foreignReports, insertNoticeTarget, noticeTargetsOf, type NoticeTargetRow } from '../db/notice-targets.ts';
import { Failure } from '../failure.ts';
import type { Caller } from '../security/identity.ts';
import type { Sealer } from '../security/sealing.ts';
import type { Post } from './post.ts';
import { nextSummary } from './summary.ts';
import { hashOfWord, newSigningSecret, newWord, openTarget, sealTarget, type TargetSecret } from './target-secret.ts';

/** Places for messages a team can have. */
const MOST_TARGETS = 50;

const ADDRESS = /^[^\s@<>(),;:"\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const wrong = (field: string, sentence: string) =>
  new Failure('invalid-request', `The field "${field}" is wrong: ${sentence}`);

export type TargetParts = {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly post: Post;
  readonly now: () => Date;
};

/** Who adds a target, and of which team. */
export type Adding = { readonly caller: Caller; readonly workspaceId: string; readonly isAdmin: boolean };

type Subscription = NoticeTargetChange;

/** What is chosen, as columns; checked against each other and against what is stored. */
export async function subscriptionColumns(
  { db, now }: TargetParts,
  workspaceId: string,
  chosen: Subscription,
  before: TimesBefore | null,
) {
  const { name, kinds, reports } = chosen;
  if (reports) await refuseForeign(db, workspaceId, reports);
  return {
    ...timesColumns(chosen, before, now()),
    ...(name !== undefined && { name }),
    ...(kinds !== undefined && { kinds: JSON.stringify([...new Set(kinds)]) }),
    ...(reports !== undefined && { reports: reports && JSON.stringify(reports.map((id) => id.toLowerCase())) }),
  };
}

type TimesBefore = Pick<NoticeTargetRow, 'time_zone' | 'summary_at'>;

/** The summary follows its time and zone; a change of neither leaves it when it is. */
function timesColumns({ timeZone, summaryAt }: Subscription, before: TimesBefore | null, now: Date) {
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw wrong('timeZone', 'a time zone such as "Europe/Zurich" is expected.');
  }
  if (before !== null && timeZone === undefined && summaryAt === undefined) return {};
  const { time_zone, summary_at } = before ?? { time_zone: 'UTC', summary_at: null };
  return summaryColumns(timeZone ?? time_zone, summaryAt === undefined ? summary_at : summaryAt, now);
}

const summaryColumns = (time_zone: string, summary_at: string | null, now: Date) => ({
  time_zone,
  summary_at,
  next_summary_at: summary_at && nextSummary(summary_at, time_zone, now),
});

async function refuseForeign(db: Database, workspaceId: string, ids: readonly string[]): Promise<void> {
  const [foreign] = await foreignReports(db, workspaceId, ids);
  if (foreign === undefined) return;
  throw wrong('reports', `your team has no report ${foreign}.`);
}

/** @throws Failure naming the field, or `forbidden` when only admins may add it. */
export async function addTarget(
  parts: TargetParts,
  adding: Adding,
  input: NoticeTargetInput,
): Promise<{ row: NoticeTargetRow; secret: TargetSecret }> {
  const secret = input.kind === 'email' ? emailOf(parts, adding, input.address) : webhookOf(parts, adding, input.url);
  await refuseTwice(parts, adding.workspaceId, secret);
  const owner = { id: randomUUID(), workspace_id: adding.workspaceId };
  const { kind, ...chosen } = input;
  const columns = await subscriptionColumns(parts, adding.workspaceId, subscriptionOf(chosen), null);
  const row = await insertNoticeTarget(parts.db, {
    kinds: JSON.stringify(ChosenKind.options),
    name: nameOf(secret),
    time_zone: 'UTC',
    ...columns,
    ...owner,
    kind,
    sealed: sealTarget(parts.sealer, owner, secret),
    unsubscribe_hash: hashOfWord(secret.kind === 'email' ? secret.unsubscribe : newWord()),
    subject: await readerOf(parts, adding, secret),
    created_by: adding.caller.subject,
  });
  return { row, secret };
}

function subscriptionOf({ name, kinds, reports, timeZone, summaryAt }: Subscription): Subscription {
  return {
    ...(name !== undefined && { name }),
    ...(kinds !== undefined && { kinds }),
    ...(reports !== undefined && { reports }),
    ...(timeZone !== undefined && { timeZone }),
    ...(summaryAt !== undefined && { summaryAt }),
  };
}

const sameAddress = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The member whose mailbox it is, whoever entered it: it goes with them. null: nobody's of the team. */
async function readerOf({ db }: TargetParts, { caller, workspaceId }: Adding, secret: TargetSecret) {
  if (secret.kind !== 'email') return null;
  if (sameAddress(secret.address, caller.email)) return caller.subject;
  const members = await membersOf(db, workspaceId);
  return members.find(({ email }) => sameAddress(email, secret.address))?.subject ?? null;
}

function emailOf({ post }: TargetParts, { caller, isAdmin }: Adding, asked: string | undefined): TargetSecret {
  if (caller.key)
    throw new Failure('forbidden', 'An API key cannot choose who is told. A person of the team does that.');
  const address = asked ?? caller.email;
  if (!isAdmin && !sameAddress(address, caller.email)) {
    throw new Failure('forbidden', 'Only an admin of your team can have messages sent to another address than yours.');
  }
  if (asked !== undefined && !ADDRESS.test(asked)) throw wrong('address', 'one e-mail address is expected.');
  if (post.email === 'off') {
    throw new Failure('conflict', 'This Willcall cannot send e-mail yet: whoever runs it sets SMTP_URL and MAIL_FROM.');
  }
  return { kind: 'email', address, unsubscribe: newWord() };
}

function webhookOf({ post }: TargetParts, { isAdmin, caller }: Adding, url: string): TargetSecret {
  if (!isAdmin || caller.key) throw new Failure('forbidden', 'Only an admin of your team can add a webhook.');
  const misfit = post.webhookMisfit(url);
  if (misfit !== null) throw wrong('url', misfit);
  return { kind: 'webhook', url, signingSecret: newSigningSecret() };
}

const placeOf = (secret: TargetSecret): string =>
  secret.kind === 'email' ? secret.address.toLowerCase() : new URL(secret.url).href;

async function refuseTwice({ db, sealer }: TargetParts, workspaceId: string, secret: TargetSecret): Promise<void> {
  const rows = await noticeTargetsOf(db, workspaceId, null);
  if (rows.length >= MOST_TARGETS) {
    throw new Failure('conflict', `A team is told in at most ${MOST_TARGETS} places. Delete one that is not needed.`);
  }
  const same = rows.find((row) => placeOf(openTarget(sealer, row)) === placeOf(secret));
  if (same) throw new Failure('conflict', `This address is told already: "${same.name}". Change that one.`);
}

/** What a target is called that nobody named; names are not sealed, so the address is only hinted at. */
function nameOf(secret: TargetSecret): string {
  if (secret.kind === 'webhook') return new URL(secret.url).host;
  const [first = ''] = secret.address;
  return `${first}…${secret.address.slice(secret.address.lastIndexOf('@'))}`;
}
