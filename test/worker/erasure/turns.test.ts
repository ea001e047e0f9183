import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endPlace, placesDue, takePlace } from '../../../worker/db/erasure-lease.ts';
import { openRun } from '../../../worker/db/runs.ts';
import { takeLease } from '../../../worker/db/run-lease.ts';
import { erasePerson } from '../../../worker/erasure/erase-person.ts';
import { applyRetention } from '../../../worker/erasure/retention.ts';
import { workPlace } from '../../../worker/erasure/work-place.ts';
import { Failure } from '../../../worker/failure.ts';
import { clientThat, column, erasureBench, type ErasureBench } from './bench.ts';

let bench: ErasureBench;
beforeAll(async () => {
  bench = await erasureBench();
});
afterAll(() => bench.drop());
beforeEach(async () => {
  await bench.db.deleteFrom('reports').execute();
  await bench.db.deleteFrom('erasures').execute();
});

const DONE = { state: 'done', waitSeconds: 0, results: [] } as const;
const never = new AbortController().signal;

describe('lists that wait to be cleared', () => {
  it('have their turn although others wait for refreshes that take long', async () => {
    const { db } = bench;
    for (let count = 0; count < 4; count++) {
      const reportId = await bench.newReport();
      await bench.working(reportId);
      await bench.waiting([reportId]);
    }
    const [free] = await bench.waiting([await bench.newReport()]);
    expect(await placesDue(db, 4)).toEqual([free?.id]);
  });

  it('are finished, both ended in the same moment', async () => {
    const { db } = bench;
    const [one, other] = await bench.waiting([await bench.newReport(), await bench.newReport()]);
    const first = await takePlace(db, one?.id ?? '', 'a');
    const second = await takePlace(db, other?.id ?? '', 'b');
    if (!first || !second) throw new Error('not taken');
    const finished: boolean[] = [];
    let late: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (transaction) => {
      finished.push(await endPlace(transaction, first, DONE));
      late = db.transaction().execute(async (beside) => finished.push(await endPlace(beside, second, DONE)));
      await new Promise((resolve) => setTimeout(resolve, 80));
    });
    await late;
    expect(finished).toEqual([false, true]);
  });

  it('keep no report from being refreshed for ever when something of ours is broken', async () => {
    const { db } = bench;
    const reportId = await bench.newReport();
    const [place] = await bench.waiting([reportId]);
    const parts = bench.parts(clientThat(new TypeError('broken')));
    await workPlace(parts, place?.id ?? '', 'a', never);
    const run = await openRun(db, { workspaceId: bench.workspaceId, reportId, requestedBy: 'ada' });
    // between two tries the refresh has its turn
    expect(await takeLease(db, run.id, 'b')).toBeDefined();
    await db.updateTable('runs').set({ status: 'done', lease_until: null }).execute();
    for (let count = 0; count < 12; count++) {
      await db
        .updateTable('erasure_places')
        .set({ not_before: sql<Date>`now()`, lease_until: null })
        .execute();
      await workPlace(parts, place?.id ?? '', 'a', never);
    }
    const ended = await db.selectFrom('erasure_places').selectAll().executeTakeFirstOrThrow();
    expect(ended).toMatchObject({ state: 'failed', results: [{ problem: { code: 'internal' } }] });
  });
});

describe('somebody who is erased while a list is filled for the first time', () => {
  it('is cleared from it afterwards', async () => {
    const { db, workspaceId, actor } = bench;
    const parts = bench.parts(clientThat(new Failure('unavailable', 'Google is away.')));
    // a list that cannot be looked into: the address is remembered
    await bench.newReport();
    const filling = await bench.newReport({ generation: 0 });
    await bench.working(filling);
    await erasePerson(parts, { workspaceId, actor }, { person: { email: 'guest@example.org' } });
    const places = await db.selectFrom('erasure_places').select('report_id').execute();
    expect(places.map(({ report_id }) => report_id)).toContain(filling);
  });
});

describe('retention', () => {
  const over = { until: '2020-01-01' };
  const now = new Date('2027-05-01T10:00:00Z');
  const placesOf = async (reportId: string) =>
    await bench.db.selectFrom('erasure_places').select('mark').where('report_id', '=', reportId).execute();

  it('of one report that cannot be worked out keeps none of the others', async () => {
    await bench.newReport({ retention: { until: '0000-01-01' } });
    const reportId = await bench.newReport({ retention: over, columns: [column('ownerName', 'identity')] });
    await applyRetention(bench.db, now).catch(() => undefined);
    expect(await placesOf(reportId)).toEqual([{ mark: reportId }]);
  });

  it('reaches lists for other eyes that show more than the report itself', async () => {
    const { db, workspaceId, spreadsheetId } = bench;
    const reportId = await bench.newReport({ retention: over, columns: [column('status')] });
    const { id } = await db
      .insertInto('audiences')
      .values({
        workspace_id: workspaceId,
        report_id: reportId,
        name: 'Door',
        columns: JSON.stringify([{ id: 'ownerName', mask: 'initials' }]),
        spreadsheet_id: spreadsheetId,
        tab: 'Door',
        published_at: now,
        created_by: 'ada',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await applyRetention(db, now);
    expect(await placesOf(reportId)).toContainEqual({ mark: id });
  });

  it('reaches the other tabs of a list that showed people earlier', async () => {
    const reportId = await bench.newReport({ retention: over, columns: [column('ownerName', 'identity')] });
    await bench.db.updateTable('reports').set({ generation: 2 }).where('id', '=', reportId).execute();
    await bench.published(reportId, 2, [column('status')]);
    await applyRetention(bench.db, now);
    expect(await placesOf(reportId)).toEqual([{ mark: reportId }]);
  });

  it('leaves alone what never showed anybody', async () => {
    const reportId = await bench.newReport({ retention: over, columns: [column('status')] });
    await applyRetention(bench.db, now);
    expect(await placesOf(reportId)).toEqual([]);
  });

  it('clears nothing any more once somebody gave the report more time', async () => {
    const { db } = bench;
    const reportId = await bench.newReport();
    const [place] = await bench.waiting([reportId], 'retention');
    await workPlace(bench.parts(clientThat(new TypeError('asked'))), place?.id ?? '', 'a', never);
    expect(await db.selectFrom('erasure_places').select(['state', 'results']).executeTakeFirst()).toEqual({
      state: 'done',
      results: [],
    });
  });

  it('is tried again when a list could not be cleared, without anybody asking', async () => {
    const { db } = bench;
    const reportId = await bench.newReport();
    await db.updateTable('reports').set({ cleared_at: now }).where('id', '=', reportId).execute();
    const [place] = await bench.waiting([reportId], 'retention');
    const parts = bench.parts(clientThat(new Failure('key-column-gone', 'The key column is gone.')));
    await workPlace(parts, place?.id ?? '', 'a', never);
    const later = await db.selectFrom('erasure_places').selectAll().executeTakeFirstOrThrow();
    expect(later).toMatchObject({ state: 'waiting', results: [{ problem: { code: 'key-column-gone' } }] });
    expect(later.not_before.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
  });
});
