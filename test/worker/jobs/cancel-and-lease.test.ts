import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestCancel } from '../../../worker/db/run-end.ts';
import { takeLease } from '../../../worker/db/run-lease.ts';
import { findRun } from '../../../worker/db/runs.ts';
import { SheetError } from '../../../worker/sheets/sheet-error.ts';
import type { RunDeps } from '../../../worker/jobs/run-report.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

let bench: RunBench;
beforeEach(async () => {
  bench = await openRunBench(20);
});
afterEach(async () => await bench.close());

const runOf = async (id: string) => await findRun(bench.database.db, id);
const cancel = async (id: string) => await requestCancel(bench.database.db, id);
const expireLease = async (id: string) => {
  const past = sql<Date>`now() - interval '1 second'`;
  await bench.database.db
    .updateTable('runs')
    .set({ lease_until: past, not_before: null })
    .where('id', '=', id)
    .execute();
};

type Publish = RunDeps['publish'];
/** Publishes as usual, and does something at a chosen moment. */
const publishing = (moments: { before?: () => Promise<void>; after?: () => Promise<void> }): { publish: Publish } => ({
  publish: async (options) => {
    await moments.before?.();
    await options.assertLast?.();
    const done = await bench.deps.publish(options);
    await moments.after?.();
    return done;
  },
});

describe('a cancel', () => {
  it('that comes just before the last call wins: nothing is published', async () => {
    const id = await bench.start();
    await bench.work(id, undefined, publishing({ before: async () => void (await cancel(id)) }));
    expect(bench.published).toEqual([]);
    expect(await runOf(id)).toMatchObject({ status: 'cancelled', page_key: null, generation: null });
    expect(await bench.database.db.selectFrom('run_pages').selectAll().execute()).toEqual([]);
  });

  it('that comes during the last call loses: the run is done, as the tab shows', async () => {
    const id = await bench.start();
    const { publish } = bench.deps;
    const slow: Publish = async (options) => {
      await options.assertLast?.();
      await cancel(id);
      expect(await runOf(id)).toMatchObject({ status: 'running', cancel_requested: true });
      return await publish({ ...options, assertOwner: () => Promise.resolve() });
    };
    await bench.work(id, undefined, { publish: slow });
    expect(bench.published).toHaveLength(1);
    expect(await runOf(id)).toMatchObject({ status: 'done', generation: 1 });
  });

  it('ends a run at once whose worker was killed, or hangs', async () => {
    const id = await bench.start();
    await takeLease(bench.database.db, id, 'killed a moment ago');
    await cancel(id);
    expect(await runOf(id)).toMatchObject({ status: 'cancelled', owner: null });
    await bench.work(id);
    expect(bench.published).toEqual([]);
  });

  it.each([
    ['went through', 'done'],
    ['never arrived', 'cancelled'],
  ])('after a worker was killed in its last call, which %s, tells the truth: %s', async (_, status) => {
    const id = await bench.start();
    const killed: Publish = async (options) => {
      await options.assertLast?.();
      return await new Promise(() => undefined);
    };
    void bench.work(id, undefined, { publish: killed });
    await vi.waitFor(async () => expect(await runOf(id)).toMatchObject({ in_last_call: true }), {
      interval: 20,
      timeout: 20_000,
    });
    await cancel(id);
    await expireLease(id);
    const looking: Publish = async (options) => {
      if (status === 'cancelled') await options.assertLast?.();
      return await bench.deps.publish({ ...options, assertOwner: () => Promise.resolve() });
    };
    await bench.work(id, undefined, { publish: looking });
    expect(await runOf(id)).toMatchObject({ status });
  });

  it('does not wait for a run that was told to wait', async () => {
    const id = await bench.start();
    const busy: Publish = async (options) => {
      await options.assertLast?.();
      await cancel(id);
      throw new SheetError('rate-limited', 'Google asks us to wait.');
    };
    await bench.work(id, undefined, { publish: busy });
    expect(await runOf(id)).toMatchObject({ status: 'queued', not_before: null });
    await bench.work(id, undefined, publishing({}));
    expect(await runOf(id)).toMatchObject({ status: 'cancelled' });
    expect(bench.published).toEqual([]);
  });
});

describe('the lease', () => {
  it('that ran out while a process was blocked stops its publish when somebody else goes on', async () => {
    const id = await bench.start();
    const blocked = async () => {
      await expireLease(id);
      await bench.work(id);
    };
    await bench.work(id, undefined, publishing({ before: blocked }));
    expect(bench.published).toHaveLength(1);
    expect(await runOf(id)).toMatchObject({ status: 'done', epoch: 2 });
  });

  it.each([-3_600_000, 3_600_000])(
    'goes by the clock of the database, whatever a worker takes for the time (%i ms)',
    async (skew) => {
      const id = await bench.start();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + skew });
      try {
        const taken = await takeLease(bench.database.db, id, 'a worker with a wrong clock');
        expect(taken?.ran_ms).toBeLessThan(60_000);
        expect(await takeLease(bench.database.db, id, 'another')).toBeUndefined();
        vi.useRealTimers();
        expect(await takeLease(bench.database.db, id, 'another')).toBeUndefined();
        await expireLease(id);
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + skew });
        const wait = {
          kind: 'status',
          status: 429,
          times: 1,
          retryAfterSeconds: 600,
          retryAfterForm: 'seconds',
        } as const;
        bench.simulator.switches.set({ faults: [{ ...wait, path: 'tickets' }] });
        expect(await bench.work(id)).toBe(600_000);
        expect(await runOf(id)).toMatchObject({ status: 'queued', error_code: null });
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('of a run that kills every process that takes it is given up, and others go on', async () => {
    const poison = await bench.start();
    for (let deaths = 0; deaths <= 11; deaths += 1) {
      await takeLease(bench.database.db, poison, `process ${deaths}`);
      await expireLease(poison);
    }
    await bench.work(poison);
    expect(await runOf(poison)).toMatchObject({ status: 'failed', error_code: 'internal', page_key: null });
    const next = await bench.start();
    await bench.work(next);
    expect(await runOf(next)).toMatchObject({ status: 'done' });
  });
});

describe('staged rows', () => {
  it.each([
    ['failed', { authScheme: 'header' as const }],
    ['done', {}],
  ])('are erased when the run is %s', async (status, switches) => {
    const id = await bench.start();
    await bench.work(id, undefined, {
      publish: async (options) => {
        expect(await bench.database.db.selectFrom('run_pages').select('number').execute()).not.toEqual([]);
        return await bench.deps.publish(options);
      },
    });
    bench.simulator.switches.set(switches);
    const second = await bench.start();
    await bench.work(second);
    expect(await runOf(second)).toMatchObject({ status, page_key: null });
    expect(await bench.database.db.selectFrom('run_pages').select('number').execute()).toEqual([]);
  });
});
