import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertErasure } from '../../../worker/db/erasures.ts';
import { openRun } from '../../../worker/db/runs.ts';
import { openRunBench, type RunBench } from '../jobs/run-bench.ts';

let bench: RunBench;
beforeEach(async () => {
  bench = await openRunBench(20);
});
afterEach(async () => await bench.close());

const takesOver = JSON.stringify({ report: 'old', spreadsheet: 'a-google-id', sheet: 0, by: 'marks' });

async function refresh(): Promise<void> {
  const { workspaceId, reportId } = bench;
  const { id } = await openRun(bench.database.db, { workspaceId, reportId, requestedBy: 'me', order: null });
  await bench.work(id);
}

const erase = async (kind: 'person' | 'retention' = 'person') => {
  const actor = { kind: 'willcall', id: '', name: '' } as const;
  const { db } = bench.database;
  return await insertErasure(db, {
    workspaceId: bench.workspaceId,
    kind,
    sought: null,
    actor,
    hashes: [],
    places: [],
  });
};
const waiting = () => bench.database.db.selectFrom('erasure_places').select(['erasure_id', 'mark', 'state']).execute();

describe('people who were erased', () => {
  it('are looked for in a list that came along with a copy once it is refreshed, and only once', async () => {
    const { db } = bench.database;
    await erase();
    const newest = await erase();
    await erase('retention');
    await db.updateTable('reports').set({ takes_over: takesOver }).where('id', '=', bench.reportId).execute();
    await refresh();
    const place = { erasure_id: newest, mark: bench.reportId, state: 'waiting' };
    expect(await waiting()).toEqual([place]);
    await db.deleteFrom('erasure_places').execute();
    await refresh();
    expect(await waiting()).toEqual([]);
  });

  it('are not looked for again in a list that begins empty', async () => {
    await erase();
    await refresh();
    expect(await waiting()).toEqual([]);
  });
});
