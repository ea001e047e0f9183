import { describe, expect, it } from 'vitest';
import { attendeesOf, codesOf, handClock, idOf, readAll, seller, ticketsOf } from './seller.ts';

const GALA = 41_207;
const SLUG = 'spring-gala-2027';
const none = { sales: 0, checkins: 0, uses: 0, cancellations: 0 };

describe('tickets change while they are read', () => {
  it('as fast as the clock runs', async () => {
    const clock = handClock();
    const switches = { checkinsPerSecond: 2, usesPerSecond: 1, cancellationsPerSecond: 0.5 };
    const { oveit, ask } = await seller({ now: clock.now, switches });
    const before = oveit.truth(SLUG);
    clock.pass(10);
    const after = oveit.truth(SLUG);
    expect(after).toHaveLength(before.length - 5);
    const count = (rows: typeof after) => rows.reduce((sum, { checkins }) => sum + checkins.length, 0);
    expect(count(after)).toBeGreaterThan(count(before) + 24);
    expect(codesOf(await ticketsOf(ask, GALA))).toEqual(after.map(({ code }) => code));
  });

  it('in the same way for the same seed, and not at all when nothing was switched on', async () => {
    const run = async (switches: object) => {
      const clock = handClock();
      const { oveit } = await seller({ now: clock.now, switches });
      const before = oveit.truth('trap-door-2027');
      clock.pass(5);
      return { before, after: oveit.truth('trap-door-2027') };
    };
    const rates = { salesPerSecond: 1, checkinsPerSecond: 1, usesPerSecond: 1, cancellationsPerSecond: 1 };
    const [one, other, still] = [await run(rates), await run(rates), await run({})];
    expect(one).toEqual(other);
    expect(one.after).not.toEqual(one.before);
    expect(still.after).toEqual(still.before);
  });

  it('a ticket checked in now says when, with the offset of its event', async () => {
    const clock = handClock();
    const { oveit } = await seller({ now: clock.now, switches: { checkinsPerSecond: 1 } });
    oveit.truth('trap-door-2027');
    clock.pass(1);
    const dates = oveit.truth('trap-door-2027').flatMap(({ checkins }) => checkins.map(({ date }) => date));
    expect(dates).toEqual(['2026-11-21T08:30:01-03:30']);
  });

  it('a cancelled ticket is gone from every list and every scan', async () => {
    const { oveit, ask } = await seller({ switches: { cancellationsPerSecond: 10 } });
    const before = codesOf(await ticketsOf(ask, GALA));
    oveit.tick(1);
    const after = new Set(codesOf(await ticketsOf(ask, GALA)));
    const gone = before.filter((code) => !after.has(code));
    expect(gone).toHaveLength(10);
    const attendees = new Set(codesOf(await readAll(ask, GALA)));
    expect(gone.some((code) => attendees.has(code))).toBe(false);
    expect((await ask('tickets/scan', { ticket_code: String(gone[0]) })).body).toEqual({ error: 'Ticket not found' });
  });

  it('a cursor whose ticket was cancelled goes on, fails or starts again, as told', async () => {
    const { oveit, ask } = await seller({ switches: { attendeePage: 5 } });
    const id = idOf(oveit, 'trap-door-2027');
    const all = codesOf(await readAll(ask, id));
    const cursor = all[4];
    oveit.switches.set({ cancellationsPerSecond: 1 });
    while (oveit.truth('trap-door-2027').some(({ code }) => code === cursor)) oveit.tick(1);
    const left = new Set(oveit.truth('trap-door-2027').map(({ code }) => code));
    const expected = all.slice(5).filter((code) => left.has(String(code)));
    oveit.switches.set({ attendeePage: 50 });
    expect(codesOf((await attendeesOf(ask, id, cursor)).attendees)).toEqual(expected);
    oveit.switches.set({ goneCursor: 'error' });
    expect((await ask('events/attendees', { id, since: String(cursor) })).body).toHaveProperty('error');
    oveit.switches.set({ goneCursor: 'start' });
    expect((await attendeesOf(ask, id, cursor)).attendees.length).toBeGreaterThanOrEqual(expected.length);
  });

  it('a new ticket joins at the end, where a cursor finds it, or where it does not', async () => {
    const { oveit, ask } = await seller({ switches: { salesPerSecond: 20 } });
    const before = codesOf(await readAll(ask, GALA));
    oveit.tick(1);
    const found = (await attendeesOf(ask, GALA, before.at(-1))).attendees;
    expect(found.length).toBeGreaterThan(10);
    expect(codesOf(await readAll(ask, GALA)).slice(0, before.length)).toEqual(before);
    const last = codesOf(await readAll(ask, GALA)).at(-1);
    for (const salesLand of ['start', 'anywhere'] as const) {
      oveit.switches.set({ salesLand });
      const { total } = await attendeesOf(ask, GALA);
      oveit.tick(1);
      expect((await attendeesOf(ask, GALA, last)).attendees.length).toBeLessThan(10);
      expect((await attendeesOf(ask, GALA)).total).toBeGreaterThan(total + 10);
    }
  });

  it('after each answer when told so', async () => {
    const { oveit, ask } = await seller({ switches: { changesPerPage: { ...none, cancellations: 0.5 } } });
    const sizes = [];
    for (let turn = 0; turn < 4; turn += 1) sizes.push((await ticketsOf(ask, GALA)).length);
    expect(sizes).toEqual([2500, 2500, 2499, 2499]);
    expect(oveit.truth(SLUG)).toHaveLength(2498);
  });

  it('the truth can be asked for from another process, by ID or short name', async () => {
    const { oveit } = await seller();
    const expected = oveit.truth(SLUG);
    for (const eventId of [SLUG, String(GALA)]) {
      const response = await fetch(`${oveit.control}/truth?eventId=${eventId}`);
      expect(await response.json()).toEqual({ eventId, tickets: expected });
    }
    expect((await fetch(`${oveit.control}/truth?eventId=0`)).status).toBe(404);
    expect(() => oveit.truth('nope')).toThrow(RangeError);
  });
});
