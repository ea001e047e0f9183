import { describe, expect, it } from 'vitest';
import type { TixngoSimulator } from '../../../sandbox/providers/tixngo/tixngo.ts';
import { address, basic, boxOffice } from './tixngo/box-office.ts';

const TICKETS = 'events/trap-door-2027/tickets';

const read = async (tixngo: TixngoSimulator, offset = '0', signal: AbortSignal | null = null) => {
  const url = address(tixngo, TICKETS, { mobileAppId: 'demo-app', limit: '2', offset });
  return await fetch(url, { headers: { Authorization: basic(tixngo) }, signal });
};

type List = { total: number; result: Record<string, unknown>[] };
const list = async (answer: Response): Promise<List> => JSON.parse(await answer.text());

describe('an ordinary answer can be made', () => {
  it('larger than anybody wants, and stays the same JSON', async () => {
    const { tixngo } = await boxOffice();
    const ordinary = await list(await read(tixngo));
    tixngo.switches.set({ faults: [{ kind: 'oversize', bytes: 100_000 }] });
    const large = await (await read(tixngo)).text();
    expect(Buffer.byteLength(large)).toBe(100_000);
    expect(JSON.parse(large)).toEqual(ordinary);
  });

  it('to hold members nobody knows', async () => {
    const { tixngo } = await boxOffice();
    tixngo.switches.set({ faults: [{ kind: 'extra-members' }] });
    const { result } = await list(await read(tixngo));
    expect(result.map((ticket) => ticket['member_of_tomorrow'])).toEqual(['new', 'new']);
  });

  it('to hold null where a text was, but for IDs or what it is told to keep', async () => {
    const { tixngo } = await boxOffice();
    tixngo.switches.set({ faults: [{ kind: 'nulls' }, { kind: 'nulls', keep: 'Id$|^status$' }] });
    const [first] = (await list(await read(tixngo))).result;
    expect(first).toMatchObject({ ticketId: expect.any(String), status: null, eventName: null });
    const [second] = (await list(await read(tixngo))).result;
    expect(second).toMatchObject({ ticketId: expect.any(String), status: expect.any(String), eventName: null });
  });

  it('empty', async () => {
    const { tixngo } = await boxOffice();
    tixngo.switches.set({ faults: [{ kind: 'emptied' }] });
    expect(await list(await read(tixngo))).toEqual({ total: 0, result: [] });
    expect((await list(await read(tixngo))).result.length).toBe(2);
  });

  it('the one before once more', async () => {
    const { tixngo } = await boxOffice();
    tixngo.switches.set({ faults: [{ kind: 'repeated', skip: 1 }] });
    const answers = [];
    for (const offset of ['0', '2', '2']) answers.push(await list(await read(tixngo, offset)));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).not.toEqual(answers[0]);
  });

  it('not to come at all', async () => {
    const { tixngo } = await boxOffice();
    tixngo.switches.set({ faults: [{ kind: 'hanging' }] });
    await expect(read(tixngo, '0', AbortSignal.timeout(60))).rejects.toThrow('timeout');
    expect((await read(tixngo)).status).toBe(200);
  });
});
