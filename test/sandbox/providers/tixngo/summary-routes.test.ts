import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { boxOffice } from './box-office.ts';

const STATISTICS = 'events/statistics';
const INJECTED = 'tickets/injected';
const NOW = '2026-11-21T12:00:00.000Z';

const Statistics = z.array(
  z.strictObject({
    eventId: z.string(),
    totalTickets: z.number(),
    validTickets: z.number(),
    deletedTickets: z.number(),
    neverDownloadedTickets: z.number(),
    downloadedTickets: z.number(),
    pendingTransferTickets: z.number(),
    notDownloadedTickets: z.number(),
    controlledTickets: z.number(),
  }),
);

describe('statistics of events', () => {
  it('count up: total is valid and deleted, valid is downloaded, not downloaded and pending', async () => {
    const { ask } = await boxOffice();
    const eventIds = ['spring-gala-2027', 'autumn-lights-2027'];
    const rows = Statistics.parse((await ask(STATISTICS, { eventIds, dateTime: NOW })).body);
    expect(rows.map(({ eventId }) => eventId)).toEqual(eventIds);
    expect(rows[0]).toMatchObject({ totalTickets: 12_792, validTickets: 12_480, deletedTickets: 312 });
    for (const row of rows) {
      expect(row.validTickets + row.deletedTickets).toBe(row.totalTickets);
      expect(row.downloadedTickets + row.notDownloadedTickets + row.pendingTransferTickets).toBe(row.validTickets);
      expect(row.neverDownloadedTickets).toBeLessThanOrEqual(row.notDownloadedTickets);
    }
  });

  it('look back to any time', async () => {
    const { ask } = await boxOffice();
    const at = async (dateTime: string) =>
      Statistics.parse((await ask(STATISTICS, { eventIds: 'trap-door-2027', dateTime })).body)[0];
    expect(await at('2020-01-01T00:00:00.000Z')).toMatchObject({ totalTickets: 0, validTickets: 0, deletedTickets: 0 });
    const early = await at('2025-02-20T00:00:00.000Z');
    expect(early?.totalTickets).toBeGreaterThan(0);
    expect(early?.totalTickets).toBeLessThan(46);
  });

  it('come wrapped when told so', async () => {
    const { ask } = await boxOffice({ switches: { statisticsShape: 'result' } });
    const { body } = await ask(STATISTICS, { eventIds: 'trap-door-2027', dateTime: NOW });
    expect(z.strictObject({ result: Statistics }).parse(body).result).toHaveLength(1);
  });

  it.each([
    ['no event', 400, { dateTime: NOW }],
    ['nine events', 400, { eventIds: Array<string>(9).fill('trap-door-2027'), dateTime: NOW }],
    ['no time', 400, { eventIds: 'trap-door-2027' }],
    ['an unknown event', 404, { eventIds: ['trap-door-2027', 'nope'], dateTime: NOW }],
  ])('refuse %s with %i', async (_name, status, query) => {
    const { ask } = await boxOffice();
    expect((await ask(STATISTICS, query)).status).toBe(status);
  });
});

describe('tickets injected in a month', () => {
  const Injected = z.strictObject({
    total: z.number(),
    grandTotal: z.number(),
    events: z.array(
      z.strictObject({ eventId: z.string(), eventName: z.string(), startTime: z.string(), injected: z.number() }),
    ),
  });
  const PAGE = { limit: '100', offset: '0' };

  it('add up to all tickets, under the organizer’s own event IDs', async () => {
    const { ask } = await boxOffice({ now: () => Date.parse(NOW) });
    let sum = 0;
    for (const period of ['2025-02', '2025-03', '2025-04', '2025-05']) {
      const { grandTotal, events, total } = Injected.parse((await ask(INJECTED, { ...PAGE, period })).body);
      expect(events).toHaveLength(total);
      expect(events.reduce((all, { injected }) => all + injected, 0)).toBe(grandTotal);
      sum += events.find(({ eventId }) => eventId === '0042')?.injected ?? 0;
    }
    expect(sum).toBe(1290);
  });

  it('are paged by event, the grand total stays', async () => {
    const { ask } = await boxOffice({ now: () => Date.parse(NOW) });
    const one = Injected.parse((await ask(INJECTED, { period: '2025-03', limit: '1', offset: '1' })).body);
    expect(one).toMatchObject({ total: 4 });
    expect(one.events).toHaveLength(1);
    expect(one.grandTotal).toBeGreaterThan(one.events[0]?.injected ?? 0);
  });

  it('are not known before the month is over', async () => {
    const { ask } = await boxOffice({ now: () => Date.parse('2025-03-31T23:59:59.999Z') });
    expect((await ask(INJECTED, { ...PAGE, period: '2025-03' })).body).toEqual({ total: 0, grandTotal: 0, events: [] });
  });

  it.each([
    ['no period', PAGE],
    ['an odd period', { ...PAGE, period: '2025-13' }],
    ['no offset', { period: '2025-03', limit: '1' }],
    ['a limit above the ceiling', { period: '2025-03', limit: '1001', offset: '0' }],
  ])('refuse %s', async (_name, query) => {
    const { ask } = await boxOffice();
    expect((await ask(INJECTED, query)).status).toBe(400);
  });
});
