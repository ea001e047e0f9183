import { createHash } from 'node:crypto';
import type { Database } from './connection.ts';
import { takeFromBuckets } from './rate-buckets.ts';

/** A handful at once, then one every three minutes: enough for people, too little for who sends to strangers. */
const EVERY_MS = 180_000;
const BURST = 25;

/** What the allowance of a person is kept under; `subject`: Google's id of them. */
export const mailAllowance = (subject: string) => ({
  name: `mail ${createHash('sha256').update(subject).digest('hex').slice(0, 32)}`,
  everyMs: EVERY_MS,
  burst: BURST,
});

/**
 * Whether one more message that somebody sends by hand to an address of their choice goes out; by person, because teams are made and
 * deleted at will.
 *
 * @returns 0 when it does, else milliseconds after which it would.
 */
export async function takeMail(db: Database, subject: string): Promise<number> {
  return await takeFromBuckets(db, [mailAllowance(subject)]);
}
