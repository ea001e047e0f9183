import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audiencesOfReport } from '../../../worker/db/audiences.ts';
import { findRun } from '../../../worker/db/runs.ts';
import { Stopped } from '../../../worker/jobs/job-outcome.ts';
import type { RunDeps } from '../../../worker/jobs/run-report.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

let bench: RunBench;
let audienceId: string;
beforeEach(async () => {
  bench = await openRunBench(20);
  const { db } = bench.database;
  const own = { workspace_id: bench.workspaceId, created_by: 'me' };
  const book = await db
    .insertInto('spreadsheets')
    .values({ workspace_id: bench.workspaceId, google_id: 'sheet-door', writer_email: 'writer@example.org' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const columns = JSON.stringify([{ id: 'status', mask: 'none' }]);
  const place = { spreadsheet_id: book.id, tab: 'Door', report_id: bench.reportId, name: 'Door', columns };
  const made = await db
    .insertInto('audiences')
    .values({ ...own, ...place })
    .returning('id')
    .executeTakeFirstOrThrow();
  audienceId = made.id;
});
afterEach(async () => await bench.close());

/** Publishes as the bench does; `onAudience` comes right before the audience's list is written. */
const publishing =
  (onAudience: () => Promise<void>): RunDeps['publish'] =>
  async (options) => {
    if (options.reportId === audienceId) await onAudience();
    return await bench.deps.publish(options);
  };
const audience = async () => (await audiencesOfReport(bench.database.db, bench.reportId))[0];
const notices = async () => await bench.database.db.selectFrom('notices').select('kind').execute();

describe('a run that is stopped between its own tab and the list of an audience', () => {
  it('goes on there when the process was stopped', async () => {
    const stop = new AbortController();
    const publish = publishing(async () => {
      stop.abort();
      return await Promise.reject(new Stopped('shutdown'));
    });
    const id = await bench.start();
    await bench.work(id, stop.signal, { publish });
    expect(await audience()).toMatchObject({ published_run: null, problem: null });
    expect(await findRun(bench.database.db, id)).toMatchObject({ status: 'queued' });
    await bench.work(id);
    expect(await audience()).toMatchObject({ published_run: id, problem: null });
    expect(await findRun(bench.database.db, id)).toMatchObject({ status: 'done' });
  });

  it('leaves the list as it is when somebody cancels, and calls that no trouble', async () => {
    const { db } = bench.database;
    const publish = publishing(async () => {
      await db.updateTable('runs').set({ cancel_requested: true, in_last_call: true }).execute();
    });
    const id = await bench.start();
    await bench.work(id, undefined, { publish });
    expect(await findRun(db, id)).toMatchObject({ status: 'done' });
    expect(await audience()).toMatchObject({ published_run: null, problem: null });
    expect((await notices()).map(({ kind }) => kind)).toEqual(['first-run']);
  });
});
