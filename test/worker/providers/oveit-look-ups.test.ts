import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENTS, oveitRig } from './oveit-rig.ts';
import { testHash } from './reading.ts';

const rig = oveitRig();
const look = async (by: string, values: readonly string[]) => await rig.read('tickets', { lookup: { by, values } });

describe('looking up tickets of Oveit', () => {
  it('by code tells order, form and event, and takes no scan for an admission', async () => {
    const truth = rig.simulator().truth(EVENTS.gala);
    const inside = truth.find(({ checkins }) => checkins.length > 1);
    const outside = truth.find(({ checkins, hasAttendee }) => checkins.length === 0 && hasAttendee);
    const codes = [inside?.code ?? '', outside?.code ?? ''];
    const { rows } = await look('ticketCode', codes);
    expect(rows.map(({ lookedUp, barcode, ticketId }) => [lookedUp, barcode, ticketId])).toEqual(
      codes.map((code) => [code, code, testHash(code)]),
    );
    expect(rows.map(({ checkedIn, understood }) => [checkedIn, understood])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(rows[1]).toMatchObject({
      eventId: EVENTS.gala,
      eventName: 'Spring Gala 2027',
      ticketType: expect.any(String),
      orderId: expect.stringMatching(/^\d+$/),
      purchasedAt: expect.stringMatching(/Z$/),
      buyerName: expect.any(String),
      series: expect.stringMatching(/^HH\d{6}$/),
      form: expect.stringContaining('E-mail'),
      admissions: 0,
    });
  });

  it('answers thousands in their order, and says which are not found; no key shows a code', async () => {
    const codes = rig
      .simulator()
      .truth(EVENTS.gala)
      .map(({ code }) => code);
    const inputs = codes
      .slice(0, 150)
      .flatMap((code, index) => (index % 10 === 0 ? [code, `nobody-${index}`] : [code]));
    inputs.push(codes[0] ?? '');
    const { rows, readings, certificate } = await look('ticketCode', inputs);
    expect(rows.map(({ lookedUp }) => lookedUp)).toEqual(inputs);
    const missing = rows.filter(({ lookupResult }) => lookupResult === 'not found');
    expect(missing.map(({ lookedUp }) => lookedUp)).toEqual(inputs.filter((text) => text.startsWith('nobody')));
    expect(certificate).toMatchObject({ complete: true, rows: inputs.length });
    const keys = [...readings.values()].flatMap(({ key, rows: own }) => [key, ...own.map((row) => row.key)]).join();
    expect(inputs.filter((text) => keys.includes(text))).toEqual([]);
  });

  it('by chip', async () => {
    const Chips = z.array(z.object({ code: z.string() }));
    const codes = rig
      .simulator()
      .truth(EVENTS.gala)
      .slice(0, 60)
      .map(({ code }) => code);
    const paired = (await look('ticketCode', codes)).rows.filter(({ chips }) => chips !== null);
    const chips = paired.map((row) => Chips.parse(JSON.parse(String(row['chips'])))[0]?.code ?? '');
    expect(chips.length).toBeGreaterThan(0);
    const { rows } = await look('rfidCode', [...chips, '04FFFFFFFFFFFF']);
    expect(rows.map(({ barcode }) => barcode)).toEqual([...paired.map(({ barcode }) => barcode), undefined]);
    expect(rows.at(-1)).toMatchObject({ lookupResult: 'not found' });
  });

  it('goes on when the session ends in between', async () => {
    rig.simulator().switches.set({ callsPerToken: 30 });
    const codes = rig
      .simulator()
      .truth(EVENTS.gala)
      .slice(0, 100)
      .map(({ code }) => code);
    const { rows } = await look('ticketCode', codes);
    expect(rows.filter(({ lookupResult }) => lookupResult !== 'found')).toEqual([]);
  });

  it('checks nobody in', () => {
    expect(rig.calls().filter((path) => path.includes('checkin'))).toEqual([]);
  });
});
