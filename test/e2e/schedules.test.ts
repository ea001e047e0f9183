import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Report } from '../../shared/api.ts';
import { Schedule } from '../../shared/schedules.ts';
import { openStage, untilOver, type Stage, type WorkerProcess } from './stage.ts';

const ROUNDS = 2;

let stage: Stage;
let workers: WorkerProcess[];
let reportId: string;

beforeAll(async () => {
  stage = await openStage(null);
  workers = [await stage.startWorker(), await stage.startWorker()];
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  const { appId } = stage.sandbox.providers.tixngo;
  const made = await stage.prepare(worker);
  reportId = made.id;
  const sources = made.sources.map((source) => ({ ...source, scope: { appId, eventId: 'trap-door-2027' } }));
  await worker.call('PATCH', `/v1/reports/${reportId}`, Report, { sources });
  const hour = (new Date().getUTCHours() + 12) % 24;
  const timing = { kind: 'daily', readyBy: `${String(hour).padStart(2, '0')}:00` };
  await worker.call('PUT', `/v1/reports/${reportId}/schedule`, Schedule, { timing, timeZone: 'UTC' });
}, 120_000);
afterAll(async () => await stage.close());

/** As if this were due now. */
async function makeDue(due: Date): Promise<void> {
  const turn = { next_due: due, next_begin: new Date() };
  await stage.database.db.updateTable('schedules').set(turn).where('report_id', '=', reportId).execute();
}

/** The run that was begun for a time that was due. */
async function runFor(due: Date): Promise<string> {
  for (;;) {
    const run = await stage.database.db
      .selectFrom('runs')
      .select('id')
      .where('report_id', '=', reportId)
      .where('due', '=', due)
      .executeTakeFirst();
    if (run) return run.id;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a schedule looked after by two workers, one of which is killed the moment a run begins', () => {
  it('is served once each time, and each run comes to its end', async () => {
    const dues: Date[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const due = new Date(Date.now() + 1000);
      dues.push(due);
      await makeDue(due);
      const id = await runFor(due);
      const killed = workers[round % 2];
      const alive = workers[(round + 1) % 2];
      if (!killed || !alive) throw new Error('no worker');
      await killed.kill('SIGKILL');
      const run = await untilOver(alive, id);
      expect(run).toMatchObject({ status: 'done', error: null });
      workers = workers.with(round % 2, await stage.startWorker());
    }
    const runs = await stage.database.db.selectFrom('runs').select('due').orderBy('due').execute();
    expect(runs.map(({ due }) => due)).toEqual(dues);
    const [worker] = workers;
    const schedule = await worker?.call('GET', `/v1/reports/${reportId}/schedule`, Schedule);
    expect(schedule).toMatchObject({ failures: 0, skipped: null, caughtUp: null, paused: null });
    const next = Date.parse(schedule?.nextDue ?? '') - Date.now();
    expect(next).toBeGreaterThan(10 * 3_600_000);
  }, 180_000);
});
