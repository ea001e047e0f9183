import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import type { TicketTailorSwitches } from './switches.ts';

type Window = { readonly endsAt: number; used: number };

/**
 * Counts the requests of a window that starts with its first one, and names it in every answer.
 *
 * @param now milliseconds since 1970
 * @returns throws Refusal 429 when called once too often in a window
 */
export function rateLimit(now: () => number): (c: Context, switches: TicketTailorSwitches) => void {
  let window: Window = { endsAt: 0, used: 0 };
  return (c, { rateLimit: limit, retryAfter }) => {
    if (!limit) return;
    if (now() >= window.endsAt) window = { endsAt: now() + limit.windowSeconds * 1000, used: 0 };
    window.used += 1;
    c.header('X-Rate-Limit-Limit', String(limit.requests));
    c.header('X-Rate-Limit-Remaining', String(Math.max(limit.requests - window.used, 0)));
    c.header('X-Rate-Limit-Reset', String(Math.ceil(window.endsAt / 1000)));
    if (window.used > limit.requests) {
      throw new Refusal(429, 'Too many requests', retryAfterHeader(window.endsAt, now(), retryAfter));
    }
  };
}

function retryAfterHeader(endsAt: number, now: number, form: TicketTailorSwitches['retryAfter']) {
  if (form === 'absent') return {};
  const text = form === 'seconds' ? String(Math.ceil((endsAt - now) / 1000)) : new Date(endsAt).toUTCString();
  return { 'Retry-After': text };
}
