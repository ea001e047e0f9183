/** Nobody waits longer than this because a header says so. */
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Reads a Retry-After header, seconds or HTTP date, in milliseconds from `now`; absurd values are capped at 15 minutes.
 *
 * @returns undefined when there is none or it cannot be read.
 */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = /^\s*(\d+(?:\.\d+)?)\s*$/.exec(header);
  const wait = seconds ? Number(seconds[1]) * 1000 : Date.parse(header) - now.getTime();
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(0, Math.ceil(wait)), LONGEST_WAIT_MS);
}
