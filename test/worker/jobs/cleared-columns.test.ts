import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findReport } from '../../../worker/db/reports.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

let bench: RunBench;
beforeEach(async () => {
  bench = await openRunBench(20);
});
afterEach(async () => await bench.close());

const refresh = async () => {
  await bench.work(await bench.start());
  return bench.published.at(-1);
};

describe('a report whose personal columns stay blank', () => {
  it('does not take that for a mistake of the ticketing system, even when its tab was not cleared yet', async () => {
    const { db } = bench.database;
    const tag = (await findReport(db, bench.reportId))?.sources[0]?.tag ?? '';
    const columns = JSON.stringify(['ticketId', 'ownerEmail', 'price']);
    await db.updateTable('reports').set({ columns, write_mode: 'sync' }).where('id', '=', bench.reportId).execute();
    const filled = { [`${tag} ownerEmail`]: 12, [`${tag} price`]: 12 };
    bench.outcome.memory = { generation: 1, fingerprint: 'same', filled, rows: new Map() };
    await refresh();
    await refresh();
    expect((await refresh())?.how).toMatchObject({ isGuarded: true, memory: { filled } });
    await db.updateTable('reports').set({ cleared_at: new Date() }).where('id', '=', bench.reportId).execute();
    const cleared = await refresh();
    expect(cleared?.rows.every((row) => row[1] === null)).toBe(true);
    // many rows that leave, or prices that are gone, are as suspicious as ever
    expect(cleared?.how).toMatchObject({
      isGuarded: true,
      memory: { filled: { ...filled, [`${tag} ownerEmail`]: 0 } },
    });
  });
});
