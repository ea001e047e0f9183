import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rehearsal } from './rehearsal.ts';

/** The organizer's token of a rehearsal is renewed well before its hour is over. */
const RENEW_MS = 30 * 60_000;

/**
 * Tells commands on this folder where its worker answers (`worker.json`, readable by its owner only; in rehearsal with a token of
 * the simulated organizer).
 *
 * @returns a function that takes it back.
 */
export async function announceWorker(
  dir: string,
  { url, rehearsal }: { url: string; rehearsal: Rehearsal | null },
): Promise<() => Promise<void>> {
  const file = join(dir, 'worker.json');
  const write = async () => {
    const signedIn = rehearsal ? { idToken: await rehearsal.idToken(), rehearsal: rehearsal.providers } : {};
    const text = JSON.stringify({ url, pid: process.pid, ...signedIn });
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode: 0o600 });
  };
  await write();
  const timer = rehearsal ? setInterval(() => void write(), RENEW_MS) : undefined;
  timer?.unref();
  return async () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}
