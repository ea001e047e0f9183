import type { Database } from '../db/connection.ts';
import { endTry, type DeliveryRow, type TryEnd } from '../db/notice-deliveries.ts';
import { findNoticeTarget, noteDelivered, type NoticeTargetRow } from '../db/notice-targets.ts';
import { reportPlaces } from '../db/report-tallies.ts';
import { noticesOfDelivery } from '../db/told-notices.ts';
import { workspaceName } from '../db/workspace-name.ts';
import type { Log } from '../log.ts';
import type { Sealer } from '../security/sealing.ts';
import { pauseAfter } from './backoff.ts';
import { clockIn } from './clock.ts';
import { letterOf, type Letter, type TabLink } from './letter.ts';
import { mailOf } from './mail.ts';
import type { Mailer } from './mailer.ts';
import { slackOf } from './slack.ts';
import { SummaryCounts } from './summary-counts.ts';
import { summaryLetter } from './summary.ts';
import { openTarget } from './target-secret.ts';
import { Undelivered } from './undelivered.ts';
import type { Webhooks } from './webhooks.ts';

/** What sending needs. `url`: where people reach the worker, for links. */
export type Sending = {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly now: () => Date;
  readonly mailer: Mailer;
  readonly webhooks: Webhooks;
  readonly tabLink: TabLink;
  readonly url: () => string;
};

/**
 * Sends one message that was taken, and writes down what became of it. A process that is stopped in between leaves it to the next one,
 * which sends it again with the same id: at least once.
 *
 * @returns the message as it is then; undefined when somebody else took it meanwhile.
 */
export async function deliver(sending: Sending, delivery: DeliveryRow): Promise<DeliveryRow | undefined> {
  const { db } = sending;
  const target = await findNoticeTarget(db, delivery.workspace_id, delivery.target_id);
  if (!target) return undefined;
  const end = await tryToSend(sending, delivery, target);
  const ended = await endTry(db, delivery, end);
  if (ended) await noteDelivered(db, target.id, end.sent ? null : end.error);
  return ended;
}

async function tryToSend(sending: Sending, delivery: DeliveryRow, target: NoticeTargetRow): Promise<TryEnd> {
  if (target.state !== 'active' && delivery.what !== 'test') {
    return { sent: false, error: 'Nothing is sent there any more.', retryInMs: null };
  }
  try {
    await send(sending, delivery, target);
    return { sent: true };
  } catch (error) {
    return endOf(sending.log, delivery, error);
  }
}

/** What is no fault of the other side is tried again, too: it may be mended meanwhile. Nobody waits for the second try of a test. */
function endOf(log: Log, { id: deliveryId, attempts, what }: DeliveryRow, error: unknown): TryEnd {
  if (!(error instanceof Undelivered)) {
    log.error({ deliveryId, attempts, err: error }, 'not delivered');
    const sentence = 'The message could not be written. This is our fault.';
    return { sent: false, error: sentence, retryInMs: pauseAfter(attempts) };
  }
  log.info({ deliveryId, attempts, err: error }, 'not delivered');
  const { message, passes, retryAfterMs } = error;
  const isOver = !passes || what === 'test';
  return { sent: false, error: message, retryInMs: isOver ? null : pauseAfter(attempts, retryAfterMs) };
}

async function send(sending: Sending, delivery: DeliveryRow, target: NoticeTargetRow): Promise<void> {
  const { db, sealer, mailer, webhooks, url } = sending;
  const { id, created_at: at } = delivery;
  const secret = openTarget(sealer, target);
  const [workspace, letter] = await Promise.all([
    workspaceName(db, target.workspace_id),
    letterFor(sending, delivery, target),
  ]);
  // all reports it was about are gone
  if (letter.items.length === 0) return;
  if (secret.kind === 'webhook') {
    const { url: address, signingSecret } = secret;
    await webhooks.send({ id, url: address, signingSecret, body: JSON.stringify(slackOf(letter, workspace)) });
    return;
  }
  const unsubscribe = `${url()}/unsubscribe/${target.id}/${secret.unsubscribe}`;
  const body = mailOf(letter, { workspace, unsubscribe });
  await mailer.send({ id, at, to: secret.address, subject: letter.subject, ...body, unsubscribe });
}

async function letterFor(
  { db, tabLink }: Sending,
  { id, what, facts, created_at: at }: DeliveryRow,
  target: NoticeTargetRow,
): Promise<Letter> {
  const clock = clockIn(target.time_zone, at);
  if (what === 'test') return testLetter(target.name);
  if (what === 'notices') return letterOf(await noticesOfDelivery(db, id), clock, tabLink);
  const counts = SummaryCounts.parse(facts);
  const ids = counts.reports.map((report) => report.id);
  return summaryLetter(counts, await reportPlaces(db, ids), clock, tabLink);
}

function testLetter(name: string): Letter {
  const item = {
    tone: 'good',
    title: 'It works',
    place: null,
    lines: [`This is the test you asked for: messages of Willcall to "${name}" arrive here.`],
    todo: null,
    link: null,
  } as const;
  return { subject: 'A test: messages of Willcall arrive here', items: [item], small: [] };
}
