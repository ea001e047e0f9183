import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { findReport } from '../../../worker/db/reports.ts';
import { openRun } from '../../../worker/db/runs.ts';
import type { StoredOrder } from '../../../worker/db/tables.ts';
import { Failure } from '../../../worker/failure.ts';
import type { Memory } from '../../../worker/sheets/memory.ts';
import type { ChangedRow } from '../../../worker/sheets/publish-options.ts';
import { runChanges, readRun } from '../../../worker/runs.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

let bench: RunBench;
beforeEach(async () => {
  bench = await openRunBench(20);
});
afterEach(async () => await bench.close());

const { guard } = STANDARD_WRITING;
const change = (values: { writing?: string; filters?: string; write_mode?: 'sync' | 'append' }) =>
  bench.database.db.updateTable('reports').set(values).where('id', '=', bench.reportId).execute();
const report = async () => {
  const row = await findReport(bench.database.db, bench.reportId);
  if (!row) throw new Error('no report');
  return row;
};
/** Refreshes the report. @returns the run, and how it published. */
async function refresh(order: StoredOrder | null = null) {
  const { db } = bench.database;
  const asked = { workspaceId: bench.workspaceId, reportId: bench.reportId, requestedBy: 'me', order };
  const { id } = await openRun(db, asked);
  await bench.work(id);
  const run = await readRun(db, id);
  return { id, run, how: bench.published.at(-1)?.how };
}
const memory = (generation: number): Memory => ({
  generation,
  fingerprint: 'columns-and-zone',
  filled: { price: 12 },
  rows: new Map([['a'.repeat(32), 'b'.repeat(32)]]),
});
const tag = async () => (await report()).sources[0]?.tag ?? '';
const holding = async (rows: number, of: number) => {
  bench.outcome.heldBack = { removals: [{ source: await tag(), rows, of }], blanked: ['price'] };
};

describe('how a run writes', () => {
  it('is what the report says, told with where its rows are from and as of when', async () => {
    await change({ write_mode: 'sync', writing: JSON.stringify({ changeLogRuns: 3 }) });
    const { run, how } = await refresh();
    expect(how).toMatchObject({
      mode: 'sync',
      writing: { ...STANDARD_WRITING, changeLogRuns: 3 },
      memory: null,
      isGuarded: true,
      repair: null,
      rebuild: false,
      origin: 'TIXNGO, test',
      status: { nextDue: null },
    });
    expect(how?.status?.state(null)).toMatch(/^Up to date\. All \d+ of \d+ read\./);
    expect(how?.asOf.toISOString()).toBe(run.startedAt);
    expect(how?.hash('row')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('hashes rows alike in every run, so that they can be compared', async () => {
    const [first, second] = [await refresh(), await refresh()];
    expect(second.how?.hash('row')).toBe(first.how?.hash('row'));
  });

  it('writes no status line where the spreadsheet is to have none', async () => {
    await bench.database.db.updateTable('spreadsheets').set({ status_tab: false }).execute();
    expect((await refresh()).how?.status).toBeNull();
  });

  it('is as it was ordered', async () => {
    expect((await refresh({ rebuild: true })).how).toMatchObject({ rebuild: true, repair: null });
    expect((await refresh({ repair: 'undo' })).how).toMatchObject({ rebuild: false, repair: 'undo' });
  });

  it('removes nothing for a source that was read incompletely', async () => {
    await refresh();
    await bench.addSource('no-such-event');
    await refresh();
    expect(bench.published.map(({ isAll }) => isAll)).toEqual([[true], [true, undefined]]);
  });
});

describe('what the last publish left', () => {
  it('is what the next one compares with', async () => {
    bench.outcome.memory = memory(1);
    await refresh();
    bench.outcome.memory = memory(2);
    expect((await refresh()).how?.memory).toEqual(memory(1));
    expect((await refresh()).how?.memory).toEqual(memory(2));
  });

  it('is forgotten when a publish leaves nothing to compare with', async () => {
    bench.outcome.memory = memory(1);
    await refresh();
    bench.outcome.memory = null;
    await refresh();
    expect((await refresh()).how?.memory).toBeNull();
  });

  it('stays when edited cells are only listed: the tab was not written', async () => {
    bench.outcome.memory = memory(1);
    await refresh();
    const before = await report();
    Object.assign(bench.outcome, { edited: 2, memory: null, added: 0 });
    const { run } = await refresh({ repair: 'list' });
    expect(run).toMatchObject({ status: 'done', changes: { edited: 2 }, generation: null });
    expect(await report()).toEqual(before);
    expect((await refresh()).how?.memory).toEqual(memory(1));
  });
});

describe('the guard', () => {
  it('is on from refresh to refresh, and off once after the report was edited', async () => {
    await refresh();
    expect((await refresh()).how?.isGuarded).toBe(true);
    await change({ filters: JSON.stringify({ status: ['valid'] }) });
    expect((await refresh()).how?.isGuarded).toBe(false);
    expect((await refresh()).how?.isGuarded).toBe(true);
  });

  it('is off where the report wants none', async () => {
    await change({ writing: JSON.stringify({ guard: null }) });
    expect((await refresh()).how).toMatchObject({ isGuarded: false, writing: { guard: null } });
  });

  it('takes no number of rows that leave a rolling window for suspicious', async () => {
    await change({ filters: JSON.stringify({ updated: { last: '7 days' } }) });
    expect((await refresh()).how).toMatchObject({ isGuarded: true, writing: { guard: { ...guard, percent: 100 } } });
  });

  it('is off for the run that was accepted, and only for what was shown', async () => {
    const rows = (await refresh()).run.rows;
    await holding(10, rows + 10);
    await refresh();
    bench.outcome.heldBack = null;
    expect((await refresh({ accept: true })).how?.isGuarded).toBe(false);
    await holding(10, rows * 3);
    await refresh();
    expect((await refresh({ accept: true })).how?.isGuarded).toBe(true);
  });
});

describe('what is held back', () => {
  it('is told by run and report, and its rows are still in the tab', async () => {
    const rows = (await refresh()).run.rows;
    await holding(10, rows + 10);
    const { run, how } = await refresh();
    expect(run).toMatchObject({ status: 'done', hold: { decision: 'open', blanked: ['Price'] } });
    const { hold, sources } = await report();
    expect(hold?.hold).toEqual(run.hold);
    expect(sources[0]?.rows).toBe(rows + 10);
    expect(run.certificate?.sources[0]?.rows).toBe(rows + 10);
    expect(how?.status?.state(bench.outcome.heldBack ?? null)).toBe(`Waits for you: ${run.hold?.sentence}`);
    expect(bench.told).toEqual([]);
  });

  it('is released by the first healthy run', async () => {
    await holding(10, 100);
    await refresh();
    bench.outcome.heldBack = null;
    expect((await refresh()).run.hold).toBeNull();
    expect((await report()).hold).toBeNull();
  });
});

describe('what a run changed', () => {
  it('is told by account, key and column, and at most 5,000 rows of it', async () => {
    const key = `${await tag()}:T-1`;
    bench.outcome.rowChanges = [
      { kind: 'changed', key, columns: ['price'] },
      { kind: 'removed', key: 'gone:T-2', columns: [] },
    ];
    const { db } = bench.database;
    const told = await runChanges({ db, sealer: bench.deps.sealer }, (await refresh()).id);
    expect(told).toMatchObject({ summary: { calls: 1, atomic: true }, truncated: false });
    expect(told.changes).toEqual([
      { kind: 'changed', account: 'test', key: 'T-1', columns: ['price'] },
      { kind: 'removed', account: '', key: 'T-2', columns: [] },
    ]);
    const added: ChangedRow = { kind: 'added', key, columns: [] };
    bench.outcome.rowChanges = Array.from({ length: 5_001 }, () => added);
    const many = await runChanges({ db, sealer: bench.deps.sealer }, (await refresh()).id);
    expect([many.changes.length, many.truncated]).toEqual([5_000, true]);
  });
});

describe('a run that cannot write because of what people did in the tab', () => {
  const blocked = async (code: 'key-column-gone' | 'tab-busy') => {
    await refresh();
    const { db } = bench.database;
    const { id } = await openRun(db, { workspaceId: bench.workspaceId, reportId: bench.reportId, requestedBy: 'me' });
    const publish = () => Promise.reject(new Failure(code, 'The key column of "Tickets" is gone.'));
    await bench.work(id, undefined, { publish });
    return await readRun(db, id);
  };

  it.each(['key-column-gone', 'tab-busy'] as const)('is held, not failed: %s', async (code) => {
    expect(await blocked(code)).toMatchObject({ status: 'held', phase: 'finished', error: { code }, changes: null });
    expect(await report()).toMatchObject({ generation: 1 });
  });

  it('says so in the tab that tells how fresh lists are', async () => {
    await blocked('key-column-gone');
    expect(bench.told).toEqual([
      {
        reportId: bench.reportId,
        tab: 'Tickets',
        state: 'Waits for you: The key column of "Tickets" is gone.',
        asOf: null,
        rows: null,
        nextDue: null,
      },
    ]);
  });
});

describe('the line that tells how fresh a list is', () => {
  const failing = async (change: Parameters<RunBench['work']>[2] = {}) => {
    const { db } = bench.database;
    const { id } = await openRun(db, { workspaceId: bench.workspaceId, reportId: bench.reportId, requestedBy: 'me' });
    bench.simulator.switches.set({ authScheme: 'header' });
    await bench.work(id, undefined, change);
    return await readRun(db, id);
  };

  it('tells of a run that failed, only where there is a list', async () => {
    expect(await failing()).toMatchObject({ status: 'failed' });
    expect(bench.told).toEqual([]);
    bench.simulator.switches.set({ authScheme: 'basic' });
    await refresh();
    await failing();
    expect(bench.told).toMatchObject([
      { state: expect.stringMatching(/^Not refreshed: TIXNGO does not accept the credentials/) },
    ]);
  });

  it('changes nothing about the run when it cannot be written', async () => {
    await refresh();
    const writeStatus = () => Promise.reject(new Error('no network'));
    expect(await failing({ writeStatus })).toMatchObject({ status: 'failed', error: { code: 'provider-auth' } });
  });
});

describe('the wait for Google', () => {
  it('is told while it lasts, and over when it is', async () => {
    const { db } = bench.database;
    const { id } = await openRun(db, { workspaceId: bench.workspaceId, reportId: bench.reportId, requestedBy: 'me' });
    const seen: unknown[] = [];
    const { publish } = bench.deps;
    await bench.work(id, undefined, {
      publish: async (options) => {
        options.onQueued?.(7);
        await expect.poll(async () => (await readRun(db, id)).queue).toEqual({ ahead: 7 });
        seen.push((await readRun(db, id)).phase);
        options.onQueued?.(null);
        await expect.poll(async () => (await readRun(db, id)).queue).toBeNull();
        return await publish(options);
      },
    });
    expect(seen).toEqual(['publishing']);
    expect(await readRun(db, id)).toMatchObject({ status: 'done', queue: null });
  });
});
