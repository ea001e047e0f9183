import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Ask, seller, ticketsOf } from './seller.ts';

const GALA = 41_207;
const Scan = z.looseObject({
  ticket: z.object({ code: z.string() }),
  ticket_type: z.object({ id: z.number() }),
  checkins: z.array(z.object({ addon_id: z.number().nullable(), date: z.string() })),
  rfid_codes: z.array(z.object({ code: z.string(), date: z.string() })),
});

const scan = async (ask: Ask, ticket_code: string) => Scan.parse((await ask('tickets/scan', { ticket_code })).body);

describe('a scan', () => {
  it('shows one ticket as it is and lets nobody in', async () => {
    const { oveit, ask } = await seller();
    const before = oveit.truth('spring-gala-2027');
    const { code, checkins } = before.find((ticket) => ticket.checkins.length > 0) ?? { code: '', checkins: [] };
    expect((await ask('tickets/scan', { ticket_code: code })).body).toEqual({
      ok: true,
      ticket: { code, series: expect.stringMatching(/^HH\d{6}$/) },
      ticket_type: { id: expect.any(Number), name: expect.any(String) },
      event: { id: GALA, name: 'Spring Gala 2027', starts_at: '2027-04-17T20:30:00+02:00', location: 'Harbour Hall' },
      order: { id: expect.any(Number), name: expect.any(String), date: expect.any(String) },
      checkins,
      attendee: { fields: expect.any(Array), values: expect.any(Array) },
      rfid_codes: expect.any(Array),
    });
    expect(oveit.truth('spring-gala-2027')).toEqual(before);
  });

  it('finds a ticket by its chip too', async () => {
    const { oveit, ask } = await seller();
    for (const { code } of oveit.truth('spring-gala-2027').slice(0, 60)) {
      const [chip] = (await scan(ask, code)).rfid_codes;
      if (!chip) continue;
      expect(Scan.parse((await ask('tickets/scan', { rfid_code: chip.code })).body).ticket).toMatchObject({ code });
      return;
    }
    expect.unreachable('no ticket with a chip');
  });

  it('answers nothing, or nobody’s code, with an error; takes the old parameter', async () => {
    const { oveit, ask } = await seller();
    const [first] = oveit.truth('harbour-tour');
    expect(await ask('tickets/scan')).toEqual({ status: 200, body: { error: 'A parameter is missing (ticket_code)' } });
    expect((await ask('tickets/scan', { ticket_code: 'x' })).body).toEqual({ error: 'Ticket not found' });
    expect((await ask('tickets/scan', { rfid_code: first?.code ?? '' })).body).toEqual({ error: 'Ticket not found' });
    expect((await ask('tickets/scan', { code: first?.code ?? '' })).body).toMatchObject({ ok: true });
  });
});

describe('checking in', () => {
  it('is refused with 501 unless switched on', async () => {
    const { oveit, ask } = await seller();
    const ticket_code = oveit.truth('spring-gala-2027')[0]?.code ?? '';
    expect(await ask('tickets/checkin', { ticket_code })).toMatchObject({ status: 501, body: { error: /sandbox/ } });
  });

  it('lets somebody in once, and uses up add-ons apart from that', async () => {
    const { oveit, ask } = await seller({ switches: { checkIns: 'allow' } });
    const dinnerType = 412_071;
    const fresh = oveit.truth('spring-gala-2027').find((one) => one.ticketTypeId === dinnerType && !one.checkedIn);
    const ticket_code = fresh?.code ?? '';
    const refused = { status: 200, body: { error: expect.stringContaining('Check-in refused') } };
    expect(await ask('tickets/checkin', { ticket_code, ticket_type_id: 412_072 })).toEqual(refused);
    const admitted = Scan.parse((await ask('tickets/checkin', { ticket_code, ticket_type_id: dinnerType })).body);
    expect(admitted.checkins).toEqual([{ addon_id: null, date: '2026-11-21T14:00:00+02:00' }]);
    expect(await ask('tickets/checkin', { ticket_code })).toEqual(refused);
    for (const _ of [1, 2]) await ask('tickets/checkin', { ticket_code, addon_id: 412_071 });
    expect(await ask('tickets/checkin', { ticket_code, addon_id: 412_071 })).toEqual(refused);
    expect(await ask('tickets/checkin', { ticket_code, addon_id: 259_010 })).toEqual(refused);
    expect((await scan(ask, ticket_code)).checkins.map(({ addon_id }) => addon_id)).toEqual([null, 412_071, 412_071]);
    const listed = (await ticketsOf(ask, GALA)).find(({ code }) => code === ticket_code);
    expect(listed).toMatchObject({ checked_in: true });
    expect((await ask('tickets/checkin', { ticket_code, addon_id: 'x' })).body).toEqual({
      error: 'A parameter is wrong (addon_id)',
    });
  });
});
