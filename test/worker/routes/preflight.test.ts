import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let connection: string;
let spreadsheet: string;
beforeAll(async () => {
  world = await createWorld();
  connection = await world.connect('ada');
  spreadsheet = await world.link('ada');
});
beforeEach(() => {
  world.preflights.length = 0;
});
afterAll(() => world.close());

const preflight = (body: object, who = 'ada') => world.json(who, 'POST', '/v1/reports/preflight', body);
const input = (change: object = {}) => ({ ...world.reportInput(connection, spreadsheet), ...change });

describe('a preflight', () => {
  it('of a report that is not saved yet asks the ticketing system how many rows there are', async () => {
    const { status, answer } = await preflight(input({ writing: { inPlace: true } }));
    expect([status, answer['cells']]).toEqual([200, 82]);
    expect(world.preflights).toMatchObject([
      {
        tab: 'Tickets',
        report: null,
        rows: null,
        writeMode: 'replace',
        writing: { ...STANDARD_WRITING, inPlace: true },
      },
    ]);
    expect((await world.json('ada', 'GET', '/v1/reports')).answer).toEqual({ reports: [] });
  });

  it('of a saved one goes by the rows it had, for everybody who may refresh it', async () => {
    const id = await world.report('ada', connection, spreadsheet);
    await world.db.updateTable('reports').set({ sheet_id: 7, published_at: new Date() }).where('id', '=', id).execute();
    await world.db.updateTable('report_sources').set({ rows: 1_240 }).where('report_id', '=', id).execute();
    await world.link('bob');
    expect((await preflight({ reportId: id }, 'bob')).status).toBe(200);
    expect(world.preflights).toMatchObject([{ rows: 1_240, report: { id, sheetId: 7 }, writeMode: 'replace' }]);
    expect(world.preflights[0]?.question.sources).toHaveLength(1);
  });

  it('of a change looks at its tab, which would get another name, for those who may change it', async () => {
    const id = await world.report('ada', connection, spreadsheet);
    await world.db.updateTable('reports').set({ sheet_id: 7 }).where('id', '=', id).execute();
    await preflight({ reportId: id, change: { writeMode: 'sync' } });
    await preflight({ reportId: id, change: { destination: { spreadsheet, tab: 'Guests' } } });
    expect(world.preflights).toMatchObject([
      { writeMode: 'sync', tab: 'Tickets', report: { id, sheetId: 7 }, rows: null },
      { writeMode: 'replace', tab: 'Guests', report: { id, sheetId: 7 }, rows: null },
    ]);
    expect((await preflight({ reportId: id, change: {} }, 'bob')).answer['code']).toBe('forbidden');
  });

  it.each([
    [{ reportId: 'x' }, 'The field "reportId" is wrong: an id as we gave it is expected.'],
    [{ name: 'x' }, 'The field'],
    [{ reportId: crypto.randomUUID(), change: { writeMode: 'x' } }, 'The field "change.writeMode" is wrong: one of'],
  ])('names what is wrong: %j', async (body, sentence) => {
    const { status, answer } = await preflight(body);
    expect([status, answer['code']]).toEqual([422, 'invalid-request']);
    expect(answer['message']).toContain(sentence);
  });

  it('is of a tab one may write to', async () => {
    expect((await preflight(input({ destination: null }))).answer['message']).toContain(
      'choose a spreadsheet and a tab',
    );
    const download = await world.report('ada', connection, null);
    expect((await preflight({ reportId: download })).answer['message']).toContain('choose a spreadsheet and a tab');
    expect((await preflight({ reportId: crypto.randomUUID() })).status).toBe(404);
    expect((await preflight(input(), 'eve')).status).toBe(404);
    expect(world.preflights).toEqual([]);
  });
});
