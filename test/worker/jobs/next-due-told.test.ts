import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putSchedule, pauseSchedule } from '../../../worker/schedules/change-schedule.ts';
import { scheduleOf } from '../../../worker/db/schedules.ts';
import { tellDue } from '../../../worker/jobs/tell-status.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

let bench: RunBench;
beforeEach(async () => {
  bench = await openRunBench(20);
});
afterEach(async () => await bench.close());

const change = () => ({
  report: { id: bench.reportId, workspace_id: bench.workspaceId },
  actor: { kind: 'person', id: 'ada', name: 'ada@example.org' } as const,
  now: new Date(),
  check: () => undefined,
});
const schedule = async () =>
  await putSchedule(bench.database.db, change(), {
    timing: { kind: 'daily', readyBy: '06:00' },
    timeZone: 'Europe/Zurich',
    startDate: null,
    stopDate: null,
    pauseAfter: 5,
  });

describe('the tab "Willcall"', () => {
  it('says with each refresh when the next one is due', async () => {
    const { next_due } = await schedule();
    await bench.work(await bench.start());
    expect(bench.published.at(-1)?.how.status?.nextDue).toEqual(next_due);
    const told = await scheduleOf(bench.database.db, bench.reportId);
    expect(told?.expected_ms).toBeGreaterThan(0);
  });

  it('says so too when somebody changes or pauses the schedule; the state of the list stays', async () => {
    await tellDue(bench.deps, bench.reportId);
    expect(bench.told).toEqual([]);
    await bench.work(await bench.start());
    const { next_due } = await schedule();
    await tellDue(bench.deps, bench.reportId);
    expect(bench.told.at(-1)).toMatchObject({ state: null, asOf: null, rows: null, nextDue: next_due });
    await pauseSchedule(bench.database.db, change());
    await tellDue(bench.deps, bench.reportId);
    expect(bench.told.at(-1)).toMatchObject({ state: null, nextDue: 'paused' });
  });
});
