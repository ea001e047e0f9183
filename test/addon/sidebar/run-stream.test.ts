import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdentity } from '../../../addon/sidebar/identity.ts';
import { watchRun } from '../../../addon/sidebar/run-stream.ts';
import { createWorkerApi } from '../../../addon/sidebar/worker-api.ts';
import { createSend } from '../../../addon/sidebar/worker-request.ts';
import type { Run } from '../../../shared/api.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';

const REPORT = '11111111-1111-4111-8111-111111111111';

let worker: FakeWorker;
let controller: AbortController;
beforeEach(async () => {
  worker = await startFakeWorker();
  controller = new AbortController();
});
afterEach(async () => {
  controller.abort();
  await worker.close();
});

function watch(run: Run, patience = {}) {
  const seen: Run[] = [];
  const reach: boolean[] = [];
  const identity = createIdentity(async () => 'token', Date.now);
  const over = watchRun(run, {
    api: createWorkerApi(createSend(worker.url, identity)),
    onRun: (news) => void seen.push(news),
    onReach: (isReached) => void reach.push(isReached),
    signal: controller.signal,
    patience: { silence: 2_000, poll: 10, retry: 10, retryMost: 40, ...patience },
  });
  return { over, seen, reach };
}

const asked = (pattern: RegExp): number => worker.state.heard.filter(({ path }) => pattern.test(path)).length;
/** Waits for it, however busy the machine is. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 10 });
const isListening = (): void => expect(worker.state.listeners.size).toBe(1);

describe('following a run', () => {
  it('tells each state in order and ends with the run', async () => {
    const run = worker.addRun(REPORT);
    const { over, seen } = watch(run);
    await eventually(isListening);
    worker.change(run.id, { status: 'running', phase: 'reading', rows: 100 });
    worker.change(run.id, { status: 'done', phase: 'finished' });
    await over;
    expect(seen.map(({ version, status }) => [version, status])).toEqual([
      [2, 'running'],
      [3, 'done'],
    ]);
  });

  it('goes on where it broke off when the line is cut, and says so meanwhile', async () => {
    const run = worker.addRun(REPORT);
    const { over, seen } = watch(run);
    await eventually(isListening);
    worker.change(run.id, { rows: 100 });
    await eventually(() => expect(seen).toHaveLength(1));
    worker.cut();
    worker.change(run.id, { rows: 200 });
    await eventually(() => expect(seen.at(-1)?.rows).toBe(200));
    expect(worker.state.heard.filter(({ path }) => path.endsWith('/events')).map((heard) => heard.lastEventId)).toEqual(
      ['1', '2'],
    );
    worker.change(run.id, { status: 'cancelled' });
    await over;
  });

  it('asks again and again when the stream stays silent', async () => {
    const run = worker.addRun(REPORT);
    worker.state.isMute = true;
    const { over, seen } = watch(run, { silence: 30 });
    await eventually(() => expect(asked(/\/runs\/[^/]+$/)).toBeGreaterThan(1));
    worker.change(run.id, { status: 'done', phase: 'finished' });
    await over;
    expect(seen.map(({ status }) => status)).toEqual(['done']);
    expect(asked(/\/events$/)).toBeLessThanOrEqual(1);
  });

  it('keeps trying while the worker is away, and tells that it is', async () => {
    const run = worker.addRun(REPORT);
    worker.refuse('GET /v1/runs/:id/events', 'unavailable', 'Restarting.');
    const { over, reach } = watch(run);
    await eventually(() => expect(asked(/\/events$/)).toBeGreaterThan(2));
    expect(reach).not.toContain(true);
    worker.state.refusals.clear();
    await eventually(isListening);
    worker.change(run.id, { status: 'done' });
    await over;
    expect(reach.at(-1)).toBe(true);
  });

  it('stops with the reason when the run is gone', async () => {
    const run = worker.addRun(REPORT);
    worker.refuse('GET /v1/runs/:id/events', 'not-found', 'There is no such run.');
    await expect(watch(run).over).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stops quietly when nobody watches any more', async () => {
    const run = worker.addRun(REPORT);
    const { over, seen } = watch(run);
    await eventually(isListening);
    controller.abort();
    await over;
    expect(seen).toEqual([]);
  });
});
