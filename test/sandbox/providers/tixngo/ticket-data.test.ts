import { describe, expect, it } from 'vitest';
import { boxOffice, idsOf, page, readAll } from './box-office.ts';

describe('ticket data', () => {
  it('is the same for one seed and different for another', async () => {
    const [one, same, other] = await Promise.all([
      boxOffice({ seed: 7 }),
      boxOffice({ seed: 7, now: () => Date.parse('2030-01-01') }),
      boxOffice({ seed: 8 }),
    ]);
    const rows = await readAll(one.ask, 'autumn-lights-2027', 500);
    expect(await readAll(same.ask, 'autumn-lights-2027', 500)).toEqual(rows);
    expect(idsOf(await readAll(other.ask, 'autumn-lights-2027', 500))).not.toContain(rows[0]?.['ticketId']);
  });

  it('does not change while nothing happens, however it is paged', async () => {
    const { ask } = await boxOffice();
    const whole = await readAll(ask, 'trap-door-2027', 100);
    expect(await readAll(ask, 'trap-door-2027', 7)).toEqual(whole);
  });

  it('reaches into the middle of 100,000 tickets at once', async () => {
    const { ask } = await boxOffice();
    const { total, result } = await page(ask, 'city-marathon-2027', 101_998, 10);
    expect(total).toBe(102_000);
    expect(result).toHaveLength(2);
  });

  it('holds nobody real: example addresses and fictional numbers only', async () => {
    const { ask } = await boxOffice();
    const { result } = await page(ask, 'spring-gala-2027', 0, 1000);
    const fictional =
      /^(\+44 7700 900\d{3}|\+493023125\d{3}|\+33 1 99 00 \d\d \d\d|\(202\) 555-01\d\d|\+1202555010\d)$/;
    for (const { ownerEmail, ownerPhone } of result) {
      if (ownerEmail !== null) expect(ownerEmail).toMatch(/^[a-z.0-9]+@example\.(org|com|net)$/);
      if (ownerPhone !== null) expect(ownerPhone).toMatch(fictional);
    }
  });

  it('has names of many scripts, and names that look like formulas', async () => {
    const { ask } = await boxOffice();
    const names = JSON.stringify(await readAll(ask, 'spring-gala-2027', 1000));
    const scripts = [
      'Latin',
      'Cyrillic',
      'Greek',
      'Arabic',
      'Hebrew',
      'Han',
      'Hiragana',
      'Hangul',
      'Thai',
      'Devanagari',
    ];
    for (const script of scripts) expect(names).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    for (const name of ['=HYPERLINK(', '"+Max"', '"-1"', '"@handle"', "O'Connor"]) expect(names).toContain(name);
  });

  it('keeps zeros in front of seats and barcodes', async () => {
    const { ask } = await boxOffice();
    const { result } = await page(ask, 'spring-gala-2027', 0, 1000);
    expect(result.some(({ seatingSeat }) => seatingSeat === '007')).toBe(true);
    expect(result.some(({ seatingRow }) => seatingRow === '01')).toBe(true);
    expect(result.some(({ ticketBarcode }) => String(ticketBarcode).startsWith('00'))).toBe(true);
    for (const { ticketBarcode } of result) expect(ticketBarcode).toMatch(/^\d{13,18}$/);
  });

  it('has tickets in every state a report meets', async () => {
    const { ask } = await boxOffice();
    const rows = await readAll(ask, 'spring-gala-2027', 1000);
    const count = (holds: (row: Record<string, unknown>) => boolean) => rows.filter(holds).length;
    expect(count(({ status, deletionDate }) => status === 'DELETED' && deletionDate !== null)).toBe(312);
    expect(count(({ deletionDate }) => deletionDate !== null)).toBe(312);
    expect(count(({ ownerEmail }) => ownerEmail === null)).toBeGreaterThan(0);
    expect(count(({ ownerEmail, ownerPhone }) => ownerEmail !== null && ownerPhone === null)).toBeGreaterThan(0);
    expect(count(({ transferForwardCount }) => Number(transferForwardCount) > 0)).toBeGreaterThan(0);
    expect(count(({ controlledDate }) => controlledDate !== null)).toBeGreaterThan(0);
    expect(new Set(rows.map(({ status }) => status))).toEqual(
      new Set(['NOT_DOWNLOADED', 'DOWNLOADED', 'PENDING_TRANSFER', 'DELETED']),
    );
  });
});

describe('the trap door', () => {
  it('has one of everything that goes wrong', async () => {
    const { tixngo } = await boxOffice();
    const rows = [...tixngo.tickets('trap-door-2027')];
    const has = (holds: (row: Record<string, unknown>) => boolean) => expect(rows.some(holds)).toBe(true);
    has((row) => row['ownerAllowPromoEmail'] === undefined);
    has(({ ownerEmail, initialOwnerId }) => ownerEmail === null && initialOwnerId === null);
    for (const price of ['0', '12.5', '', null, '85.00']) has(({ purchasePrice }) => purchasePrice === price);
    has(({ purchasePrice, purchaseCurrency }) => purchasePrice === '12000' && purchaseCurrency === 'JPY');
    for (const end of ['00Z', '00.000Z', '00+02:00']) {
      has(({ activatedDate }) => typeof activatedDate === 'string' && activatedDate.endsWith(`:${end}`));
    }
    has(({ transferForwardCount, transferBackwardCount }) => transferForwardCount === 2 && transferBackwardCount === 1);
    has(({ seatingRow, seatingSeat }) => seatingRow === '01' && seatingSeat === '007');
    has(({ ownerFirstName }) => ownerFirstName === '=HYPERLINK("http://x","y")');
    has((row) => 'loyaltyTier' in row);
    for (const status of ['DOWNLOADED', 'INJECTED', 'BT_ACTIVATED', 'ON_HOLD', 'DELETION_PENDING']) {
      has((row) => row['status'] === status);
    }
  });
});
