import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookupValues } from '../../../worker/security/lookup-values.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let connection: string;
let spreadsheet: string;
beforeAll(async () => {
  world = await createWorld();
  connection = await world.connect('ana');
  spreadsheet = await world.link('ana');
});
afterAll(() => world.close());

const loud = (id: string) => id.toUpperCase();

describe('an id that is written in capitals', () => {
  it('is the same spreadsheet: no list for other eyes comes beside the report', async () => {
    const report = await world.report('ana', connection, spreadsheet);
    const made = await world.json('ana', 'POST', `/v1/reports/${report}/audiences`, {
      name: 'Door',
      destination: { spreadsheet: loud(spreadsheet), tab: 'Door' },
    });
    expect(made).toMatchObject({ status: 422, answer: { message: expect.stringContaining('hidden ones too') } });
  });

  it('is the same destination: the report does not begin anew', async () => {
    const report = await world.report('ana', connection, spreadsheet);
    await world.db.updateTable('reports').set({ generation: 4, sheet_id: 7 }).where('id', '=', report).execute();
    const destination = { spreadsheet: loud(spreadsheet), tab: 'Tickets' };
    expect((await world.json('ana', 'PATCH', `/v1/reports/${report}`, { destination })).status).toBe(200);
    const row = await world.db.selectFrom('reports').selectAll().where('id', '=', report).executeTakeFirstOrThrow();
    expect([row.generation, row.sheet_id]).toEqual([4, 7]);
  });

  it('is the same account: values to look up open for it again', async () => {
    const input = world.reportInput(connection, null);
    const lookup = { by: 'ticket-id', values: ['T-1'] };
    const sources = [{ connectionId: loud(connection), scope: { eventId: 'x' }, lookup }];
    const { answer, status } = await world.json('ana', 'POST', '/v1/reports', { ...input, sources });
    expect(status).toBe(201);
    const stored = await world.db
      .selectFrom('report_sources')
      .selectAll()
      .where('report_id', '=', String(answer['id']))
      .executeTakeFirstOrThrow();
    const sealed = stored.lookup;
    if (sealed === null || !('sealed' in Object(sealed))) throw new Error('nothing was sealed');
    const values = lookupValues(world.db, world.deps.sealer, stored.workspace_id);
    expect(await values.open(stored.connection_id, Object(sealed))).toEqual(['T-1']);
  });
});
