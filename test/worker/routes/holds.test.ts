import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredHold } from '../../../worker/db/tables.ts';
import { createWorld, type World } from './world.ts';

const HELD: StoredHold = {
  hold: {
    removals: [{ account: 'Main', rows: 40, of: 100 }],
    blanked: ['Barcode'],
    since: '2027-05-01T09:00:00.000Z',
    decision: 'open',
    sentence: '40 of 100 rows of Main would leave the list.',
  },
  removals: [{ source: 'abc', rows: 40, of: 100 }],
  blanked: ['barcode'],
};

let world: World;
let connection: string;
let spreadsheet: string;
let report: string;
beforeAll(async () => {
  world = await createWorld();
  connection = await world.connect('ada');
  spreadsheet = await world.link('ada');
});
beforeEach(async () => {
  report = await world.report('ada', connection, spreadsheet);
  await hold(HELD);
});
afterAll(() => world.close());

const hold = (stored: StoredHold | null) =>
  world.db
    .updateTable('reports')
    .set({ hold: stored && JSON.stringify(stored) })
    .where('id', '=', report)
    .execute();
const decide = (who: string, decision: unknown) => world.json(who, 'POST', `/v1/reports/${report}/hold`, { decision });
const read = async () => (await world.json('ada', 'GET', `/v1/reports/${report}`)).answer;
const orders = () => world.db.selectFrom('runs').select('order').where('report_id', '=', report).execute();

describe('what a report holds back', () => {
  it('is told with the report, in words, without the ids it is compared by', async () => {
    expect((await read())['hold']).toEqual(HELD.hold);
  });

  it('is done by a run once it is accepted', async () => {
    const { status, answer } = await decide('ada', 'accept');
    expect(status).toBe(200);
    expect(answer).toMatchObject({ id: report, hold: { decision: 'open' }, lastRun: { status: 'queued' } });
    expect(await orders()).toEqual([{ order: { accept: true } }]);
  });

  it('stays when it is rejected, and is not asked about again', async () => {
    const { answer } = await decide('ada', 'reject');
    expect(answer).toMatchObject({ hold: { ...HELD.hold, decision: 'rejected' }, lastRun: null });
    expect(await orders()).toEqual([]);
  });

  it('cannot be decided on while a run may change it, or when it is gone', async () => {
    await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
    for (const decision of ['accept', 'reject']) {
      const { status, answer } = await decide('ada', decision);
      expect([status, answer['code']]).toEqual([409, 'conflict']);
      expect(answer['message']).toContain('is being refreshed');
    }
    await world.db.deleteFrom('runs').where('report_id', '=', report).execute();
    await hold(null);
    expect((await decide('ada', 'accept')).answer['message']).toContain('Nothing is held back');
    expect(await orders()).toEqual([]);
  });

  it('is decided on by whoever may edit the spreadsheet, and by nobody else', async () => {
    expect((await decide('eve', 'accept')).status).toBe(404);
    await world.link('bob');
    expect((await decide('bob', 'reject')).status).toBe(200);
    world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000);
    expect((await decide('ada', 'accept')).answer['code']).toBe('spreadsheet-not-linked');
    await world.link('ada');
  });

  it('takes no other answer than the two', async () => {
    const { status, answer } = await decide('ada', 'maybe');
    expect([status, answer['code']]).toEqual([422, 'invalid-request']);
    expect(answer['message']).toBe('The field "decision" is wrong: one of "accept", "reject" is expected.');
  });
});
