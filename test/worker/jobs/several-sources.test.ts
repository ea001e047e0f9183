import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestCancel } from '../../../worker/db/run-end.ts';
import { findRun } from '../../../worker/db/runs.ts';
import { toRun } from '../../../worker/runs.ts';
import { dieAfter, expireLease, untilPages } from './dying-worker.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

describe('a run of several sources', () => {
  let bench: RunBench;
  beforeEach(async () => {
    bench = await openRunBench(4);
  });
  afterEach(async () => await bench.close());
  const runOf = async (runId: string) => {
    const row = await findRun(bench.database.db, runId);
    if (!row) throw new Error('no run');
    return toRun(row);
  };
  const stored = () =>
    bench.database.db
      .selectFrom('report_sources')
      .select(['rows', 'read_at', 'keyed', 'stale_since'])
      .orderBy('position')
      .execute();

  it('goes on in the source where it was killed, and reads none twice', async () => {
    await bench.addSource('trap-door-2027');
    const runId = await bench.start();
    void bench.work(runId, undefined, dieAfter(bench, 24)).catch(() => undefined);
    await untilPages(bench, runId, 24);
    await expireLease(bench, runId);
    const before = bench.simulator.requests.length;
    await bench.work(runId);
    const [publish] = bench.published;
    const truth = bench.simulator.truth('trap-door-2027').length;
    expect(publish?.sources.map((rows) => rows?.length)).toEqual([truth, truth]);
    expect((await runOf(runId)).certificate).toMatchObject({ complete: true, rows: 2 * truth });
    const after = bench.simulator.requests.length - before;
    expect(after).toBeLessThan(before);
  });

  it('publishes the others when one fails, and says so until it is read again', async () => {
    await bench.addSource('no-such-event');
    const runId = await bench.start();
    await bench.work(runId);
    const [publish] = bench.published;
    expect(publish?.sources.map((rows) => rows?.length ?? null)).toEqual([
      bench.simulator.truth('trap-door-2027').length,
      null,
    ]);
    expect(publish?.note).toMatch(/^Not complete: .* test is older: it could not be read\.$/);
    const [read, failed] = (await runOf(runId)).certificate?.sources ?? [];
    expect(read).toMatchObject({ status: 'read', error: null });
    expect(failed).toMatchObject({ status: 'stale', rows: 7, error: { code: 'provider-not-found' } });
    expect(await stored()).toEqual([
      { rows: read?.rows, read_at: expect.any(Date), keyed: true, stale_since: null },
      { rows: 7, read_at: null, keyed: false, stale_since: expect.any(Date) },
    ]);
  });

  it('writes nothing when rows that should stay carry no key', async () => {
    await bench.addSource('no-such-event');
    await bench.database.db.updateTable('report_sources').set({ rows: 5 }).where('position', '=', 1).execute();
    const runId = await bench.start();
    await bench.work(runId);
    expect(bench.published).toEqual([]);
    expect(await runOf(runId)).toMatchObject({ status: 'failed', error: { code: 'provider-not-found' } });
  });

  it('fails when none could be read, and waits as a whole when one is told to wait for long', async () => {
    const wait = { kind: 'status', status: 429, times: 1, retryAfterSeconds: 600, retryAfterForm: 'seconds' } as const;
    await bench.addSource('trap-door-2027');
    bench.simulator.switches.set({ faults: [{ ...wait, skip: 14 }] });
    const waiting = await bench.start();
    expect(await bench.work(waiting)).toBe(600_000);
    await requestCancel(bench.database.db, waiting);
    bench.simulator.switches.set({ authScheme: 'header', faults: [] });
    const failing = await bench.start();
    await bench.work(failing);
    expect(await runOf(failing)).toMatchObject({ status: 'failed', error: { code: 'provider-auth' } });
    expect(bench.published).toEqual([]);
  });
});
