import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { boxOffice, idsOf, page, readAll, type Row } from './box-office.ts';

const Lines = z.array(
  z.looseObject({ type: z.string(), total: z.int(), value: z.int(), quantity: z.int(), booking_fee: z.int() }),
);
const linesOf = (order: Row | undefined) => Lines.parse(order?.['line_items']);
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

describe('the data', () => {
  it('is the same for one seed and different for another', async () => {
    const [one, same, other] = await Promise.all([
      boxOffice({ seed: 7 }),
      boxOffice({ seed: 7 }),
      boxOffice({ seed: 8 }),
    ]);
    expect(same.office.truth('ev_1005')).toEqual(one.office.truth('ev_1005'));
    expect(other.office.truth('ev_1005')).not.toEqual(one.office.truth('ev_1005'));
  });

  it('has the promised events in the promised sizes', async () => {
    const { office, ask } = await boxOffice();
    const sizes = office.events.map(({ id }) => office.truth(id).tickets.length);
    expect(sizes).toEqual([3120, 20_000, 100, 101, 200, 43, 13, 150]);
    expect((await ask('/events/ev_1002')).body).toMatchObject({ total_issued_tickets: 20_000, currency: 'gbp' });
  });

  it('adds up: subtotal and tax, lines and total', async () => {
    const { office } = await boxOffice();
    for (const eventId of ['ev_1001', 'ev_1002', 'ev_1008']) {
      for (const order of office.truth(eventId).orders.slice(0, 300)) {
        const lines = linesOf(order).filter(({ type }) => type !== 'void');
        expect(Number(order['subtotal']) + Number(order['tax'])).toBe(order['total']);
        expect(sum(lines.map(({ total }) => total))).toBe(order['total']);
      }
    }
  });

  it('charges once per order and fees per ticket', async () => {
    const { office } = await boxOffice();
    const { orders } = office.truth('ev_1001');
    const lines = orders.map(linesOf);
    expect(lines.every((one) => one.filter(({ type }) => type === 'transaction_charge').length <= 1)).toBe(true);
    expect(lines.some((one) => one.some(({ type, quantity }) => type === 'ticket' && quantity > 2))).toBe(true);
    const methods = new Set(orders.map((order) => Object(order['payment_method']).type));
    expect(methods).toEqual(new Set(['stripe', 'paypal', 'offline', 'operator', 'no_cost']));
    expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(['completed', 'pending', 'cancelled']));
  });

  it('holds nobody real', async () => {
    const { ask } = await boxOffice();
    for (const { email } of await readAll(ask, '/issued_tickets', { event_id: 'ev_1005' })) {
      expect(email).toMatch(/^[a-z.0-9]+@example\.(org|com|net)$/);
    }
  });

  it('stays quick in the large event', async () => {
    const { ask } = await boxOffice();
    const { data } = await page(ask, '/issued_tickets', { event_id: 'ev_1002' });
    expect(data[0]).toMatchObject({ id: 'it_2020000' });
  });
});

describe('the trap door', () => {
  async function traps() {
    const { office } = await boxOffice();
    const { orders, tickets, checkIns } = office.truth('ev_1006');
    const late = office.truth('ev_1007').tickets;
    return { orders, tickets, checkIns, late, order: (index: number) => orders[index] };
  }

  it('has orders that cost nothing, are refunded in part or whole, or are spelled otherwise', async () => {
    const { order } = await traps();
    expect(order(0)).toMatchObject({ total: 0, payment_method: { type: 'no_cost' } });
    expect(order(3)).toMatchObject({ status: 'completed', total: 17_340, refund_amount: 4335 });
    expect(order(4)).toMatchObject({ status: 'completed', total: 8670, refund_amount: 8670 });
    expect(order(5)).toMatchObject({ status: 'canceled' });
    expect(order(12)).toMatchObject({ status: 'pending', total_paid: 0 });
    expect(order(25)).toMatchObject({ refunded_voucher_id: 'vo_3', credited_out_amount: 8670 });
    expect(order(26)).toMatchObject({ status: 'on_hold' });
  });

  it('has lines of every kind, and a total that is not their sum', async () => {
    const { order, orders } = await traps();
    const types = new Set(orders.flatMap(linesOf).map(({ type }) => type));
    expect([...types].toSorted()).toEqual([
      'donation',
      'gift_card',
      'surprise',
      'ticket',
      'transaction_charge',
      'void',
    ]);
    expect(linesOf(order(7)).find(({ type }) => type === 'gift_card')).toMatchObject({ total: -2000 });
    expect(sum(linesOf(order(8)).map(({ total }) => total))).not.toBe(order(8)?.['total']);
    for (const index of [6, 7])
      expect(sum(linesOf(order(index)).map(({ total }) => total))).toBe(order(index)?.['total']);
  });

  it('has tickets of two events in one order, void ones in a completed one, and orders without any', async () => {
    const { order, tickets, late } = await traps();
    expect(late.find(({ order_id }) => order_id === order(1)?.['id'])).toMatchObject({ event_id: 'ev_1007' });
    expect(tickets.find(({ order_id }) => order_id === order(2)?.['id'])).toMatchObject({ status: 'void' });
    expect(order(2)).toMatchObject({ status: 'completed' });
    expect([order(10)?.['issued_tickets'], order(11)?.['issued_tickets']]).toEqual([null, []]);
    expect(tickets.some(({ status, voided_at }) => status === 'valid' && voided_at !== null)).toBe(true);
    expect(tickets.some(({ status }) => status === 'voided')).toBe(true);
  });

  it('has people without names, with odd ones, and members that come and go', async () => {
    const { order, tickets } = await traps();
    expect(order(9)).toMatchObject({ buyer_details: { name: null, email: expect.stringContaining('@') } });
    expect(tickets.some(({ full_name, email }) => full_name === null && email !== null)).toBe(true);
    expect(order(13)?.['event_summary']).not.toHaveProperty('id', expect.anything());
    expect(order(14)?.['event_summary']).toMatchObject({ event_id: undefined });
    expect(order(16)?.['meta_data']).toEqual({ crm: { id: '007' } });
    expect(order(17)?.['meta_data']).toEqual([]);
    expect(order(23)).toHaveProperty('loyalty_tier');
    for (const name of ['=HYPERLINK("http://x","y")', "'Tis", '007', 'TRUE']) {
      expect(tickets.some(({ first_name }) => first_name === name)).toBe(true);
    }
    expect(tickets.map(({ barcode }) => barcode)).toEqual(expect.arrayContaining(['0012345', '12E45678']));
    expect(tickets.some(({ event_series_id }) => event_series_id === 'es_9001')).toBe(true);
  });

  it('has check-ins of a group, of leaving, and of scanning without a connection', async () => {
    const { checkIns, tickets } = await traps();
    expect(checkIns.map(({ quantity }) => quantity).toSorted()).toEqual([-1, 1, 1, 3]);
    expect(checkIns.filter((one) => one['created_at'] !== one['check_in_at'])).toHaveLength(1);
    const left = checkIns.find(({ quantity }) => quantity === -1)?.['issued_ticket_id'];
    expect(tickets.find(({ id }) => id === left)).toMatchObject({ checked_in: 'false' });
  });

  it('happens in the night in which clocks go forward', async () => {
    const { ask } = await boxOffice();
    expect((await ask('/events/ev_1006')).body).toMatchObject({
      start: { iso: '2027-03-28T00:30:00+01:00', timezone: '+01:00', unix: 1_806_190_200 },
      end: { iso: '2027-03-28T05:00:00+02:00', timezone: '+02:00', unix: 1_806_202_800 },
    });
  });

  it('shows every order under one ID only', async () => {
    const { orders, tickets } = await traps();
    for (const rows of [orders, tickets]) expect(new Set(idsOf(rows)).size).toBe(rows.length);
  });
});
