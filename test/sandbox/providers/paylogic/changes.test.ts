import { describe, expect, it } from 'vitest';
import { eventUrl, NOW, pageOf, readAll, shop, ticketsIn, uidsOf } from './shop.ts';

const TRAPS = 'trap-door-2027';
const GALA = 'spring-gala-2027';
const none = { sales: 0, payments: 0, scans: 0, cancellations: 0, vanishes: 0 };

function handClock() {
  let time = NOW;
  return { now: () => time, pass: (seconds: number) => void (time += seconds * 1000) };
}

describe('orders change while they are read', () => {
  it('as fast as the clock runs', async () => {
    const clock = handClock();
    const { paylogic } = await shop({ now: clock.now, switches: { salesPerSecond: 1, vanishesPerSecond: 0.5 } });
    const before = paylogic.trueOrders(GALA).length;
    clock.pass(10);
    expect(paylogic.trueOrders(GALA)).toHaveLength(before + 5);
  });

  it('in the same way for the same seed, and not at all when nothing was switched on', async () => {
    const run = async (switches: object) => {
      const clock = handClock();
      const { paylogic } = await shop({ now: clock.now, switches });
      const before = paylogic.truth(TRAPS);
      clock.pass(6);
      return { before, after: paylogic.truth(TRAPS) };
    };
    const rates = { salesPerSecond: 1, paymentsPerSecond: 1, scansPerSecond: 1, cancellationsPerSecond: 1 };
    const [one, other, still] = [await run(rates), await run(rates), await run({})];
    expect(one).toEqual(other);
    expect(one.after).not.toEqual(one.before);
    expect(still.after).toEqual(still.before);
  });

  it('a scan marks a ticket, a payment names its fee, a cancellation makes tickets invalid', async () => {
    const { paylogic, ask } = await shop({
      switches: { scansPerSecond: 1, paymentsPerSecond: 1, cancellationsPerSecond: 1 },
    });
    const scannedBefore = paylogic.truth(GALA).filter(({ isScanned }) => isScanned).length;
    const unpaid = paylogic.trueOrders(GALA).filter(({ status }) => status === 'pending' || status === 'created');
    paylogic.tick(200);
    const after = paylogic.truth(GALA);
    expect(after.filter(({ isScanned }) => isScanned)).toHaveLength(scannedBefore + 200);
    expect(paylogic.trueOrders(GALA).some(({ status }) => status === 'pending')).toBe(false);
    const paid = after.find(({ orderUid, orderStatus }) => orderUid === unpaid[0]?.uid && orderStatus === 'completed');
    if (paid) expect((await ask(`/tickets/${paid.uid}`)).body).toMatchObject({ service_fee_paid: { currency: 'EUR' } });
    const cancelled = after.find(({ orderStatus }) => orderStatus === 'cancelled');
    expect((await ask(`/tickets/${cancelled?.uid}`)).body).toMatchObject({ status: 'invalid' });
  });

  it('a new order stands at the end, at the start or anywhere', async () => {
    const { paylogic } = await shop({ switches: { salesPerSecond: 1 } });
    const before = uidsOf(paylogic.trueOrders(TRAPS));
    paylogic.tick(1);
    expect(uidsOf(paylogic.trueOrders(TRAPS)).slice(0, 30)).toEqual(before);
    paylogic.switches.set({ salesLand: 'start' });
    paylogic.tick(1);
    expect(uidsOf(paylogic.trueOrders(TRAPS)).slice(1, 31)).toEqual(before);
    paylogic.switches.set({ salesLand: 'anywhere' });
    paylogic.tick(5);
    expect(uidsOf(paylogic.trueOrders(TRAPS))).toHaveLength(37);
  });

  it('a careless reader misses an order that moved up when another vanished', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 20, changesPerPage: { ...none, vanishes: 1 } } });
    const read = new Set(uidsOf(await readAll(ask, '/orders', { event: eventUrl(paylogic, GALA) })));
    const left = uidsOf(paylogic.trueOrders(GALA));
    expect(left.some((uid) => !read.has(uid))).toBe(true);
  });

  it('and meets one twice when orders land at the start', async () => {
    const switches = { pageSize: 20, salesLand: 'start', changesPerPage: { ...none, sales: 1 } } as const;
    const { paylogic, ask } = await shop({ switches });
    const read = uidsOf(await readAll(ask, '/orders', { event: eventUrl(paylogic, TRAPS) }));
    expect(new Set(read).size).toBeLessThan(read.length);
  });

  it('what was sold can be looked up, what vanished cannot', async () => {
    const { paylogic, ask } = await shop();
    const event = eventUrl(paylogic, TRAPS);
    const before = await readAll(ask, '/orders', { event });
    expect((await ask(`/tickets/${ticketsIn(before)[0]?.uid}`)).status).toBe(200);
    paylogic.switches.set({ salesPerSecond: 2, vanishesPerSecond: 2 });
    paylogic.tick(1);
    const after = uidsOf(paylogic.trueOrders(TRAPS));
    const gone = uidsOf(before).filter((uid) => !after.includes(uid));
    const sold = paylogic.truth(TRAPS).filter(({ orderUid }) => !uidsOf(before).includes(orderUid));
    expect(gone.length).toBeGreaterThan(0);
    for (const uid of gone) expect((await ask(`/orders/${uid}`)).status).toBe(404);
    for (const { uid } of sold) expect((await ask(`/tickets/${uid}`)).status).toBe(200);
  });

  it('the truth can be asked for from another process, by uid or short name', async () => {
    const { paylogic } = await shop();
    const expected = { eventId: GALA, tickets: paylogic.truth(GALA), orders: paylogic.trueOrders(GALA) };
    expect(await (await fetch(`${paylogic.control}/truth?eventId=${GALA}`)).json()).toEqual(expected);
    const uid = paylogic.events[0]?.uid ?? '';
    expect(await (await fetch(`${paylogic.control}/truth?eventId=${uid}`)).json()).toEqual({
      ...expected,
      eventId: uid,
    });
    expect((await fetch(`${paylogic.control}/truth`)).status).toBe(404);
    expect(() => paylogic.truth('nope')).toThrow(RangeError);
    expect(uidsOf((await pageOf((await shop()).ask, '/events')).items)).toContain(uid);
  });
});
