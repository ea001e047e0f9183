import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;
let connection: string;
let spreadsheet: string;
beforeAll(async () => {
  world = await createWorld();
  connection = await world.connect('ada');
  spreadsheet = await world.link('ada');
});
afterAll(() => world.close());

const DAY = 24 * 3_600_000;
const NOBODYS = '00000000-0000-4000-8000-000000000000';
const post = (who: string, body: object) => world.json(who, 'POST', '/v1/reports', body);

/** Somebody who may edit the spreadsheet, and belongs to no team. */
async function asColleague<T>(work: (who: string) => Promise<T>): Promise<T> {
  await world.link('bob');
  return await work('bob');
}

describe('reports', () => {
  it('are saved with the standard columns when none are chosen', async () => {
    const { status, answer } = await post('ada', world.reportInput(connection, spreadsheet));
    expect(status).toBe(201);
    expect(answer).toMatchObject({
      ...world.reportInput(connection, spreadsheet),
      columns: ['ticket-id'],
      lastRun: null,
    });
    expect((await world.json('ada', 'GET', `/v1/reports/${String(answer['id'])}`)).answer).toEqual(answer);
    const { answer: list } = await world.json('ada', 'GET', '/v1/reports');
    expect(list['reports']).toContainEqual(answer);
  });

  it('change field by field; another dataset gets its own standard columns', async () => {
    const path = `/v1/reports/${await world.report('ada', connection, spreadsheet)}`;
    const renamed = await world.json('ada', 'PATCH', path, { name: 'Guests', columns: ['barcode'] });
    expect(renamed.answer).toMatchObject({ name: 'Guests', columns: ['barcode'], dataset: 'tickets' });
    expect((await world.json('ada', 'PATCH', path, {})).answer).toMatchObject({ name: 'Guests', columns: ['barcode'] });
    const orders = await world.json('ada', 'PATCH', path, {
      dataset: 'orders',
      sources: [{ connectionId: connection, scope: {} }],
    });
    expect(orders.answer).toMatchObject({ dataset: 'orders', columns: ['order-id'] });
  });

  it('stay in their tab under another title, and begin anew elsewhere', async () => {
    const id = await world.report('ada', connection, spreadsheet);
    const published = { sheet_id: 7, generation: 3, published_at: new Date(), updated_at: new Date() };
    await world.db.updateTable('reports').set(published).where('id', '=', id).execute();
    const stored = () =>
      world.db.selectFrom('reports').select(['sheet_id', 'generation', 'tab']).where('id', '=', id).executeTakeFirst();
    await world.json('ada', 'PATCH', `/v1/reports/${id}`, { destination: { spreadsheet, tab: 'Tickets' }, name: 'x' });
    expect(await stored()).toEqual({ sheet_id: 7, generation: 3, tab: 'Tickets' });
    await world.json('ada', 'PATCH', `/v1/reports/${id}`, { destination: { spreadsheet, tab: 'Guests' } });
    expect(await stored()).toEqual({ sheet_id: 7, generation: 3, tab: 'Guests' });
    await world.json('ada', 'PATCH', `/v1/reports/${id}`, { destination: null });
    expect(await stored()).toEqual({ sheet_id: null, generation: 0, tab: null });
  });

  it('are neither changed nor deleted under a run', async () => {
    const path = `/v1/reports/${await world.report('ada', connection, null)}`;
    const run = await world.json('ada', 'POST', `${path}/runs`);
    const message = expect.stringContaining('This report is being refreshed');
    expect((await world.json('ada', 'PATCH', path, { name: 'x' })).answer).toMatchObject({ code: 'conflict', message });
    expect((await world.json('ada', 'DELETE', path)).answer).toMatchObject({ code: 'conflict', message });
    await world.json('ada', 'DELETE', `/v1/runs/${String(run.answer['id'])}`);
    expect((await world.json('ada', 'DELETE', path)).answer).toEqual({ deleted: true });
    expect((await world.json('ada', 'DELETE', path)).status).toBe(404);
  });

  it('can be previewed without being saved', async () => {
    const { dataset, sources, columns } = world.reportInput(connection, null);
    const question = { sources, dataset, columns };
    const before = await world.db.selectFrom('reports').selectAll().execute();
    expect((await world.json('ada', 'POST', '/v1/reports/preview', question)).answer).toMatchObject({
      rows: [['0042']],
    });
    expect(await world.db.selectFrom('reports').selectAll().execute()).toEqual(before);
  });

  it.each([
    [
      'an unknown dataset',
      { dataset: 'statistics' },
      'What to bring in: TIXNGO offers tickets, orders, not "statistics".',
    ],
    ['a missing scope', { sources: [{ connectionId: null, scope: {} }] }, 'Event: is missing.'],
    ['a column named twice', { columns: ['barcode', 'barcode'] }, 'Columns: "barcode" is chosen twice.'],
  ])('refuse %s, when saved and when previewed', async (_what, wrong, message) => {
    const input = { ...world.reportInput(connection, null), ...wrong };
    for (const source of input.sources) source.connectionId ??= connection;
    const { dataset, sources, columns } = input;
    const previewed = { sources, dataset, columns };
    expect(await post('ada', input)).toMatchObject({ status: 422, answer: { code: 'invalid-request', message } });
    expect(await world.json('ada', 'POST', '/v1/reports/preview', previewed)).toMatchObject({
      status: 422,
      answer: { message },
    });
  });
});

describe('a spreadsheet the caller has not proved', () => {
  const refusal = { status: 403, answer: { code: 'spreadsheet-not-linked' } };

  it('is refused on every route that would touch it, whether it exists or not', async () => {
    const hers = await world.connect('eve');
    const report = await world.report('eve', hers, null);
    for (const target of [spreadsheet, NOBODYS]) {
      const destination = { spreadsheet: target, tab: 'Tickets' };
      expect(await post('eve', world.reportInput(hers, target))).toMatchObject(refusal);
      expect(await world.json('eve', 'PATCH', `/v1/reports/${report}`, { destination })).toMatchObject(refusal);
    }
    const { message } = (await post('eve', world.reportInput(hers, spreadsheet))).answer;
    expect((await post('eve', world.reportInput(hers, NOBODYS))).answer['message']).toBe(message);
  });

  it('is not written to by a run, not even by a member of the team', async () => {
    const report = await world.report('ada', connection, spreadsheet);
    const workspace = await world.db
      .selectFrom('reports')
      .select('workspace_id')
      .where('id', '=', report)
      .executeTakeFirstOrThrow();
    const member = { ...workspace, subject: 'carol', email: 'carol@example.org', role: 'member' } as const;
    await world.db.insertInto('members').values(member).execute();
    expect((await world.json('carol', 'GET', `/v1/reports/${report}`)).status).toBe(200);
    expect(await world.json('carol', 'POST', `/v1/reports/${report}/runs`)).toMatchObject(refusal);
    await world.link('carol');
    expect((await world.json('carol', 'POST', `/v1/reports/${report}/runs`)).status).toBe(202);
  });

  it('was proved yesterday: that is not enough today', async () => {
    const report = await world.report('ada', connection, spreadsheet);
    world.clock.now = new Date(world.clock.now.getTime() + DAY);
    expect(await world.json('ada', 'POST', `/v1/reports/${report}/runs`)).toMatchObject(refusal);
    await world.link('ada');
    expect((await world.json('ada', 'POST', `/v1/reports/${report}/runs`)).status).toBe(202);
  });
});

describe('reports of other people', () => {
  it('do not exist', async () => {
    const report = await world.report('ada', connection, spreadsheet);
    const { answer: run } = await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
    const runId = String(run['id']);
    await world.connect('dan');
    for (const [method, path, body] of [
      ['GET', `/v1/reports/${report}`, undefined],
      ['PATCH', `/v1/reports/${report}`, { name: 'mine' }],
      ['DELETE', `/v1/reports/${report}`, undefined],
      ['POST', `/v1/reports/${report}/runs`, undefined],
      ['GET', `/v1/reports/${report}/runs`, undefined],
      ['GET', `/v1/runs/${runId}`, undefined],
      ['DELETE', `/v1/runs/${runId}`, undefined],
      ['GET', `/v1/runs/${runId}/events`, undefined],
      ['GET', `/v1/runs/${runId}/rows`, undefined],
      ['POST', '/v1/reports', world.reportInput(connection, null)],
      [
        'POST',
        '/v1/reports/preview',
        { sources: [{ connectionId: connection, scope: {} }], dataset: 'orders', columns: [] },
      ],
    ] as const) {
      expect(await world.json('dan', method, path, body), `${method} ${path}`).toMatchObject({
        status: 404,
        answer: { code: 'not-found' },
      });
    }
    expect((await world.json('dan', 'GET', '/v1/reports')).answer).toEqual({ reports: [] });
    expect((await world.json('ada', 'GET', `/v1/runs/${runId}`)).answer).toMatchObject({ status: 'queued' });
  });

  it('are seen and run by whoever may edit their spreadsheet, but not changed', async () => {
    const report = await world.report('ada', connection, spreadsheet);
    const elsewhere = await world.report('ada', connection, null);
    await asColleague(async (bob) => {
      expect((await world.json(bob, 'GET', `/v1/reports/${report}`)).status).toBe(200);
      expect((await world.json(bob, 'GET', `/v1/reports/${elsewhere}`)).status).toBe(404);
      const { status, answer } = await world.json(bob, 'POST', `/v1/reports/${report}/runs`);
      expect(status).toBe(202);
      expect((await world.json(bob, 'GET', `/v1/runs/${String(answer['id'])}`)).status).toBe(200);
      const forbidden = { status: 403, answer: { code: 'forbidden' } };
      expect(await world.json(bob, 'PATCH', `/v1/reports/${report}`, { name: 'x' })).toMatchObject(forbidden);
      expect(await world.json(bob, 'DELETE', `/v1/reports/${report}`)).toMatchObject(forbidden);
      expect((await world.json(bob, 'GET', '/v1/me')).answer['workspaceId']).toBeNull();
      const own = await world.connect(bob);
      expect(await post(bob, world.reportInput(own, spreadsheet))).toMatchObject(forbidden);
      world.clock.now = new Date(world.clock.now.getTime() + DAY);
      expect((await world.json(bob, 'GET', `/v1/reports/${report}`)).status).toBe(404);
    });
  });
});
