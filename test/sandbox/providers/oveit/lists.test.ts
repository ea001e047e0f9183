import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { attendeesOf, codesOf, idOf, NOW, readAll, seller, ticketsOf } from './seller.ts';

const Events = z.object({ events: z.array(z.looseObject({ id: z.number(), name: z.string() })) });
const GALA = 41_207;

describe('events', () => {
  it('are the active ones, those that are always on first, then by start', async () => {
    const { oveit, ask } = await seller();
    const { events } = Events.parse((await ask('seller/events')).body);
    expect(events.map(({ id }) => id)).toEqual(
      ['harbour-tour', 'trap-door-2027', 'spring-gala-2027', 'city-marathon-2027', 'autumn-lights-2027'].map((slug) =>
        idOf(oveit, slug),
      ),
    );
    expect(events[0]).toMatchObject({ starts_at: null, hash: null });
    expect(events[1]).toMatchObject({ starts_at: '2027-02-06T15:45:00-03:30' });
    expect(events[2]).toMatchObject({ starts_at: '2027-04-17T20:30:00+02:00', tickets: 2500, tickets_sold: 2500 });
  });

  it('that are over can still be read by their ID', async () => {
    const { oveit, ask } = await seller();
    expect(await ticketsOf(ask, idOf(oveit, 'autumn-lights-2025'))).toHaveLength(240);
    const { events } = Events.parse((await (await seller({ now: () => NOW + 2e10 })).ask('seller/events')).body);
    expect(events.map(({ name }) => name)).not.toContain('Spring Gala 2027');
  });

  it('count tickets and those let in', async () => {
    const { oveit, ask } = await seller();
    const { events } = Events.parse((await ask('seller/events')).body);
    const gala = events.find(({ id }) => id === GALA);
    const truth = oveit.truth('spring-gala-2027');
    expect(gala).toMatchObject({ tickets_checked_in: truth.filter(({ checkedIn }) => checkedIn).length });
    oveit.switches.set({ ticketsSold: false });
    expect(Events.parse((await ask('seller/events')).body).events[0]).not.toHaveProperty('tickets_sold');
  });

  it('may be none', async () => {
    const { ask } = await seller({ switches: { noEvents: true } });
    expect((await ask('seller/events')).body).toEqual({ events: [] });
    expect((await ask('events/tickets', { id: GALA })).body).toEqual({ error: 'Event not found' });
  });
});

describe('tickets of an event', () => {
  it('come all in one answer, with their check-ins', async () => {
    const { oveit, ask } = await seller();
    const tickets = await ticketsOf(ask, GALA);
    expect(tickets).toEqual(
      oveit.truth('spring-gala-2027').map(({ code, ticketTypeId, checkedIn, checkins }) => ({
        code,
        ticket_type_id: ticketTypeId,
        checked_in: checkedIn,
        checkins,
      })),
    );
    expect(new Set(codesOf(tickets)).size).toBe(2500);
    expect(await ticketsOf(ask, idOf(oveit, 'city-marathon-2027'))).toHaveLength(20_000);
    expect(await ticketsOf(ask, idOf(oveit, 'autumn-lights-2027'))).toEqual([]);
  });

  it.each([
    ['no event', {}, 'A parameter is missing (id)'],
    ['an event of somebody else', { id: 77_001 }, 'Event not found'],
    ['an event that is no number', { id: 'spring-gala-2027' }, 'Event not found'],
  ])('answer %s with 200 and an error', async (_name, parameters, error) => {
    const { ask } = await seller();
    for (const path of ['events/tickets', 'events/attendees']) {
      expect(await ask(path, parameters)).toEqual({ status: 200, body: { error } });
    }
  });

  it('are the same for the same seed, others for another', async () => {
    const read = async (seed: number) => ticketsOf((await seller({ seed })).ask, GALA);
    expect(await read(1)).toEqual(await read(1));
    expect(await read(1)).not.toEqual(await read(2));
  });
});

describe('attendees', () => {
  it('come 50 at a time, by the code of the last one, until there is none', async () => {
    const { oveit, ask } = await seller();
    const first = await attendeesOf(ask, GALA);
    expect(first.attendees).toHaveLength(50);
    const all = await readAll(ask, GALA);
    expect(codesOf(all)).toEqual(
      oveit
        .truth('spring-gala-2027')
        .filter(({ hasAttendee }) => hasAttendee)
        .map(({ code }) => code),
    );
    expect(first.total).toBe(all.length);
    expect(all.length).toBeLessThan(2500);
    const { attendees, total } = await attendeesOf(ask, GALA, all.at(-1)?.['ticket_code']);
    expect([attendees, total]).toEqual([[], all.length]);
  });

  it('have as many answers as the form has questions', async () => {
    const { ask } = await seller();
    const { fields, attendees } = await attendeesOf(ask, GALA);
    expect(fields.map(({ type }) => type)).toEqual(['text', 'email', 'date', 'select', 'select', 'file']);
    for (const { values } of attendees) expect(values).toHaveLength(fields.length);
    expect(attendees[0]).toMatchObject({ created_at: expect.stringMatching(/T\d\d:\d\d:\d\d\+0200$/) });
  });

  it('have IDs as text or as numbers, with or without the members nobody describes', async () => {
    const { oveit, ask } = await seller();
    const first = async () => (await attendeesOf(ask, GALA)).attendees[0];
    expect(await first()).toMatchObject({ id: expect.any(String), order_uuid: expect.any(String) });
    oveit.switches.set({ attendeeIds: 'integer', attendeeExtras: false });
    expect(await first()).toMatchObject({ id: expect.any(Number), order_id: expect.any(Number) });
    expect(await first()).not.toHaveProperty('order_uuid');
  });

  it('need a form, the feature and an account that may read them', async () => {
    const { oveit, ask } = await seller();
    const refused = { status: 200, body: { error: 'Not available for this account' } };
    expect(await ask('events/attendees', { id: idOf(oveit, 'harbour-tour') })).toEqual(refused);
    oveit.switches.set({ role: 'gate' });
    expect(await ask('events/attendees', { id: GALA })).toEqual(refused);
    oveit.switches.set({ role: 'owner', registrationForms: false });
    expect(await ask('events/attendees', { id: GALA })).toEqual(refused);
    expect((await ask('events/tickets', { id: GALA })).body).toHaveProperty('tickets');
  });

  it('refuse a cursor they never gave', async () => {
    const { ask } = await seller();
    expect((await ask('events/attendees', { id: GALA, since: 'nope' })).body).toEqual({
      error: 'Ticket not found (since)',
    });
  });

  it('keep to the borders: pages one shorter, equal and one longer than the list', async () => {
    const { oveit, ask } = await seller();
    const { total } = await attendeesOf(ask, GALA);
    for (const attendeePage of [total - 1, total, total + 1]) {
      oveit.switches.set({ attendeePage });
      expect(await readAll(ask, GALA)).toHaveLength(total);
    }
  });

  it('can repeat the last one at each border, and then never end', async () => {
    const { oveit, ask } = await seller({ switches: { sinceBound: 'inclusive', attendeePage: 10 } });
    const id = idOf(oveit, 'trap-door-2027');
    const { total, attendees } = await attendeesOf(ask, id);
    const last = attendees.at(-1)?.['ticket_code'];
    expect(codesOf((await attendeesOf(ask, id, last)).attendees)[0]).toBe(last);
    const read = await readAll(ask, id, 20);
    expect(new Set(codesOf(read)).size).toBe(total);
    expect(read.length).toBeGreaterThan(total);
  });

  it('can count wrong, and bring an error beside the data', async () => {
    const { oveit, ask } = await seller({ switches: { totalDelta: 3 } });
    const { total } = await attendeesOf(ask, GALA);
    oveit.switches.set({ totalDelta: 0, errorBesideData: true });
    expect((await ask('events/attendees', { id: GALA })).body).toMatchObject({
      error: 'Something went wrong',
      total: total - 3,
    });
  });
});
