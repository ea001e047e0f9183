const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after the first, second … try; after the last one a message is given up, more than a day after the first. */
const PAUSES = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 16 * HOUR] as const;

/** Milliseconds until the next try after `attempts` of them; null: no more. `asked`: what the other side asked us to wait. */
export function pauseAfter(attempts: number, asked: number | null = null): number | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : Math.max(pause, Math.min(asked ?? 0, HOUR));
}
