import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { attendeesOf, codesOf, idOf, post, seller, ticketsOf } from './seller.ts';

async function trapDoor() {
  const { oveit, ask } = await seller();
  const id = idOf(oveit, 'trap-door-2027');
  return { oveit, ask, tickets: await ticketsOf(ask, id), attendees: (await attendeesOf(ask, id)).attendees };
}

const Types = z.object({
  events: z.array(z.object({ ticket_types: z.array(z.looseObject({ price: z.string() })) })),
});

describe('the trap door', () => {
  it('has prices with and without decimals and words, add-ons missing, none, and without newer members', async () => {
    const { ask } = await trapDoor();
    const types = Types.parse((await ask('seller/events')).body).events[1]?.ticket_types ?? [];
    expect(types.map(({ price }) => price)).toEqual(['200 EUR', '0.00 RON', 'Free']);
    expect(types.map(({ addons }) => addons)).toEqual([[{ id: 390_101, name: 'Șampanie', uses: 2 }], [], undefined]);
  });

  it('has check-ins that contradict the mark, or are of one second', async () => {
    const { tickets } = await trapDoor();
    const has = (checked_in: unknown, addons: unknown[] | null | undefined) =>
      expect(
        tickets.some((ticket) => {
          const checkins = z.array(z.object({ addon_id: z.unknown() })).safeParse(ticket['checkins']).data;
          const seen = checkins ? checkins.map(({ addon_id }) => addon_id) : ticket['checkins'];
          return ticket['checked_in'] === checked_in && JSON.stringify(seen) === JSON.stringify(addons);
        }),
      ).toBe(true);
    has(true, []);
    has(false, [null]);
    has(true, [390_101]);
    has(true, [null, 390_101, 390_101]);
    has(true, [null, 999_999]);
    has(null, null);
    has(false, undefined);
  });

  it('has codes that look like numbers and truths, and types nobody knows', async () => {
    const { tickets } = await trapDoor();
    for (const code of ['0000123456', '12E34567', 'TRUE', 'Ünïcode-7']) expect(codesOf(tickets)).toContain(code);
    expect(tickets.map(({ ticket_type_id }) => ticket_type_id)).toContain(999_999);
    expect(tickets.map(({ ticket_type_id }) => ticket_type_id)).toContain('390011');
    expect(tickets.some((ticket) => 'newVendorMember' in ticket)).toBe(true);
  });

  it('has answers that are too few, too many, lists, files and null', async () => {
    const { attendees } = await trapDoor();
    const values = attendees.map((row) => row['values']);
    expect(values).toContainEqual(['Ann']);
    expect(values).toContainEqual([]);
    expect(values).toContain(null);
    expect(values).toContainEqual([
      'Ann',
      'ann@example.org',
      '',
      'M',
      ['vegan', 'fără gluten'],
      expect.objectContaining({ name: 'паспорт.jpg', mime_type: 'image/jpeg' }),
    ]);
    expect(values.some((list) => Array.isArray(list) && list.length === 7)).toBe(true);
    expect(JSON.stringify(values)).toContain('=HYPERLINK');
    expect(attendees.map(({ id }) => typeof id)).toContain('number');
    expect(attendees.map(({ created_at }) => created_at)).toContain('2026-11-20T21:30:00Z');
  });

  it('has a ticket without attendee', async () => {
    const { tickets, attendees } = await trapDoor();
    expect(tickets.length - attendees.length).toBe(1);
  });

  it('answers trouble in the vendor’s shape', async () => {
    const { oveit, ask } = await trapDoor();
    const headers = { 'Content-Type': 'application/json' };
    const faults = [{ kind: 'error-object' }, { kind: 'status', status: 403, path: 'attendees$' }];
    await fetch(`${oveit.control}/switches`, { method: 'POST', headers, body: JSON.stringify({ faults }) });
    expect(await ask('seller/events')).toEqual({ status: 200, body: { error: 'Something went wrong' } });
    expect(await post(oveit, 'events/attendees')).toEqual({ status: 403, body: { error: 'Simulated 403' } });
  });
});
