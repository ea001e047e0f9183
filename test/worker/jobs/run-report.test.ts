import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestCancel } from '../../../worker/db/run-end.ts';
import { takeLease, writeProgress } from '../../../worker/db/run-lease.ts';
import { findRun } from '../../../worker/db/runs.ts';
import { downloadRows, toRun } from '../../../worker/runs.ts';
import { dieAfter, expireLease, untilPages } from './dying-worker.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

describe('a run', () => {
  let bench: RunBench;
  beforeEach(async () => {
    bench = await openRunBench(4);
  });
  afterEach(async () => await bench.close());
  const read = async (runId: string) => {
    const row = await findRun(bench.database.db, runId);
    if (!row) throw new Error('no run');
    return toRun(row);
  };
  const stagedPages = async () => (await bench.database.db.selectFrom('run_pages').select('number').execute()).length;

  it('brings every live ticket to the tab, once, with a certificate and the next generation', async () => {
    const runId = await bench.start();
    await bench.work(runId);
    const truth = bench.simulator.truth('trap-door-2027');
    const [publish] = bench.published;
    expect(publish?.rows.map(([id]) => id).toSorted()).toEqual(truth.map(({ ticketId }) => ticketId).toSorted());
    expect(publish).toMatchObject({
      generation: 1,
      note: expect.stringMatching(/^All 46 of 46 read\. 6 were left out/),
    });
    expect(await read(runId)).toMatchObject({
      status: 'done',
      phase: 'finished',
      rows: truth.length,
      generation: 1,
      sheetId: 7,
      certificate: { complete: true, rows: truth.length },
      error: null,
    });
  });

  it('leaves no staged rows and no key behind', async () => {
    const runId = await bench.start();
    await bench.work(runId);
    expect(await stagedPages()).toBe(0);
    expect((await findRun(bench.database.db, runId))?.page_key).toBeNull();
  });

  it.each([1, 2, 5, 11])('goes on where a worker was killed after %i pages', async (pages) => {
    const runId = await bench.start();
    void bench.work(runId, undefined, dieAfter(bench, pages)).catch(() => undefined);
    await untilPages(bench, runId, pages);
    const requests = bench.simulator.requests.length;
    await expireLease(bench, runId);
    await bench.work(runId);
    const whole = 18;
    expect(bench.simulator.requests.length - requests).toBeLessThanOrEqual(whole - pages + 1);
    const ids = bench.published.flatMap(({ rows }) => rows.map(([id]) => id));
    expect(ids.toSorted()).toEqual(
      bench.simulator
        .truth('trap-door-2027')
        .map(({ ticketId }) => ticketId)
        .toSorted(),
    );
    expect(bench.published).toHaveLength(1);
  });

  it('fences off a worker that comes back from the dead', async () => {
    const runId = await bench.start();
    const old = await takeLease(bench.database.db, runId, 'zombie');
    await expireLease(bench, runId);
    await bench.work(runId);
    const lease = { runId, epoch: old?.epoch ?? 0 };
    await expect(writeProgress(bench.database.db, lease, { rows: 1 })).rejects.toThrow('no longer ours');
    expect(await read(runId)).toMatchObject({ status: 'done' });
  });

  it('is worked on by one worker, however many are woken', async () => {
    const runId = await bench.start();
    await Promise.all([1, 2, 3, 4].map(async () => await bench.work(runId)));
    expect(bench.published).toHaveLength(1);
  });

  it('is cancelled while it reads: the tab stays as it was', async () => {
    bench.simulator.switches.set({ latencyMs: 100 });
    const runId = await bench.start();
    const working = bench.work(runId);
    await untilPages(bench, runId, 1);
    const began = Date.now();
    await requestCancel(bench.database.db, runId);
    await working;
    expect(Date.now() - began).toBeLessThan(2000);
    expect(await read(runId)).toMatchObject({ status: 'cancelled', error: null });
    expect(bench.published).toEqual([]);
    expect(await stagedPages()).toBe(0);
  });

  it('is cancelled at once when nobody works on it', async () => {
    const runId = await bench.start();
    await requestCancel(bench.database.db, runId);
    await bench.work(runId);
    expect(await read(runId)).toMatchObject({ status: 'cancelled' });
    expect(bench.published).toEqual([]);
  });

  it('is given back when the process shuts down, and goes on elsewhere without a wait', async () => {
    bench.simulator.switches.set({ latencyMs: 50 });
    const runId = await bench.start();
    const shutdown = new AbortController();
    const working = bench.work(runId, shutdown.signal);
    await untilPages(bench, runId, 2);
    shutdown.abort();
    await working;
    expect(await read(runId)).toMatchObject({ status: 'queued', rows: expect.any(Number) });
    bench.simulator.switches.set({ latencyMs: 0 });
    await bench.work(runId);
    expect(await read(runId)).toMatchObject({ status: 'done' });
  });

  it('waits its turn when the provider says so for long, and keeps what it has', async () => {
    bench.simulator.switches.set({
      faults: [
        { kind: 'status', status: 429, times: 1, path: 'tickets', retryAfterSeconds: 600, retryAfterForm: 'seconds' },
      ],
    });
    const runId = await bench.start();
    expect(await bench.work(runId)).toBe(600_000);
    expect(await read(runId)).toMatchObject({ status: 'queued', error: null });
    expect(await bench.work(runId)).toBeNull();
    expect(bench.published).toEqual([]);
  });

  it.each([
    ['a wrong key', { authScheme: 'header' as const }, 'provider-auth', /^TIXNGO does not accept the credentials/],
    ['no right to read reports', { reportingRight: false }, 'provider-auth', /^TIXNGO does not accept the credentials/],
    ['a page size that is refused', { pageCeiling: 1 }, 'provider-bad-request', /^TIXNGO refused/],
  ])('ends with a sentence after %s', async (_, switches, code, sentence) => {
    bench.simulator.switches.set(switches);
    const runId = await bench.start();
    await bench.work(runId);
    const run = await read(runId);
    expect(run).toMatchObject({
      status: 'failed',
      error: { code, message: expect.stringMatching(sentence) },
    });
    expect(run.error?.message).not.toContain(bench.simulator.credentials.apiKey);
  });

  it('stops when it only ever crashes', async () => {
    const runId = await bench.start();
    await bench.database.db.updateTable('runs').set({ crashes: 11 }).where('id', '=', runId).execute();
    await bench.work(runId);
    expect(await read(runId)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  });

  it('seals staged rows: nothing personal can be read in the database', async () => {
    const runId = await bench.start();
    void bench.work(runId, undefined, dieAfter(bench, 3)).catch(() => undefined);
    await untilPages(bench, runId, 3);
    const { rows } = await sql<{ text: string }>`select encode(sealed, 'escape') as text from run_pages`.execute(
      bench.database.db,
    );
    const [ticket] = bench.simulator.truth('trap-door-2027');
    expect(rows.length).toBe(3);
    expect(rows.map(({ text }) => text).join()).not.toContain(ticket?.ticketId);
    await requestCancel(bench.database.db, runId);
  });
});

describe('a run without a tab', () => {
  it('keeps its rows for a download', async () => {
    const bench = await openRunBench(4, false);
    try {
      const runId = await bench.start();
      await bench.work(runId);
      const lines: string[] = [];
      for await (const line of downloadRows(bench.deps, runId)) lines.push(line);
      expect(lines).toHaveLength(bench.simulator.truth('trap-door-2027').length);
      expect(JSON.parse(lines[0] ?? '')).toEqual([expect.any(String), 'valid', expect.anything(), expect.anything()]);
      expect(bench.published).toEqual([]);
    } finally {
      await bench.close();
    }
  });
});
