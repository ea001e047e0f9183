import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Run } from '../../shared/api.ts';
import { openStage, untilOver, type Stage, type WorkerProcess } from './stage.ts';

/** The promises about workers that die, with the queue on Postgres (null), on a Redis, or not run where there is none. */
export function describeKilledWorker(name: string, redisUrl: string | null | undefined): void {
  describe.skipIf(redisUrl === undefined)(`12,480 tickets with the queue on ${name}`, () => {
    let stage: Stage;
    let worker: WorkerProcess;
    let reportId: string;

    beforeAll(async () => {
      stage = await openStage(redisUrl ?? null);
      worker = await stage.startWorker();
      reportId = (await stage.prepare(worker)).id;
    }, 120_000);
    afterAll(async () => await stage.close());

    const truth = () =>
      stage.sandbox.providers.tixngo
        .truth('spring-gala-2027')
        .map(({ ticketId }) => ticketId)
        .toSorted();
    const ids = () =>
      stage
        .grid('Tickets')
        .slice(1)
        .map(([id]) => String(id))
        .toSorted();
    const start = async () => await worker.call('POST', `/v1/reports/${reportId}/runs`, Run);
    const untilPages = async (runId: string, pages: number) => {
      for (;;) {
        const run = await worker.call('GET', `/v1/runs/${runId}`, Run);
        if (run.pages >= pages || run.status === 'done') return run;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };

    const expireLease = async (runId: string) => {
      const change = { lease_until: sql<Date>`now() - interval '1 second'` };
      await stage.database.db.updateTable('runs').set(change).where('id', '=', runId).execute();
    };

    it('arrive once each although the worker is killed twice on the way', async () => {
      stage.sandbox.providers.tixngo.switches.set({ latencyMs: 60 });
      const { id } = await start();
      for (const pages of [4, 9]) {
        const before = await untilPages(id, pages);
        expect(before.status).toBe('running');
        await worker.kill('SIGKILL');
        // the lease of the first worker runs out by itself, that of the second does so at once
        if (pages === 9) await expireLease(id);
        worker = await stage.startWorker();
      }
      const run = await untilOver(worker, id);
      expect(run.error).toBeNull();
      expect(run).toMatchObject({ status: 'done', rows: 12_480, certificate: { complete: true, rows: 12_480 } });
      expect(ids()).toEqual(truth());
      const { requests } = stage.sandbox.providers.tixngo;
      const offsets = requests.map(({ query }) => `${query['lastUpdatedSince'] ?? ''} ${query['offset']}`);
      // A page that was being read when its reader died is read again; all others once.
      expect(offsets.length - new Set(offsets).size).toBeLessThanOrEqual(2);
    }, 180_000);

    it('stay where they are when the next run is cancelled: it ends within two seconds', async () => {
      stage.sandbox.providers.tixngo.switches.set({ latencyMs: 300 });
      const before = stage.grid('Tickets');
      const { id } = await start();
      await untilPages(id, 1);
      const asked = Date.now();
      await worker.call('DELETE', `/v1/runs/${id}`, Run);
      const run = await untilOver(worker, id);
      expect(run.status).toBe('cancelled');
      expect(Date.now() - asked).toBeLessThan(2000);
      expect(stage.grid('Tickets')).toEqual(before);
      stage.sandbox.providers.tixngo.switches.set({ latencyMs: 0 });
    }, 60_000);

    it('go on elsewhere when the worker is asked to stop', async () => {
      stage.sandbox.providers.tixngo.switches.set({ latencyMs: 60 });
      const { id } = await start();
      await untilPages(id, 3);
      await worker.kill('SIGTERM');
      worker = await stage.startWorker();
      expect(await untilOver(worker, id)).toMatchObject({ status: 'done', rows: 12_480 });
      expect(ids()).toEqual(truth());
    }, 120_000);
  });
}
