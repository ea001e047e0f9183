import { afterEach, describe, expect, it } from 'vitest';
import { findRun } from '../../../worker/db/runs.ts';
import { downloadRows, toRun } from '../../../worker/runs.ts';
import { dieAfter, expireLease, untilPages } from './dying-worker.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

/** The large event fails from its fourth page on. */
const failsHalfway = { kind: 'status', status: 404, times: 1000, skip: 3, path: 'spring-gala' } as const;

describe('a source that fails halfway', () => {
  let bench: RunBench;
  afterEach(async () => await bench.close());
  /** A large event that fails, then a small one. */
  const startOn = async (destination: boolean): Promise<string> => {
    bench = await openRunBench(4, destination);
    const scope = JSON.stringify({ appId: bench.simulator.appId, eventId: 'spring-gala-2027' });
    await bench.database.db.updateTable('report_sources').set({ scope }).execute();
    await bench.addSource('trap-door-2027');
    bench.simulator.switches.set({ faults: [failsHalfway] });
    return await bench.start();
  };
  const runOf = async (runId: string) => {
    const row = await findRun(bench.database.db, runId);
    if (!row) throw new Error('no run');
    return toRun(row);
  };
  const ticketsOf = (rows: readonly (readonly unknown[])[]) => new Set(rows.map(([ticketId]) => ticketId));

  it('takes no row from the source after it, also when the run is killed and goes on', async () => {
    const runId = await startOn(true);
    void bench.work(runId, undefined, dieAfter(bench, 10)).catch(() => undefined);
    await untilPages(bench, runId, 9);
    await expireLease(bench, runId);
    await bench.work(runId);
    const truth = bench.simulator.truth('trap-door-2027').length;
    const [failed, read] = bench.published[0]?.sources ?? [];
    expect(failed).toBeNull();
    expect(ticketsOf(read ?? []).size).toBe(truth);
    expect((await runOf(runId)).certificate?.sources[1]).toMatchObject({ status: 'read', rows: truth });
  });

  it('leaves the source after it whole in the download, and adds nothing half to it', async () => {
    const runId = await startOn(false);
    await bench.work(runId);
    const truth = bench.simulator.truth('trap-door-2027').map(({ ticketId }) => ticketId);
    expect(await runOf(runId)).toMatchObject({ status: 'done', rows: truth.length });
    const rows: unknown[][] = [];
    for await (const line of downloadRows(bench.deps, runId)) rows.push(JSON.parse(line));
    expect(rows).toHaveLength(truth.length);
    expect(ticketsOf(rows)).toEqual(new Set(truth));
  });
});
