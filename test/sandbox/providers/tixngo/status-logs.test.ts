import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Ask, boxOffice } from './box-office.ts';

const RANGE = { mobileAppId: 'demo-app', from: '2025-02-01T00:00:00.000Z', to: '2025-02-04T00:00:00.000Z' };
const PATH = 'ticket-status-logs';
const Logs = z.object({
  pagination: z.object({ nextPageKey: z.string().nullable().optional() }),
  result: z.array(
    z.strictObject({
      logId: z.string(),
      ticketId: z.string(),
      eventId: z.string(),
      actionName: z.string(),
      fromStatus: z.string().nullable(),
      toStatus: z.string(),
      fromOwnerId: z.string().nullable(),
      toOwnerId: z.string().nullable(),
      actor: z.string(),
      actionDate: z.string(),
    }),
  ),
});

const logs = async (ask: Ask, more: Record<string, string | string[]> = {}) =>
  Logs.parse((await ask(PATH, { ...RANGE, ...more })).body);

describe('ticket status logs', () => {
  it('are paged by key to the end, each line once, oldest first', async () => {
    const { ask } = await boxOffice();
    const whole = (await logs(ask)).result;
    const limit = String(Math.ceil(whole.length / 3));
    const read = [];
    let key: string | null | undefined;
    do {
      const answer = await logs(ask, { limit, ...(key ? { paginationKey: key } : {}) });
      read.push(...answer.result);
      key = answer.pagination.nextPageKey;
    } while (key);
    expect(read).toEqual(whole);
    expect(new Set(read.map(({ logId }) => logId)).size).toBe(whole.length);
    expect(read.map(({ actionDate }) => actionDate)).toEqual(read.map(({ actionDate }) => actionDate).sort());
  });

  it('can be narrowed by several actions, statuses, owner and actor', async () => {
    const { ask } = await boxOffice();
    const names = async (more: Record<string, string | string[]>) =>
      new Set((await logs(ask, more)).result.map(({ actionName }) => actionName));
    expect(await names({ actionNames: ['Download', 'Log off'] })).not.toContain('Inject');
    expect(await names({ actionNames: 'Download' })).toEqual(new Set(['Download']));
    expect(await names({ actor: 'ticketing-system' })).toEqual(new Set(['Inject']));
    const [first] = (await logs(ask)).result;
    const ofOwner = (await logs(ask, { fromOwnerId: first?.fromOwnerId ?? '' })).result;
    expect(ofOwner.every(({ fromOwnerId }) => fromOwnerId === first?.fromOwnerId)).toBe(true);
    const from = (await logs(ask, { fromStatuses: 'NOT_DOWNLOADED', toStatuses: 'DOWNLOADED' })).result;
    expect(from.every(({ toStatus }) => toStatus === 'DOWNLOADED')).toBe(true);
  });

  it('end with a key that is null, empty or absent, as told', async () => {
    const { tixngo, ask } = await boxOffice();
    const end = async () => (await ask(PATH, { ...RANGE, to: '2025-02-01T00:00:01.000Z' })).body;
    expect(await end()).toEqual({ pagination: { nextPageKey: null }, result: [] });
    tixngo.switches.set({ logEnd: 'empty' });
    expect(await end()).toEqual({ pagination: { nextPageKey: '' }, result: [] });
    tixngo.switches.set({ logEnd: 'absent' });
    expect(await end()).toEqual({ pagination: {}, result: [] });
  });

  it.each([
    ['no range', { mobileAppId: 'demo-app' }],
    ['half a range', { mobileAppId: 'demo-app', from: RANGE.from }],
    ['a range turned round', { ...RANGE, from: RANGE.to, to: RANGE.from }],
    ['no app', { from: RANGE.from, to: RANGE.to }],
    ['a limit above 10,000', { ...RANGE, limit: '10001' }],
    ['a key it did not give', { ...RANGE, paginationKey: 'x' }],
    ['an unknown parameter', { ...RANGE, offset: '0' }],
  ])('refuse %s', async (_name, query) => {
    const { ask } = await boxOffice();
    expect((await ask(PATH, query)).status).toBe(400);
  });

  it('tell of a scan that happened a moment ago', async () => {
    const now = Date.parse('2026-11-21T12:00:00.000Z');
    const { tixngo, ask } = await boxOffice({ now: () => now, switches: { scansPerSecond: 1 } });
    tixngo.truth('trap-door-2027');
    tixngo.tick(1);
    const { result } = await logs(ask, { from: new Date(now).toISOString(), to: '2027-01-01T00:00:00.000Z' });
    expect(result.map(({ actionName }) => actionName)).toContain('Control');
  });
});
