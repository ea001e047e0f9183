import { describe, expect, it } from 'vitest';
import { toListPrice } from '../../../worker/providers/oveit/price.ts';
import { EVENTS, oveitRig } from './oveit-rig.ts';
import { testHash } from './reading.ts';

const rig = oveitRig();
const of = (eventId: string) => ({ scope: { eventId } });

describe('tickets of Oveit', () => {
  it('all come, under IDs that do not give the code away', async () => {
    const { rows, readings, certificate } = await rig.read('tickets', of(EVENTS.gala));
    const truth = rig.simulator().truth(EVENTS.gala);
    const told = rows.map(({ barcode, checkedIn }) => `${String(barcode)} ${String(checkedIn)}`);
    expect(told.join('\n')).toBe(truth.map(({ code, checkedIn }) => `${code} ${checkedIn}`).join('\n'));
    expect([...readings.keys()].join('\n')).toBe(truth.map(({ code }) => testHash(code)).join('\n'));
    expect(certificate).toMatchObject({ complete: true, distinct: 2500, rowErrors: 0 });
    const shown = rows.map(({ barcode: _barcode, ...row }) => JSON.stringify(row)).join('\n');
    expect(truth.slice(0, 40).filter(({ code }) => shown.includes(code))).toEqual([]);
  });

  it('have the names of their event and type, and its list price', async () => {
    const { rows } = await rig.read('tickets', of(EVENTS.gala));
    expect(rows.every(({ eventName }) => eventName === 'Spring Gala 2027')).toBe(true);
    expect(rows.find(({ ticketType }) => ticketType === 'Student')).toMatchObject({
      eventId: EVENTS.gala,
      eventStart: '2027-04-17T18:30:00.000Z',
      venue: 'Harbour Hall',
      ticketTypeId: '412073',
      listPrice: { minor: 4900, currency: 'EUR' },
      listPriceText: '49 EUR',
    });
  });

  it('of several events come in one reading, each list of names asked for once an event', async () => {
    const before = rig.calls().length;
    const { rows, certificate } = await rig.read('tickets', of(`${EVENTS.gala}, ${EVENTS.over},${EVENTS.notOnSale}`));
    expect(certificate).toMatchObject({ complete: true, distinct: 2740 });
    const names = new Set(rows.map(({ eventId, eventName }) => `${String(eventId)} ${String(eventName)}`));
    // An event that is over is in no list, so nobody tells its name.
    expect([...names]).toEqual([`${EVENTS.gala} Spring Gala 2027`, `${EVENTS.over} null`]);
    const calls = rig.calls().slice(before);
    expect(calls.filter((path) => path === '/seller/events')).toHaveLength(3);
    expect(calls.filter((path) => path === '/seller/login')).toHaveLength(1);
  });

  it('keep their keys from one reading to the next', async () => {
    const keys = async (dataset: string) => [...(await rig.read(dataset, of(EVENTS.traps))).readings.keys()];
    for (const dataset of ['tickets', 'check-ins', 'attendees']) {
      expect(await keys(dataset)).toEqual(await keys(dataset));
    }
  });

  it('come through although Oveit contradicts itself', async () => {
    const { rows, certificate } = await rig.read('tickets', of(EVENTS.traps));
    expect(certificate).toMatchObject({ complete: true, rowErrors: 0, distinct: 30 });
    expect(rows.slice(0, 4).map(({ barcode }) => barcode)).toEqual(['0000123456', '12E34567', 'TRUE', 'Ünïcode-7']);
    // Checked in without a check-in, and the reverse; only an add-on; both; nothing told at all.
    expect(rows.slice(4, 12).map((row) => [row['checkedIn'], row['checkedInAt'], row['addOnUses']])).toEqual([
      [true, null, 0],
      [false, '2026-11-20T21:30:00.000Z', 0],
      [true, null, 1],
      [true, '2026-11-20T21:30:00.000Z', 2],
      [true, '2026-11-20T21:30:00.000Z', 0],
      [true, '2026-11-20T21:30:00.000Z', 1],
      [false, null, null],
      [null, null, null],
    ]);
    expect(rows[12]).toMatchObject({ ticketTypeId: '999999', ticketType: null, listPrice: null });
    expect(rows[13]).toMatchObject({ ticketTypeId: '390011', ticketType: 'Stehplatz «eins»' });
    expect(rows[16]).toMatchObject({ ticketType: '=FREE()', listPrice: null, listPriceText: 'Free' });
  });

  it('are not lost while others are sold, admitted and cancelled', async () => {
    const before = rig.simulator().truth(EVENTS.gala);
    rig.simulator().switches.set({ changesPerPage: { sales: 3, checkins: 5, uses: 2, cancellations: 2 } });
    const { rows } = await rig.read('tickets', of(`${EVENTS.gala},${EVENTS.tour}`));
    const read = new Set(rows.map(({ barcode }) => barcode));
    expect(before.filter(({ code }) => !read.has(code))).toEqual([]);
  });
});

describe('list prices', () => {
  it.each([
    ['200 EUR', { minor: 20_000, currency: 'EUR' }],
    ['0.00 RON', { minor: 0, currency: 'RON' }],
    ['12.5 eur', { minor: 1250, currency: 'EUR' }],
    ['1500 JPY', { minor: 1500, currency: 'JPY' }],
    ['Free', null],
    ['12,50 EUR', null],
    ['12.345 EUR', null],
    ['', null],
    [null, null],
  ])('%s', (text, money) => expect(toListPrice(text)).toEqual(money));
});

describe('check-ins of Oveit', () => {
  it('are one row each, admissions and uses of add-ons', async () => {
    const { rows, certificate } = await rig.read('check-ins', of(EVENTS.gala));
    const truth = rig.simulator().truth(EVENTS.gala);
    const expected = truth.flatMap(({ code, checkins }) =>
      checkins.map(({ addon_id, date }) => [code, addon_id === null ? null : String(addon_id), Date.parse(date)]),
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(rows.map((row) => [row['barcode'], row['addOnId'], Date.parse(String(row['checkedInAt']))])).toEqual(
      expected,
    );
    expect(certificate).toMatchObject({ complete: true, dropped: 0, distinct: expected.length });
    const names = new Set(rows.map(({ addOnName, quantity }) => `${String(addOnName)} ${String(quantity)}`));
    expect(names).toEqual(new Set(['null 1', 'Dinner null', 'Parking null']));
  });

  it('in the same second have a row each, and none changes its key when another is added', async () => {
    const keys = async () => [...(await rig.read('check-ins', of(EVENTS.traps))).readings.keys()];
    const before = await keys();
    expect(before).toHaveLength(8);
    const [main, used, again] = before.slice(2, 5);
    expect(used).toMatch(/^\w{32}\/390101\/2026-11-20T21:30:00.000Z$/);
    expect(again).toBe(`${used}/2`);
    expect(main).toBe(used?.replace('390101', 'main'));
    rig.simulator().switches.set({ usesPerSecond: 5 });
    rig.simulator().tick(1);
    const after = await keys();
    expect(after.length).toBeGreaterThan(before.length);
    expect(before.filter((key) => !after.includes(key))).toEqual([]);
  });
});

describe('events of Oveit', () => {
  it('come with what was sold and admitted; one that is always on has no start', async () => {
    const { rows } = await rig.read('events');
    expect(rows.map(({ eventId }) => eventId)).toEqual(
      [EVENTS.tour, EVENTS.traps, EVENTS.gala, EVENTS.marathon, EVENTS.notOnSale].map(String),
    );
    expect(rows[0]).toMatchObject({ eventStart: null, issuedTickets: rig.simulator().truth(EVENTS.tour).length });
    expect(rows[1]).toMatchObject({ venue: 'Κέντρο / Zentrum', eventStart: '2027-02-06T19:15:00.000Z' });
    expect(rows[4]).toMatchObject({ eventName: '秋の灯り Autumn Lights', issuedTickets: 0, ticketTypes: null });
  });

  it('count their tickets by the older name too, as long as there is one', async () => {
    const count = rig.simulator().truth(EVENTS.tour).length;
    const [whole] = (await rig.read('events')).rows;
    rig.simulator().switches.set({ ticketsSold: false });
    const [later] = (await rig.read('events')).rows;
    expect([whole?.['issuedTickets'], whole?.['ticketsSold']]).toEqual([count, count]);
    expect([later?.['issuedTickets'], later?.['ticketsSold']]).toEqual([count, null]);
  });

  it('can be spread, one row a ticket type', async () => {
    const { rows } = await rig.read('events', { scope: { lines: 'true' } });
    const traps = rows.filter(({ eventId }) => eventId === EVENTS.traps);
    expect(traps.map(({ ticketType, listPrice, listPriceText }) => [ticketType, listPrice, listPriceText])).toEqual([
      ['Stehplatz «eins»', { minor: 20_000, currency: 'EUR' }, '200 EUR'],
      ['Bilet cu reducere', { minor: 0, currency: 'RON' }, '0.00 RON'],
      ['=FREE()', null, 'Free'],
    ]);
    expect(traps.map(({ addOns }) => addOns)).toEqual([expect.stringContaining('Șampanie'), null, null]);
    expect(rows.filter(({ eventId }) => eventId === EVENTS.notOnSale)).toHaveLength(1);
  });

  it('may be none', async () => {
    rig.simulator().switches.set({ noEvents: true });
    expect((await rig.read('events')).rows).toEqual([]);
  });
});
