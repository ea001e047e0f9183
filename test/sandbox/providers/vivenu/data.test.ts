import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GALA, HUNDRED, KYOTO, MARATHON, part, type Row, seller, TRAPS, TWO_HUNDRED } from './seller.ts';

const Priced = z.array(z.looseObject({ price: z.number(), amount: z.number().default(1) }));
const cents = (amount: unknown) => Math.round(Number(amount) * 100);

function sumOf(transaction: Row): number {
  const items = ['tickets', 'products', 'additionalItems'].flatMap((name) => Priced.parse(transaction[name]));
  return items.reduce((sum, { price, amount }) => sum + cents(price) * amount, 0) + cents(transaction['outerCharge']);
}

describe('the data', () => {
  it('is the same for one seed and different for another', async () => {
    const [one, same, other] = await Promise.all([seller({ seed: 7 }), seller({ seed: 7 }), seller({ seed: 8 })]);
    expect(same.vivenu.truth(HUNDRED)).toEqual(one.vivenu.truth(HUNDRED));
    expect(other.vivenu.truth(HUNDRED)).not.toEqual(one.vivenu.truth(HUNDRED));
  });

  it('has the promised events in the promised sizes', async () => {
    const { ask, vivenu } = await seller();
    const totals = await Promise.all(
      vivenu.events.map(async ({ id }) => (await part(ask, '/tickets', { event: id, top: '1' })).total),
    );
    expect(totals).toEqual([0, 100, 101, 200, 44, 3021, 19_212, 133]);
  });

  it('adds up: items after discounts and the fees on top', async () => {
    const { vivenu } = await seller();
    const transactions = [...vivenu.truth(GALA).transactions, ...vivenu.truth(KYOTO).transactions];
    for (const transaction of transactions) expect(sumOf(transaction)).toBe(cents(transaction['realPrice']));
    expect(vivenu.truth(KYOTO).transactions.every(({ realPrice }) => Number.isInteger(realPrice))).toBe(true);
    expect(transactions.some(({ realPrice, regularPrice }) => Number(realPrice) < Number(regularPrice))).toBe(true);
  });

  it('joins tickets with transactions and items of their carts', async () => {
    const { vivenu } = await seller();
    const { transactions, tickets } = vivenu.truth(GALA);
    const items = new Map(
      transactions.flatMap((one) =>
        Priced.parse(one['tickets']).map((item) => [item['_id'], { item, of: one['_id'] }]),
      ),
    );
    for (const { cartItemId, transactionId, realPrice } of tickets) {
      const found = items.get(cartItemId);
      expect([found?.of, found?.item.price]).toEqual([transactionId, realPrice]);
    }
  });

  it('has transactions and payments in every state a report meets', async () => {
    const { vivenu } = await seller();
    const { transactions } = vivenu.truth(MARATHON);
    const words = (name: string) => [...new Set(transactions.map((one) => String(one[name])))].toSorted();
    expect(words('status')).toEqual(['ABORTED', 'CANCELED', 'COMPLETE', 'NEW', 'RESERVED-BY-SYSTEM']);
    expect(words('paymentStatus')).toEqual([
      'AWAITING',
      'EXTERNAL',
      'FAILED',
      'LOCAL-AWAITING',
      'LOCAL-RECEIVED',
      'PENDING',
      'POS-RECEIVED',
      'RECEIVED',
      'REFUND',
    ]);
    expect(words('origin')).toEqual(['pos', 'undefined', 'yourticket']);
  }, 20_000);

  it('holds nobody real', async () => {
    const { vivenu } = await seller();
    for (const { email } of vivenu.truth(TWO_HUNDRED).tickets) {
      if (email !== undefined) expect(email).toMatch(/^[a-z.0-9]+@example\.(org|com|net)$/);
    }
    expect(vivenu.truth(HUNDRED).transactions.every(({ ipLookup }) => Object(ipLookup).ip.startsWith('192.0.2.'))).toBe(
      true,
    );
  });

  it('keeps zeros in front of barcodes, rows and seats', async () => {
    const { vivenu } = await seller();
    const { tickets } = vivenu.truth(GALA);
    for (const { barcode } of tickets) expect(barcode).toMatch(/^\d{12}$/);
    expect(tickets.some(({ barcode }) => String(barcode).startsWith('0'))).toBe(true);
    expect(tickets.some(({ seatingInfo }) => Object(seatingInfo).rowName === '01')).toBe(true);
  });
});

describe('the trap door', () => {
  async function traps() {
    const { vivenu } = await seller();
    const { transactions, tickets } = vivenu.truth(TRAPS);
    const of = (index: number) => tickets.filter(({ transactionId }) => transactionId === transactions[index]?.['_id']);
    return { tickets, transactions, of };
  }

  it('has prices whole and broken, and a sum that floating point gets wrong', async () => {
    const { transactions } = await traps();
    expect(transactions.slice(0, 3).map(({ realPrice }) => realPrice)).toEqual([85, 10.5, 0.1 + 0.2]);
    expect(Priced.parse(transactions[3]?.['tickets'])).toMatchObject([{ amount: 3 }]);
  });

  it('has tickets without a transaction, without a name, rebooked, frozen and blank', async () => {
    const { tickets, of } = await traps();
    expect(of(3)).toHaveLength(3);
    expect(tickets.filter(({ transactionId }) => transactionId === '')).toHaveLength(4);
    expect(of(11)).toMatchObject([{ origin: 'pos' }]);
    expect(of(11)[0]?.['name']).toBeUndefined();
    const [old, rebooked] = of(12);
    expect(old).toMatchObject({ status: 'INVALID' });
    expect(rebooked).toMatchObject({ status: 'VALID', origin: 'rebooking', originTicketId: old?.['_id'] });
    expect(tickets.map(({ status }) => status)).toEqual(expect.arrayContaining(['FROZEN', 'BLANK', 'RESERVED']));
  });

  it('has money that never came, went back or was fought over', async () => {
    const { transactions, of } = await traps();
    const states = transactions
      .slice(5, 16)
      .map(({ status, paymentStatus }) => `${String(status)} ${String(paymentStatus)}`);
    expect(states.slice(0, 2)).toEqual(['ABORTED FAILED', 'NEW AWAITING']);
    expect(states.slice(3, 6)).toEqual(['COMPLETE REFUND', 'COMPLETE CHARGEBACK', 'COMPLETE DISPUTE']);
    expect(transactions[5]).toMatchObject({ realPrice: expect.any(Number) });
    expect([transactions[13]?.['status'], of(13)[0]?.['status']]).toEqual(['CANCELED', 'VALID']);
    expect(of(14).map(({ status }) => status)).toEqual(['INVALID', 'INVALID']);
    expect(transactions[15]).toMatchObject({ status: 'ON-HOLD' });
    expect(transactions[18]).toMatchObject({ paymentMethod: 'adyen' });
    expect(transactions[21]).toMatchObject({ redeemedVouchers: { totalRedeemedAmount: 20 } });
  });

  it('has members nobody described, and names that look like formulas', async () => {
    const { transactions, tickets } = await traps();
    expect(transactions[19]).toMatchObject({ expired: false, checkoutId: 'chk_1' });
    expect(transactions[20]).toMatchObject({ posInfo: { cancellationNo: 'ST-0007' } });
    expect(transactions[25]).toMatchObject({ tickets: [], realPrice: 0 });
    for (const name of ['=HYPERLINK("http://x","y")', "'Tis", '007', 'TRUE']) {
      expect(tickets.some(({ firstname }) => firstname === name)).toBe(true);
    }
  });
});
