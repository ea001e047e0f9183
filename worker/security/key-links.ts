import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { DAY_MS } from '../../shared/dates.ts';
import type { KeyEntry, KeyForm, KeyLink, KeyLinkInput } from '../../shared/linking.ts';
import { ProviderId } from '../../shared/catalogue.ts';
import { recordDeed } from '../db/audit.ts';
import { takeFromBuckets, type Bucket } from '../db/rate-buckets.ts';
import type { ConnectionRow } from '../db/connections.ts';
import { countRefusedKey, findKeyLink, keepEnteredKey, openKeyLink, type KeyLinkRow } from '../db/key-links.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { whileLocked } from '../people/members.ts';
import { actorOf } from './actor.ts';
import { sealCredentials } from './credentials.ts';
import type { Caller } from './identity.ts';

export type KeyLinkDeps = Pick<
  Deps,
  'db' | 'sealer' | 'now' | 'catalogue' | 'checkCredentials' | 'testConnection' | 'eventLists'
>;

const DAYS = 7;
/** Keys a ticketing system may refuse before a link works no more. */
const MOST_REFUSED = 10;
/** For everybody together who has no link: whoever has one is not kept out by strangers. */
const EVERYBODY: Bucket = { name: 'key-links', everyMs: 50, burst: 200 };
/** For one link, asked only by those who have its secret: nobody else can use it up. */
const oneLink = (id: string): Bucket => ({ name: `key-link ${id}`, everyMs: 6_000, burst: 10 });

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Asks whoever has the key of this account to enter it. `page`: where the page is that takes it. */
export async function askForKey(
  { db, now }: KeyLinkDeps,
  caller: Caller,
  connection: ConnectionRow,
  page: string,
): Promise<KeyLink> {
  const [id, secret] = [randomUUID(), randomBytes(32).toString('base64url')];
  const expiresAt = new Date(now().getTime() + DAYS * DAY_MS);
  const askedBy = { id: caller.subject, email: caller.email };
  await whileLocked(db, caller, {}, async ({ db: transaction }) => {
    await openKeyLink(transaction, connection, { id, secretHash: hashOf(secret), askedBy, expiresAt });
    await recordDeed(transaction, {
      workspaceId: connection.workspace_id,
      actor: actorOf(caller),
      action: 'connection.asked',
      object: { kind: 'connection', id: connection.id },
      details: { label: connection.label, until: expiresAt.toISOString() },
    });
  });
  return { address: `${page}#${id}.${secret}`, expiresAt: expiresAt.toISOString() };
}

/** One answer for a link that never was, ran out, was used or called back: it tells nobody which. */
const noLink = () =>
  new Failure('not-found', 'This link does not work: it ran out, was used, or was called back. Ask for a new one.');

async function take(db: KeyLinkDeps['db'], bucket: Bucket): Promise<void> {
  const retryAfterMs = await takeFromBuckets(db, [bucket]);
  if (retryAfterMs === 0) return;
  throw new Failure('rate-limited', 'That was too often in a row. Wait a moment, then try again.', {
    cause: { retryAfterMs },
  });
}

type Opened = { link: KeyLinkRow; connection: ConnectionRow };

async function open({ db, now }: KeyLinkDeps, { id, secret }: KeyLinkInput): Promise<Opened> {
  const found = await findKeyLink(db, id, now());
  if (!found || !timingSafeEqual(found.link.secret_hash, hashOf(secret))) {
    await take(db, EVERYBODY);
    throw noLink();
  }
  // by the id as we write it: there are many ways to write it
  await take(db, oneLink(found.link.id));
  return found;
}

/**
 * What the holder of the link is asked for. Opening it does not use it up.
 *
 * @throws Failure `not-found`, `rate-limited`
 */
export async function lookAtKeyLink(deps: KeyLinkDeps, given: KeyLinkInput): Promise<KeyForm> {
  const { link, connection } = await open(deps, given);
  const provider = deps.catalogue.find(({ id }) => id === connection.provider);
  return {
    provider: { id: ProviderId.parse(connection.provider), title: provider?.title ?? connection.provider },
    account: connection.label,
    askedBy: link.asked_by_email,
    expiresAt: link.expires_at.toISOString(),
    fields: [...(provider?.credentials ?? [])],
  };
}

/** What the ticketing system does not take is not kept, and the link stays open for another try. */
async function tryKey({ db, testConnection }: KeyLinkDeps, link: KeyLinkRow, asEntered: ConnectionRow): Promise<void> {
  try {
    await testConnection(asEntered);
  } catch (error) {
    if (error instanceof Failure && error.code === 'provider-auth') await countRefusedKey(db, link.id, MOST_REFUSED);
    throw error;
  }
}

/**
 * Tries the key at the ticketing system, keeps it sealed, and uses the link up.
 *
 * @throws Failure `not-found`, `rate-limited`, `invalid-request` naming the field, or what the ticketing system says.
 */
export async function enterKey(deps: KeyLinkDeps, { credentials, ...given }: KeyEntry): Promise<void> {
  const { db, sealer } = deps;
  const { link, connection } = await open(deps, given);
  const misfit = deps.checkCredentials(ProviderId.parse(connection.provider), credentials);
  if (misfit !== null) throw new Failure('invalid-request', misfit);
  const sealed = sealCredentials(sealer, connection, credentials);
  await tryKey(deps, link, { ...connection, sealed });
  if (!(await keepEnteredKey(db, link, sealed))) throw noLink();
  deps.eventLists.forget(connection.id);
  await recordDeed(db, {
    workspaceId: connection.workspace_id,
    actor: { kind: 'link', id: link.id, name: `Link of ${link.asked_by_email}` },
    action: 'connection.entered',
    object: { kind: 'connection', id: connection.id },
    details: { label: connection.label },
  });
}
