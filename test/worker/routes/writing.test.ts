import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { sealChanges } from '../../../worker/jobs/run-changes.ts';
import { createWorld, GOOGLE_ID, type World } from './world.ts';

let world: World;
let connection: string;
let spreadsheet: string;
beforeAll(async () => {
  world = await createWorld();
  connection = await world.connect('ada');
  spreadsheet = await world.link('ada');
});
afterAll(() => world.close());

const SUMMARY = {
  added: 1,
  changed: 1,
  removed: 0,
  unchanged: 40,
  cells: 12,
  calls: 3,
  bytes: 900,
  duplicates: 0,
  edited: 0,
  cut: 0,
  atomic: true,
};
const input = (change: object = {}) => {
  const { writeMode: _, ...rest } = world.reportInput(connection, spreadsheet);
  return { ...rest, ...change };
};
const save = (change: object) => world.json('ada', 'POST', '/v1/reports', input(change));
const start = (report: string, order?: object) => world.json('ada', 'POST', `/v1/reports/${report}/runs`, order);

describe('how a report writes into its tab', () => {
  it('keeps notes with their rows unless another way is chosen', async () => {
    expect((await save({})).answer).toMatchObject({ writeMode: 'sync', writing: STANDARD_WRITING, hold: null });
    expect((await save({ writeMode: 'append' })).answer).toMatchObject({ writeMode: 'append' });
  });

  it('is what was chosen; what was left out is the standard, and stays in a change', async () => {
    const { answer } = await save({ writing: { guard: null, changeLogRuns: 5 } });
    const chosen = { ...STANDARD_WRITING, guard: null, changeLogRuns: 5 };
    expect(answer['writing']).toEqual(chosen);
    const path = `/v1/reports/${String(answer['id'])}`;
    const changed = await world.json('ada', 'PATCH', path, { writing: { removedRows: 'mark' } });
    expect(changed.answer).toMatchObject({ writeMode: 'sync', writing: { ...chosen, removedRows: 'mark' } });
    expect((await world.json('ada', 'PATCH', path, { name: 'x' })).answer['writing']).toMatchObject({ guard: null });
  });

  it.each([
    [{ writeMode: 'upsert' }, 'The field "writeMode" is wrong: one of "sync", "replace", "append" is expected.'],
    [{ writing: { removedRows: 'burn' } }, 'The field "writing.removedRows" is wrong: one of "move", "mark", "delete"'],
    [{ writing: { guard: { percent: 0, few: 3 } } }, 'The field "writing.guard.percent" is wrong: at least 1 needed.'],
    [{ writing: { guard: { percent: 30 } } }, 'The field "writing.guard.few" is missing: a number is expected.'],
    [{ writing: { changeLogRuns: 51 } }, 'The field "writing.changeLogRuns" is wrong: at most 50 allowed.'],
    [{ writing: { keepNotes: true } }, 'There is no field "writing.keepNotes" here.'],
  ])('is refused by the name of the field that is wrong: %j', async (change, sentence) => {
    const { status, answer } = await save(change);
    expect([status, answer['code']]).toEqual([422, 'invalid-request']);
    expect(answer['message']).toContain(sentence);
  });
});

describe('a run that is to do more than refresh', () => {
  it('keeps its order, and is one with the same order that is open', async () => {
    const report = await world.report('ada', connection, spreadsheet);
    const first = await start(report, { repair: 'list' });
    expect(first).toMatchObject({ status: 202, answer: { status: 'queued' } });
    expect((await start(report, { repair: 'list' })).answer).toEqual(first.answer);
    expect((await start(report)).answer).toEqual(first.answer);
    const { order } = await world.db.selectFrom('runs').select('order').executeTakeFirstOrThrow();
    expect(order).toEqual({ repair: 'list' });
    const other = await start(report, { repair: 'undo' });
    expect([other.status, other.answer['code']]).toEqual([409, 'conflict']);
  });

  it.each([
    [{ repair: 'all' }, 'one of "list", "undo" is expected'],
    [{ accept: true }, 'There is no field "accept" here.'],
    [{ repair: 'list', rebuild: true }, 'either repaired or written anew'],
  ])('is refused when the order makes no sense: %j', async (order, sentence) => {
    const { status, answer } = await start(await world.report('ada', connection, spreadsheet), order);
    expect(status).toBe(422);
    expect(answer['message']).toContain(sentence);
  });

  it('is refused for a report without a tab, and for one that only adds below', async () => {
    const download = await start(await world.report('ada', connection, null), { rebuild: true });
    expect(download.answer['message']).toContain('The field "rebuild" is wrong: this report writes into no tab.');
    const append = await save({ writeMode: 'append', destination: { spreadsheet, tab: 'Log' } });
    const refused = await start(String(append.answer['id']), { repair: 'undo' });
    expect(refused.answer['message']).toContain('The field "repair" is wrong: this report only adds rows below');
  });
});

describe('what a run changed', () => {
  async function finished(values: { changes: string | null }) {
    const report = await world.report('ada', connection, spreadsheet);
    const id = String((await start(report)).answer['id']);
    await world.db
      .updateTable('runs')
      .set({ status: 'done', ...values })
      .where('id', '=', id)
      .execute();
    return id;
  }
  const changes = (id: string, who = 'ada') => world.json(who, 'GET', `/v1/runs/${id}/changes`);

  it('is told by counts, keys and columns', async () => {
    const id = await finished({ changes: JSON.stringify(SUMMARY) });
    const run = await world.db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const kept = {
      changes: [{ kind: 'changed' as const, account: 'Main', key: 't-1', columns: ['status'] }],
      truncated: false,
    };
    const sealed = sealChanges(world.deps.sealer, run, kept);
    expect(sealed.toString('latin1')).not.toContain('t-1');
    await world.db.insertInto('run_changes').values({ run_id: id, workspace_id: run.workspace_id, sealed }).execute();
    expect(await changes(id)).toEqual({ status: 200, answer: { summary: SUMMARY, ...kept } });
    expect((await world.json('ada', 'GET', `/v1/runs/${id}`)).answer).toMatchObject({ changes: SUMMARY, queue: null });
    expect((await changes(id, 'eve')).status).toBe(404);
  });

  it('is not told before its end, without a tab, or when it is too old: each says so', async () => {
    const open = String((await start(await world.report('ada', connection, spreadsheet))).answer['id']);
    expect((await changes(open)).answer).toMatchObject({ code: 'conflict' });
    expect((await changes(await finished({ changes: null }))).answer['message']).toContain('wrote into no tab');
    const old = await finished({ changes: JSON.stringify(SUMMARY) });
    expect((await changes(old)).answer['message']).toContain('only of the newest 20');
  });
});

describe('the tab that tells how fresh the lists are', () => {
  it('is there unless whoever may edit the spreadsheet switches it off', async () => {
    const path = `/v1/spreadsheets/${spreadsheet}`;
    expect((await world.json('ada', 'GET', path)).answer['statusTab']).toBe(true);
    expect((await world.json('ada', 'PATCH', path, { statusTab: false })).answer['statusTab']).toBe(false);
    expect((await world.json('eve', 'PATCH', path, { statusTab: true })).status).toBe(404);
    const wrong = await world.json('ada', 'PATCH', path, { statusTab: 'off' });
    expect(wrong.answer['message']).toBe('The field "statusTab" is wrong: true or false is expected.');
  });

  it('tells of no list that is not kept up to date any more', async () => {
    const published = async () => {
      const id = await world.report('ada', connection, spreadsheet);
      await world.db.updateTable('reports').set({ generation: 1 }).where('id', '=', id).execute();
      return id;
    };
    const [deleted, moved, stays] = [await published(), await published(), await published()];
    await world.json('ada', 'DELETE', `/v1/reports/${deleted}`);
    await world.json('ada', 'PATCH', `/v1/reports/${moved}`, { destination: null });
    await world.json('ada', 'PATCH', `/v1/reports/${stays}`, { name: 'x' });
    expect(world.untold).toEqual([deleted, moved].map((id) => [GOOGLE_ID, id]));
    await world.json('ada', 'PATCH', `/v1/spreadsheets/${spreadsheet}`, { statusTab: false });
    expect(world.untold.slice(2)).toEqual([[GOOGLE_ID, stays]]);
  });
});
