import { describe, expect, it } from 'vitest';
import { boxOffice } from './box-office.ts';

const START = Date.parse('2026-11-21T12:00:00.000Z');

describe('the limit of requests', () => {
  it('is 5,000 in 30 minutes, and every answer says what is left', async () => {
    const { ask } = await boxOffice({ now: () => START });
    const { headers } = await ask('/ping');
    expect(headers.get('X-Rate-Limit-Limit')).toBe('5000');
    expect(headers.get('X-Rate-Limit-Remaining')).toBe('4999');
    expect(headers.get('X-Rate-Limit-Reset')).toBe(String(START / 1000 + 1800));
  });

  it('answers 429 with the seconds to wait, and opens again', async () => {
    let time = START;
    const { ask } = await boxOffice({ now: () => time, switches: { rateLimit: { requests: 2, windowSeconds: 60 } } });
    await ask('/ping');
    time += 20_500;
    await ask('/ping');
    const refused = await ask('/ping');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('40');
    expect(refused.headers.get('X-Rate-Limit-Remaining')).toBe('0');
    expect(refused.body).toMatchObject({ status: 429, error_code: 'TOO_MANY_REQUESTS' });
    time += 39_500;
    expect((await ask('/ping')).status).toBe(200);
  });

  it('names the end as a date, or not at all', async () => {
    const { office, ask } = await boxOffice({
      now: () => START,
      switches: { rateLimit: { requests: 1, windowSeconds: 60 }, retryAfter: 'http-date' },
    });
    await ask('/ping');
    expect((await ask('/ping')).headers.get('Retry-After')).toBe('Sat, 21 Nov 2026 12:01:00 GMT');
    office.switches.set({ retryAfter: 'absent' });
    const bare = await ask('/ping');
    expect([bare.status, bare.headers.get('Retry-After')]).toEqual([429, null]);
  });

  it('can be switched off', async () => {
    const { ask } = await boxOffice({ switches: { rateLimit: null } });
    expect((await ask('/ping')).headers.get('X-Rate-Limit-Limit')).toBeNull();
  });
});
