import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Spreadsheet } from '../../shared/api.ts';
import type { Unshared } from '../../shared/linking.ts';
import { recordDeed } from '../db/audit.ts';
import type { Database } from '../db/connection.ts';
import { clearUnshared, markUnshared } from '../db/lost-access.ts';
import { answerChallenge, findProof, openChallenge, type ProofKey, type ProofRow } from '../db/proofs.ts';
import {
  assignWriter,
  claimSpreadsheet,
  knownSpreadsheet,
  noteSpreadsheetLook,
  registerSpreadsheet,
  spreadsheetByGoogleId,
  type KnownSpreadsheet,
} from '../db/spreadsheets.ts';
import { Failure } from '../failure.ts';
import type { Copies } from '../google-sheets.ts';
import type { Log } from '../log.ts';
import type { Access } from './access.ts';
import type { Caller } from './identity.ts';
import { spreadsheetDeed } from './deeds.ts';

/** What the writer sees of a proof in a spreadsheet; `timeZone` is a tz database name. */
export type ProofReading = { value: string | null; title: string; timeZone: string };

/** The writer's look at proofs. `googleId` is the id in the spreadsheet's address, `key` that of the developer metadata. */
export type Proofs = {
  /** @throws Failure `spreadsheet-not-shared` or `spreadsheet-gone` */
  read(googleId: string, key: string): Promise<ProofReading>;
  remove(googleId: string, key: string): Promise<void>;
};

export type LinkDeps = {
  db: Database;
  access: Access;
  proofs: Proofs;
  writerEmail: string;
  copies: Pick<Copies, 'tell'>;
  log: Log;
  now: () => Date;
};

const CHALLENGE_MS = 2 * 60_000;
const PROOF_MS = 24 * 60 * 60_000;
const VIEW_ONLY = "Willcall's Google address may look at this spreadsheet, but not change it.";

/** Bound to person and spreadsheet: a value read in one spreadsheet, or by another person, proves nothing. */
const hashOf = (value: string, { spreadsheetId, subject }: ProofKey) =>
  createHash('sha256')
    .update(JSON.stringify([value, spreadsheetId, subject]))
    .digest();

/** One key a challenge, so that leftovers of earlier ones are never taken for it. */
const metadataKey = (hash: Buffer) => `willcall-proof-${hash.toString('hex').slice(0, 16)}`;

/** A spreadsheet as this person sees it: "linked" while their own proof holds. */
export function toSpreadsheet(row: KnownSpreadsheet, now: Date, proof: Spreadsheet['proof'] = null): Spreadsheet {
  const { id, google_id, linked_at, proved_until, writer_email, status_tab, unshared_since, unshared_why } = row;
  // nobody learns the title of a spreadsheet from its id alone
  const title = proved_until === null ? null : row.title;
  const unshared = unshared_since && unshared_why && { since: unshared_since.toISOString(), why: unshared_why };
  const known = {
    id,
    spreadsheetId: google_id,
    title,
    writerEmail: writer_email,
    unshared: proved_until === null ? null : unshared,
    statusTab: status_tab,
  };
  if (linked_at === null || proved_until === null || proved_until <= now) {
    return { ...known, state: 'waiting', proof, provedUntil: null };
  }
  return { ...known, state: 'linked', proof, provedUntil: proved_until.toISOString() };
}

/**
 * Registers the spreadsheet, and challenges the caller to prove that they may edit it, unless their proof still holds and Willcall can
 * write into it: what is not shared any more is proved again, so that the new sharing is tried.
 */
export async function linkSpreadsheet(deps: LinkDeps, caller: Caller, googleId: string): Promise<Spreadsheet> {
  const { db, access, writerEmail, now } = deps;
  const found = await spreadsheetByGoogleId(db, googleId);
  const row =
    found?.linked_at != null
      ? found
      : await registerSpreadsheet(db, {
          workspace_id: await access.ensureWorkspace(caller),
          google_id: googleId,
          writer_email: writerEmail,
        });
  if (row.writer_email !== writerEmail) await assignWriter(db, row.id, writerEmail);
  const key = { spreadsheetId: row.id, subject: caller.subject };
  const known = { ...row, writer_email: writerEmail, proved_until: (await findProof(db, key))?.proved_until ?? null };
  if (isSettled(known, now())) return toSpreadsheet(known, now());
  const value = randomBytes(32).toString('base64url');
  const hash = hashOf(value, key);
  const expiresAt = new Date(now().getTime() + CHALLENGE_MS);
  await openChallenge(db, key, { workspaceId: row.workspace_id, hash, expiresAt });
  return toSpreadsheet(known, now(), { key: metadataKey(hash), value, expiresAt: expiresAt.toISOString() });
}

const isSettled = (row: KnownSpreadsheet, now: Date) =>
  row.unshared_since === null && toSpreadsheet(row, now).state === 'linked';

function openHash({ challenge_hash, challenge_expires_at }: ProofRow, now: Date): Buffer {
  if (!challenge_hash || !challenge_expires_at) {
    throw new Failure('proof-missing', 'Linking was not begun, or its mark was used already.');
  }
  if (challenge_expires_at <= now) {
    throw new Failure('proof-expired', 'Linking took longer than two minutes.');
  }
  return challenge_hash;
}

async function known({ db, access }: LinkDeps, caller: Caller, id: string): Promise<KnownSpreadsheet> {
  const row = await knownSpreadsheet(db, await access.viewerOf(caller), id);
  if (!row) throw new Failure('not-found', 'There is no such spreadsheet.');
  return row;
}

/** What the writer may not do is noted with the spreadsheet. */
async function asWriter<T>(
  { db, now }: LinkDeps,
  googleId: string,
  work: () => Promise<T>,
  why: Unshared['why'] = 'removed',
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Failure ? error.code : null;
    if (code === 'spreadsheet-gone') await markUnshared(db, googleId, 'gone', now());
    if (code === 'spreadsheet-not-shared') await markUnshared(db, googleId, why, now());
    throw error;
  }
}

/**
 * The mark has done its work; that it stays behind when Google does not answer harms nobody: it is used up. Taking it out also shows
 * that Willcall may write.
 *
 * @throws Failure `spreadsheet-not-shared` when it may only look.
 */
async function removeMark(deps: LinkDeps, googleId: string, hash: Buffer): Promise<void> {
  const { db, proofs, log } = deps;
  try {
    await asWriter(deps, googleId, () => proofs.remove(googleId, metadataKey(hash)), 'view-only');
    await clearUnshared(db, googleId);
  } catch (error) {
    if (error instanceof Failure && error.code === 'spreadsheet-not-shared') {
      throw new Failure('spreadsheet-not-shared', VIEW_ONLY, { cause: error });
    }
    log.warn({ err: error }, 'A used proof could not be removed from its spreadsheet.');
  }
}

/**
 * Looks with the writer's eyes for the value only somebody who may edit the spreadsheet could have put there.
 *
 * @throws Failure `not-found`, `proof-missing`, `proof-expired`, or what reading it throws.
 */
export async function proveSpreadsheet(deps: LinkDeps, caller: Caller, id: string): Promise<Spreadsheet> {
  const { db, access, proofs, now } = deps;
  const row = await known(deps, caller, id);
  const key = { spreadsheetId: id, subject: caller.subject };
  const proof = await findProof(db, key);
  if (!proof) throw new Failure('not-found', 'There is no such spreadsheet.');
  if (isSettled(row, now())) return toSpreadsheet(row, now());
  const hash = openHash(proof, now());
  const reading = await asWriter(deps, row.google_id, () => proofs.read(row.google_id, metadataKey(hash)));
  if (reading.value === null || !timingSafeEqual(hashOf(reading.value, key), hash)) {
    throw new Failure('proof-missing', 'The mark that shows you may edit this spreadsheet is not there.');
  }
  const isOurs = await answerChallenge(db, key, hash, new Date(now().getTime() + PROOF_MS));
  if (isOurs) {
    if (row.linked_at === null) await claimSpreadsheet(db, id, await access.ensureWorkspace(caller), now());
    await noteSpreadsheetLook(db, id, reading);
    const linked = await spreadsheetByGoogleId(db, row.google_id);
    const action = row.linked_at === null ? 'spreadsheet.linked' : 'spreadsheet.proved';
    if (linked) await recordDeed(db, spreadsheetDeed(caller, linked, action));
    await removeMark(deps, row.google_id, hash);
    if (row.linked_at === null) deps.copies.tell(row.google_id);
  }
  return toSpreadsheet(await known(deps, caller, id), now());
}
