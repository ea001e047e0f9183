/** The last tenth of the quota is left to the box office's other integrations. */
const RESERVE = 0.1;

/**
 * Slows down when the quota of the box office (5,000 requests in 30 minutes) runs low: what is left above the reserve is spread over
 * the time until it is filled up again, and the reserve is touched slowly.
 *
 * @returns milliseconds until the next request.
 */
export function pace(header: (name: string) => string | null, now: Date): number {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    Number(header(`x-rate-limit-${name}`) ?? Number.NaN),
  );
  if (limit === undefined || remaining === undefined || reset === undefined) return 0;
  if (Number.isNaN(limit + remaining + reset) || remaining > limit * RESERVE * 2) return 0;
  const untilReset = Math.max(0, reset * 1000 - now.getTime());
  const spendable = Math.max(1, remaining - limit * RESERVE);
  return Math.ceil(untilReset / spendable);
}
