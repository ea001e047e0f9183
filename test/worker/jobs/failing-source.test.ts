import { afterEach, describe, expect, it } from 'vitest';
import type { RunDeps } from '../../../worker/jobs/run-report.ts';
import { ProviderError } from '../../../worker/providers/provider-error.ts';
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
  /** The system's own words for refusing whatever is asked of one event. */
  const refusing = (words: string, event: string): Pick<RunDeps, 'open'> => ({
    open: (at, signal) => {
      const open = bench.deps.open(at, signal);
      const refuse = async () => await Promise.reject(new ProviderError('bad-request', 'GET /: 400', { said: words }));
      return at.scope['eventId'] === event ? { ...open, ask: refuse } : open;
    },
  });
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

  it.each([
    ['a NUL', 'no\0thing'],
    ['half a character', `${'x'.repeat(199)}🎫`],
  ])('is told in words the database can keep: %s', async (_, words) => {
    const runId = await startOn(true);
    await bench.work(runId, undefined, refusing(words, 'spring-gala-2027'));
    expect(await runOf(runId)).toMatchObject({ status: 'done', certificate: { sources: [{ status: 'stale' }, {}] } });
    const nothing = await bench.start();
    await bench.database.db.deleteFrom('report_sources').where('position', '=', 1).execute();
    await bench.work(nothing, undefined, refusing(words, 'spring-gala-2027'));
    expect(await runOf(nothing)).toMatchObject({ status: 'failed', error: { code: 'provider-bad-request' } });
  });
});
