import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import type { Fetch } from './fetch.ts';
import { reasonOf } from './reason.ts';

/** Milliseconds off. Google and the worker refuse tokens from 30 s on. */
const NOTABLE_MS = 5_000;
const BAD_MS = 30_000;

const FIX =
  'Let the machine set its clock by itself: timedatectl set-ntp true (Linux), System Settings > Date & Time (macOS).';

type Asked = { readonly now: () => number; readonly signal: AbortSignal };

/** This machine's clock against Google's. */
export async function checkGoogleClock({
  url,
  fetch,
  now,
  signal,
}: Asked & { readonly url: string | null; readonly fetch: Fetch }): Promise<Finding> {
  if (url === null) return skipped('rehearsal, and none is running');
  const begun = now();
  const answer = await fetch(url, { signal, redirect: 'manual' }).catch((error: unknown) => {
    signal.throwIfAborted();
    return reasonOf(error);
  });
  const ended = now();
  if (typeof answer === 'string') return skipped(`Google was not reached: ${answer}`);
  await answer.text();
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return skipped(`${new URL(url).host} does not tell the time`);
  // the header tells whole seconds
  return judge((begun + ended) / 2 - (theirs + 500), 'Google');
}

/** This machine's clock against the database's, by which turns are taken. `ask`: the time there, in ms since 1970. */
export async function checkDatabaseClock({
  ask,
  now,
}: Omit<Asked, 'signal'> & { readonly ask: (() => Promise<number>) | null }): Promise<Finding> {
  if (ask === null) return skipped('no database is running');
  const begun = now();
  const theirs = await ask();
  return judge((begun + now()) / 2 - theirs, 'the database');
}

function judge(offMs: number, whose: string): Finding {
  const size = Math.abs(offMs);
  const seconds = (size / 1000).toFixed(1);
  if (size < 1000) return ok(`within a second of ${whose}`);
  const found = `${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} ${whose}`;
  if (size < NOTABLE_MS) return ok(found);
  return size < BAD_MS ? warning(`${found}.`, FIX) : fault(`${found}: signing in is refused.`, FIX);
}
